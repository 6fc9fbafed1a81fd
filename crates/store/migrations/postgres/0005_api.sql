-- Tokens by which other programs act for an account, by the hash of the token. A secret of this machine, never in the ledger.
CREATE TABLE tokens (
    site TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    made_on TEXT COLLATE "C" NOT NULL,
    until TEXT COLLATE "C" NOT NULL,
    used_on TEXT COLLATE "C",
    PRIMARY KEY (site, token)
);

CREATE UNIQUE INDEX tokens_by_hash ON tokens (site, token_hash);

-- What was answered to requests that carry an idempotency key, for a day. An empty hash: not answered yet.
CREATE TABLE answers (
    site TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    asked_hash TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    status BIGINT NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, token, key)
);

CREATE INDEX answers_by_time ON answers (site, asked_at);
