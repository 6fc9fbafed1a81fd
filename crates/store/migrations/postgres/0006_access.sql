-- Sessions say from which program, roughly, and whether they still wait for the second factor.
ALTER TABLE sessions ADD COLUMN program TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN half BIGINT NOT NULL DEFAULT 0;

-- The second factor of a login (RFC 6238): its secret and the last step that was used. A secret of this machine, never in the ledger.
CREATE TABLE factors (
    site TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    secret TEXT COLLATE "C" NOT NULL,
    confirmed BIGINT NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (site, login)
);

-- Recovery codes of a login, by their hash; each is used once.
CREATE TABLE recovery_codes (
    site TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    code_hash TEXT COLLATE "C" NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (site, login, code_hash)
);
