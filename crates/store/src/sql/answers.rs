//! What was answered under idempotency keys. An empty hash stands for what is not answered yet.

statements! { "answers";
    BEGIN = "begin",
        "INSERT INTO answers (site, token, key, asked_hash, asked_at, status, head, body) \
         VALUES ($1, $2, $3, '', $4, 0, '', '') ON CONFLICT (site, token, key) DO NOTHING";
    GET = "get",
        "SELECT asked_hash, status, head, body FROM answers WHERE site = $1 AND token = $2 AND key = $3";
    KEEP = "keep",
        "UPDATE answers SET asked_hash = $4, status = $5, head = $6, body = $7 \
         WHERE site = $1 AND token = $2 AND key = $3";
    DELETE = "delete", "DELETE FROM answers WHERE site = $1 AND token = $2 AND key = $3";
    EXPIRE = "expire", "DELETE FROM answers WHERE site = $1 AND asked_at <= $2";
    DELETE_OF = "delete_of", "DELETE FROM answers WHERE site = $1 AND token = $2";
}
