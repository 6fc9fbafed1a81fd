-- Calendar feeds: one for each login, by the hash of its token. A secret of this machine, never in the ledger.
CREATE TABLE feeds (
    site TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (site, login)
);

CREATE UNIQUE INDEX feeds_by_token ON feeds (site, token_hash);
