//! Tokens of other programs, by the hash of the token, and what was answered to them under idempotency keys.

statements! { "tokens";
    PUT = "put",
        "INSERT INTO tokens (site, token, token_hash, login, name, scopes, made_by, made_on, until, used_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)";
    GET = "get",
        "SELECT token, login, name, scopes, made_by, made_on, until, used_on FROM tokens \
         WHERE site = $1 AND token_hash = $2";
    ALL_OF_SITE = "all",
        "SELECT token, login, name, scopes, made_by, made_on, until, used_on FROM tokens \
         WHERE site = $1 ORDER BY login, made_on, token";
    USED = "used", "UPDATE tokens SET used_on = $3 WHERE site = $1 AND token = $2";
    DELETE = "delete", "DELETE FROM tokens WHERE site = $1 AND token = $2";
    DELETE_OF = "delete_of", "DELETE FROM tokens WHERE site = $1 AND login = $2";
}
