//! The ledger. There is no DELETE here, and one UPDATE, of the placeholder of a withheld act; the database refuses any other (but see `aside`).

statements! { "acts";
    INSERT = "insert",
        "INSERT INTO acts (site, seq, recorded_at, effective_on, subject_kind, subject_site, subject_id, kind, login, \
         body, prev_hash, hash, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    HASH_AT = "hash_at", "SELECT hash, kind, prev_hash, recorded_at FROM acts WHERE site = $1 AND seq = $2";
    /// Puts an act in the place of its placeholder.
    FILL = "fill",
        "UPDATE acts SET recorded_at = $3, effective_on = $4, subject_kind = $5, subject_site = $6, subject_id = $7, kind = $8, \
         login = $9, body = $10, prev_hash = $11, hash = $12, bytes = $13 WHERE site = $1 AND seq = $2";
    /// The acts on one object, in fold order.
    OF = "of",
        "SELECT site, seq, hash, bytes FROM acts WHERE subject_kind = $1 AND subject_site = $2 AND subject_id = $3 \
         ORDER BY recorded_at, site, seq";
    /// The acts on all objects of a kind that were entered before an instant, object by object in fold order.
    OF_KIND = "of_kind",
        "SELECT site, seq, hash, bytes FROM acts WHERE subject_kind = $1 AND recorded_at < $2 \
         ORDER BY subject_site, subject_id, recorded_at, site, seq";
    /// A chain from a place on.
    CHAIN = "chain",
        "SELECT site, seq, hash, bytes FROM acts WHERE site = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    /// A chain with every column, for verification.
    WHOLE = "whole",
        "SELECT site, seq, recorded_at, effective_on, subject_kind, subject_site, subject_id, kind, login, body, \
         prev_hash, hash, bytes FROM acts WHERE site = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    /// A stretch of a chain for an audit: the columns beside the bytes in one text, a line for each.
    AUDIT = "audit",
        "SELECT seq, recorded_at, effective_on || '\n' || subject_kind || '/' || subject_site || '/' || subject_id \
         || '\n' || kind || '\n' || login || '\n' || body || '\n' || prev_hash || '\n' || hash || '\n', bytes \
         FROM acts WHERE site = $1 AND seq > $2 AND seq <= $3 ORDER BY seq";
    /// How many acts the next stretch has, how many bytes, and where it ends.
    STRETCH = "stretch",
        "SELECT COUNT(*), COALESCE(CAST(SUM(size) AS BIGINT), 0), MAX(seq) FROM (SELECT seq, LENGTH(bytes) AS size \
         FROM acts WHERE site = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS stretch";
    /// Whether there is any act.
    ANY = "any", "SELECT seq FROM acts LIMIT 1";
    SITES = "sites", "SELECT DISTINCT site FROM acts ORDER BY site";
    /// The bodies that a site ever acted for.
    BODIES = "bodies", "SELECT DISTINCT body FROM acts WHERE site = $1 ORDER BY body";
    /// The ledger as people look at it: last entered first.
    LIST = "list",
        "SELECT site, seq, hash, bytes FROM acts WHERE ($1 = '' OR site = $1) AND ($2 = '' OR subject_kind = $2) \
         AND ($3 = '' OR kind = $3) AND ($4 = '' OR login = $4) AND ($5 = '' OR body = $5) \
         ORDER BY recorded_at DESC, site DESC, seq DESC LIMIT $6 OFFSET $7";
    COUNT = "count",
        "SELECT COUNT(*) FROM acts WHERE ($1 = '' OR site = $1) AND ($2 = '' OR subject_kind = $2) \
         AND ($3 = '' OR kind = $3) AND ($4 = '' OR login = $4) AND ($5 = '' OR body = $5)";
}
