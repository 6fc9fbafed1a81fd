-- Bundles sent to and received from other sites, with what became of each. Not part of the ledger.
CREATE TABLE bundles (
    site TEXT COLLATE "C" NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    peer TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    manifest TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, way, peer, number, sha256)
);

-- What other sites said about the ends of chains, each under the signature of the bundle that said it.
CREATE TABLE witnesses (
    site TEXT COLLATE "C" NOT NULL,
    chain TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    peer TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (site, chain, seq, peer, hash)
);
