//! Sessions of people who are logged in, by the hash of their token.

statements! { "sessions";
    PUT = "put",
        "INSERT INTO sessions (site, token_hash, login, csrf, created_at, seen_at, expires_at, program, half) \
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)";
    GET = "get",
        "SELECT login, csrf, created_at, seen_at, expires_at, program, half FROM sessions \
         WHERE site = $1 AND token_hash = $2 AND expires_at > $3";
    OF = "of",
        "SELECT login, csrf, created_at, seen_at, expires_at, program, half, token_hash FROM sessions \
         WHERE site = $1 AND login = $2 AND expires_at > $3 AND half = 0 ORDER BY seen_at DESC, token_hash";
    SEEN = "seen",
        "UPDATE sessions SET seen_at = $3, expires_at = $4 WHERE site = $1 AND token_hash = $2";
    DELETE = "delete", "DELETE FROM sessions WHERE site = $1 AND token_hash = $2";
    DELETE_ONE_OF = "delete_one_of",
        "DELETE FROM sessions WHERE site = $1 AND login = $2 AND token_hash = $3";
    DELETE_OF = "delete_of", "DELETE FROM sessions WHERE site = $1 AND login = $2";
    DELETE_OTHERS = "delete_others",
        "DELETE FROM sessions WHERE site = $1 AND login = $2 AND token_hash <> $3";
    EXPIRE = "expire", "DELETE FROM sessions WHERE site = $1 AND expires_at <= $2";
}
