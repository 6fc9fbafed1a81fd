-- Tokens by which other programs act for an account, by the hash of the token. A secret of this machine, never in the ledger.
CREATE TABLE tokens (
    site TEXT NOT NULL,
    token TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_on TEXT NOT NULL,
    until TEXT NOT NULL,
    used_on TEXT,
    PRIMARY KEY (site, token)
) STRICT;

CREATE UNIQUE INDEX tokens_by_hash ON tokens (site, token_hash);

-- What was answered to requests that carry an idempotency key, for a day. An empty hash: not answered yet.
CREATE TABLE answers (
    site TEXT NOT NULL,
    token TEXT NOT NULL,
    key TEXT NOT NULL,
    asked_hash TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    head TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (site, token, key)
) STRICT;

CREATE INDEX answers_by_time ON answers (site, asked_at);
