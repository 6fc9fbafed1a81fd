//! Passkeys of logins: on this machine only, never in the ledger.

statements! { "passkeys";
    PUT = "put",
        "INSERT INTO passkeys (site, credential, login, name, public_key, counter, created_at, used_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    GET = "get",
        "SELECT credential, login, name, public_key, counter, created_at, used_at FROM passkeys \
         WHERE site = $1 AND credential = $2";
    OF = "of",
        "SELECT credential, login, name, public_key, counter, created_at, used_at FROM passkeys \
         WHERE site = $1 AND login = $2 ORDER BY created_at, credential";
    LOGINS = "logins", "SELECT DISTINCT login FROM passkeys WHERE site = $1 ORDER BY login";
    /// A counter that does not go on is not taken; a device without one always says 0.
    USED = "used",
        "UPDATE passkeys SET counter = $3, used_at = $4 \
         WHERE site = $1 AND credential = $2 AND (counter < $3 OR (counter = 0 AND $3 = 0))";
    DELETE = "delete", "DELETE FROM passkeys WHERE site = $1 AND login = $2 AND credential = $3";
    DELETE_OF = "delete_of", "DELETE FROM passkeys WHERE site = $1 AND login = $2";
}
