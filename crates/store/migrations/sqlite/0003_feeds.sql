-- Calendar feeds: one for each login, by the hash of its token. A secret of this machine, never in the ledger.
CREATE TABLE feeds (
    site TEXT NOT NULL,
    login TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (site, login)
) STRICT;

CREATE UNIQUE INDEX feeds_by_token ON feeds (site, token_hash);
