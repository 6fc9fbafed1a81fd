-- Bundles sent to and received from other sites, with what became of each. Not part of the ledger.
CREATE TABLE bundles (
    site TEXT NOT NULL,
    way TEXT NOT NULL,
    peer TEXT NOT NULL,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (site, way, peer, number, sha256)
) STRICT;

-- What other sites said about the ends of chains, each under the signature of the bundle that said it.
CREATE TABLE witnesses (
    site TEXT NOT NULL,
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    peer TEXT NOT NULL,
    hash TEXT NOT NULL,
    number INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (site, chain, seq, peer, hash)
) STRICT;
