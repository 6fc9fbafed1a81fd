//! What was given out to be brought back once, within a short time.

statements! { "challenges";
    PUT = "put",
        "INSERT INTO challenges (site, challenge, purpose, login, holds, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    GET = "get",
        "SELECT login, holds FROM challenges WHERE site = $1 AND challenge = $2 AND purpose = $3 AND expires_at > $4";
    /// Of two who bring the same back at once, one takes it.
    DELETE = "delete", "DELETE FROM challenges WHERE site = $1 AND challenge = $2";
    OPEN = "open", "SELECT COUNT(*) FROM challenges WHERE site = $1 AND login = $2";
    EXPIRE = "expire", "DELETE FROM challenges WHERE site = $1 AND expires_at <= $2";
}
