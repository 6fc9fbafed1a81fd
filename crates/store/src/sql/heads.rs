//! The end of each chain.

statements! { "heads";
    /// Makes the row when it is missing and locks it on both engines until the transaction ends.
    LOCK = "lock",
        "INSERT INTO heads (site, seq, hash, recorded_at) VALUES ($1, 0, $2, 0) \
         ON CONFLICT (site) DO UPDATE SET seq = heads.seq RETURNING seq, hash, recorded_at";
    SET = "set", "UPDATE heads SET seq = $2, hash = $3, recorded_at = $4 WHERE site = $1";
    GET = "get", "SELECT seq, hash, recorded_at FROM heads WHERE site = $1";
    /// When the last act of any other site was entered.
    LATEST = "latest", "SELECT MAX(recorded_at) FROM heads WHERE site <> $1";
    LIST = "list", "SELECT site, seq, hash, recorded_at FROM heads ORDER BY site";
}
