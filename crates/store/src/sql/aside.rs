//! Acts that do not stand in the ledger, claims of other accounts, bundles that are kept as they came.

statements! { "aside";
    PUT = "put",
        "INSERT INTO set_aside (site, chain, seq, hash, bytes, noted_at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// The end of a chain as it stands, copied before it leaves the ledger.
    COPY = "copy",
        "INSERT INTO set_aside (site, chain, seq, hash, bytes, noted_at) SELECT $1, a.site, a.seq, a.hash, a.bytes, CAST($4 AS BIGINT) \
         FROM acts a WHERE a.site = $2 AND a.seq > $3 AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.site = $1 \
         AND s.chain = a.site AND s.seq = a.seq AND s.hash = a.hash)";
    /// What the acts at the end of a chain are about.
    SUBJECTS = "subjects",
        "SELECT DISTINCT subject_kind || '/' || subject_site || '/' || subject_id FROM acts WHERE site = $1 AND seq > $2";
    /// Takes the end of a chain out of the ledger; the database refuses what was not copied.
    LEAVE = "leave", "DELETE FROM acts WHERE site = $1 AND seq > $2";
    FORGET_UNREAD = "forget_unread", "DELETE FROM unread WHERE site = $1 AND chain = $2 AND seq > $3";
    END = "end", "SELECT hash, recorded_at FROM acts WHERE site = $1 AND seq = $2";
    LIST = "list",
        "SELECT seq, hash, bytes FROM set_aside WHERE site = $1 AND chain = $2 AND seq > $3 ORDER BY seq, noted_at, hash";
    HAS = "has", "SELECT seq FROM set_aside WHERE site = $1 AND chain = $2 AND seq = $3 AND hash = $4";
    /// The first place of each chain at which something was set aside, and how many acts were.
    CHAINS = "chains",
        "SELECT chain, MIN(seq), COUNT(*) FROM set_aside WHERE site = $1 GROUP BY chain ORDER BY chain";
    CLAIM = "claim",
        "INSERT INTO claims (site, chain, agreed, seq, peer, number, sha256, end_seq, end_hash, made_at, noted_at, came) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (site, chain, peer, number, sha256) DO UPDATE SET agreed = excluded.agreed, seq = excluded.seq";
    CLAIMS = "claims",
        "SELECT chain, agreed, seq, peer, number, sha256, end_seq, end_hash, made_at, noted_at, came FROM claims \
         WHERE site = $1 AND ($2 = '' OR chain = $2) ORDER BY chain, noted_at, peer, number";
    HOLD = "hold",
        "INSERT INTO held_bundles (site, sha256, file_name, why, peer, number, came, detail, held_at, size, bytes) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (site, sha256) DO UPDATE SET why = excluded.why, detail = excluded.detail";
    HELD = "held",
        "SELECT sha256, file_name, why, peer, number, came, detail, held_at, size FROM held_bundles WHERE site = $1 \
         ORDER BY held_at, peer, number";
    HELD_BYTES = "held_bytes", "SELECT bytes FROM held_bundles WHERE site = $1 AND sha256 = $2";
    LET_GO = "let_go", "DELETE FROM held_bundles WHERE site = $1 AND sha256 = $2";
}
