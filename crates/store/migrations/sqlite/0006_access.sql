-- Sessions say from which program, roughly, and whether they still wait for the second factor.
ALTER TABLE sessions ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN half INTEGER NOT NULL DEFAULT 0;

-- The second factor of a login (RFC 6238): its secret and the last step that was used. A secret of this machine, never in the ledger.
CREATE TABLE factors (
    site TEXT NOT NULL,
    login TEXT NOT NULL,
    secret TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    PRIMARY KEY (site, login)
) STRICT;

-- Recovery codes of a login, by their hash; each is used once.
CREATE TABLE recovery_codes (
    site TEXT NOT NULL,
    login TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (site, login, code_hash)
) STRICT;
