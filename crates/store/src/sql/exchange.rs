//! Bundles sent and received, witnessed ends of chains, hashes of acts.

statements! { "exchange";
    PUT = "put",
        "INSERT INTO bundles (site, way, peer, number, sha256, state, made_at, noted_at, manifest, detail, came, \
         withheld) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (site, way, peer, number, sha256) DO UPDATE SET state = excluded.state, \
         noted_at = excluded.noted_at, detail = excluded.detail, came = excluded.came, withheld = excluded.withheld";
    LIST = "list",
        "SELECT way, peer, number, sha256, state, made_at, noted_at, manifest, detail, came, withheld FROM bundles WHERE site = $1 \
         AND ($2 = '' OR way = $2) AND ($3 = '' OR peer = $3) ORDER BY noted_at DESC, peer, number DESC, sha256";
    WITNESS = "witness",
        "INSERT INTO witnesses (site, chain, seq, peer, hash, number, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (site, chain, seq, peer, hash) DO NOTHING";
    /// What others vouch for along a chain, but what was set aside.
    WITNESSES = "witnesses",
        "SELECT chain, seq, peer, hash, number, seen_at FROM witnesses w WHERE site = $1 AND chain = $2 AND seq > $3 \
         AND seq <= $4 AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.site = w.site AND s.chain = w.chain AND s.seq = w.seq \
         AND s.hash = w.hash) ORDER BY seq, peer, hash";
    /// Who vouches for what along a chain after a place.
    VOUCHED = "vouched",
        "SELECT chain, seq, peer, hash, number, seen_at FROM witnesses WHERE site = $1 AND chain = $2 AND seq > $3 \
         ORDER BY seq, peer, hash";
    /// Every so many hashes of a chain between two places.
    HASHES = "hashes",
        "SELECT seq, hash FROM acts WHERE site = $1 AND seq > $2 AND seq <= $3 AND seq % $4 = 0 ORDER BY seq";
}
