-- The ledger: acts of every site known here, as they came. Nothing in it is ever changed or removed.
CREATE TABLE acts (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_site TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    login TEXT NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (site, seq)
) STRICT;

CREATE INDEX acts_by_subject ON acts (subject_kind, subject_site, subject_id, recorded_at, site, seq);
CREATE INDEX acts_by_day ON acts (subject_kind, effective_on);
CREATE INDEX acts_by_instant ON acts (recorded_at, site, seq);

CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts
BEGIN
    SELECT RAISE(ABORT, 'the ledger is never changed: UPDATE refused');
END;

CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts
BEGIN
    SELECT RAISE(ABORT, 'the ledger is never changed: DELETE refused');
END;

-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER acts_no_replace BEFORE INSERT ON acts
WHEN EXISTS (SELECT 1 FROM acts WHERE site = NEW.site AND seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is never changed: this place is taken');
END;

-- The end of each chain. A writer locks the row of this site before anything else: one writer at a time.
CREATE TABLE heads (
    site TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (site)
) STRICT;

-- Files by their SHA-256, as they came.
CREATE TABLE blobs (
    site TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (site, sha256)
) STRICT;

-- Text and reading of a file, both UTF-8 bytes (a text may hold U+0000): can be made again from the file.
CREATE TABLE readings (
    site TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text BLOB NOT NULL,
    reading_json BLOB NOT NULL,
    reader_version TEXT NOT NULL,
    PRIMARY KEY (site, sha256)
) STRICT;

-- What stays on this machine and never enters the ledger.
CREATE TABLE secrets (
    site TEXT NOT NULL,
    login TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    failed INTEGER NOT NULL,
    locked_until INTEGER,
    PRIMARY KEY (site, login)
) STRICT;

CREATE TABLE sessions (
    site TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    login TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (site, token_hash)
) STRICT;

CREATE TABLE settings (
    site TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (site, name)
) STRICT;
