//! Bundles sent and received, witnessed ends of chains, hashes of acts.

statements! { "exchange";
    PUT = "put",
        "INSERT INTO bundles (site, way, peer, number, sha256, state, made_at, noted_at, manifest, detail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (site, way, peer, number, sha256) DO UPDATE SET state = excluded.state, \
         noted_at = excluded.noted_at, detail = excluded.detail";
    LIST = "list",
        "SELECT way, peer, number, sha256, state, made_at, noted_at, manifest, detail FROM bundles WHERE site = $1 \
         AND ($2 = '' OR way = $2) AND ($3 = '' OR peer = $3) ORDER BY noted_at DESC, peer, number DESC, sha256";
    WITNESS = "witness",
        "INSERT INTO witnesses (site, chain, seq, peer, hash, number, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (site, chain, seq, peer, hash) DO NOTHING";
    WITNESSES = "witnesses",
        "SELECT chain, seq, peer, hash, number, seen_at FROM witnesses WHERE site = $1 AND chain = $2 AND seq > $3 \
         AND seq <= $4 ORDER BY seq, peer, hash";
    /// Every so many hashes of a chain between two places.
    HASHES = "hashes",
        "SELECT seq, hash FROM acts WHERE site = $1 AND seq > $2 AND seq <= $3 AND seq % $4 = 0 ORDER BY seq";
}
