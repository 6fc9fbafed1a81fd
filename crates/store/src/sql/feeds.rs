//! Calendar feeds, by the hash of their token.

statements! { "feeds";
    PUT = "put",
        "INSERT INTO feeds (site, login, token_hash, created_at, used_at) VALUES ($1, $2, $3, $4, NULL) \
         ON CONFLICT (site, login) DO UPDATE SET token_hash = excluded.token_hash, \
         created_at = excluded.created_at, used_at = NULL";
    GET = "get", "SELECT login, created_at, used_at FROM feeds WHERE site = $1 AND token_hash = $2";
    OF = "of", "SELECT login, created_at, used_at FROM feeds WHERE site = $1 AND login = $2";
    USED = "used", "UPDATE feeds SET used_at = $3 WHERE site = $1 AND token_hash = $2";
    DELETE_OF = "delete_of", "DELETE FROM feeds WHERE site = $1 AND login = $2";
}
