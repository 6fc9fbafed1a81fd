//! Second factors and recovery codes: on this machine only, never in the ledger.

statements! { "factors";
    PUT = "put",
        "INSERT INTO factors (site, login, secret, confirmed, last_step) VALUES ($1, $2, $3, 0, 0) \
         ON CONFLICT (site, login) DO UPDATE SET secret = excluded.secret, confirmed = 0, last_step = 0";
    GET = "get", "SELECT secret, confirmed, last_step FROM factors WHERE site = $1 AND login = $2";
    CONFIRMED = "confirmed", "SELECT login FROM factors WHERE site = $1 AND confirmed = 1 ORDER BY login";
    CONFIRM = "confirm", "UPDATE factors SET confirmed = 1 WHERE site = $1 AND login = $2";
    /// Of two who send the same code at once, one takes the step.
    STEP = "step",
        "UPDATE factors SET last_step = $3 WHERE site = $1 AND login = $2 AND last_step < $3";
    DELETE = "delete", "DELETE FROM factors WHERE site = $1 AND login = $2";
    ADD_CODE = "add_code",
        "INSERT INTO recovery_codes (site, login, code_hash, used_at) VALUES ($1, $2, $3, NULL)";
    USE_CODE = "use_code",
        "UPDATE recovery_codes SET used_at = $4 \
         WHERE site = $1 AND login = $2 AND code_hash = $3 AND used_at IS NULL";
    CODES_LEFT = "codes_left",
        "SELECT COUNT(*) FROM recovery_codes WHERE site = $1 AND login = $2 AND used_at IS NULL";
    /// Codes that stand neither for a passkey nor for a secret that was confirmed.
    DELETE_CODES_OF_NOTHING = "delete_codes_of_nothing",
        "DELETE FROM recovery_codes WHERE site = $1 AND login = $2 \
         AND NOT EXISTS (SELECT 1 FROM passkeys WHERE site = $1 AND login = $2) \
         AND NOT EXISTS (SELECT 1 FROM factors WHERE site = $1 AND login = $2 AND confirmed = 1)";
    DELETE_CODES = "delete_codes", "DELETE FROM recovery_codes WHERE site = $1 AND login = $2";
}
