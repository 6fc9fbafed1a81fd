//! Password hashes and lock-out: on this machine only, never in the ledger.

statements! { "secrets";
    PUT = "put",
        "INSERT INTO secrets (site, login, password_hash, failed, locked_until) VALUES ($1, $2, $3, 0, NULL) \
         ON CONFLICT (site, login) DO UPDATE SET password_hash = excluded.password_hash, failed = 0, \
         locked_until = NULL";
    GET = "get",
        "SELECT password_hash, failed, locked_until FROM secrets WHERE site = $1 AND login = $2";
    FAILED = "failed",
        "UPDATE secrets SET failed = failed + 1, locked_until = CASE WHEN failed + 1 >= $3 THEN $4 ELSE locked_until END \
         WHERE site = $1 AND login = $2";
    CLEARED = "cleared",
        "UPDATE secrets SET failed = 0, locked_until = NULL WHERE site = $1 AND login = $2";
    DELETE = "delete", "DELETE FROM secrets WHERE site = $1 AND login = $2";
}
