-- The ledger: acts of every site known here, as they came. Nothing in it is ever changed or removed.
CREATE TABLE acts (
    site TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    effective_on TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_site TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    prev_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (site, seq)
);

CREATE INDEX acts_by_subject ON acts (subject_kind, subject_site, subject_id, recorded_at, site, seq);
CREATE INDEX acts_by_day ON acts (subject_kind, effective_on);
CREATE INDEX acts_by_instant ON acts (recorded_at, site, seq);

CREATE FUNCTION acts_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is never changed: % refused', TG_OP;
END;
$$;

CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts
    FOR EACH STATEMENT EXECUTE FUNCTION acts_are_never_changed();

CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts
    FOR EACH STATEMENT EXECUTE FUNCTION acts_are_never_changed();

CREATE TRIGGER acts_no_truncate BEFORE TRUNCATE ON acts
    FOR EACH STATEMENT EXECUTE FUNCTION acts_are_never_changed();

-- The end of each chain. A writer locks the row of this site before anything else: one writer at a time.
CREATE TABLE heads (
    site TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (site)
);

-- Files by their SHA-256, as they came.
CREATE TABLE blobs (
    site TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (site, sha256)
);

-- Text and reading of a file, both UTF-8 bytes (a text may hold U+0000): can be made again from the file.
CREATE TABLE readings (
    site TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    text BYTEA NOT NULL,
    reading_json BYTEA NOT NULL,
    reader_version TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, sha256)
);

-- What stays on this machine and never enters the ledger.
CREATE TABLE secrets (
    site TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    failed BIGINT NOT NULL,
    locked_until BIGINT,
    PRIMARY KEY (site, login)
);

CREATE TABLE sessions (
    site TEXT COLLATE "C" NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    csrf TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (site, token_hash)
);

CREATE TABLE settings (
    site TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, name)
);
