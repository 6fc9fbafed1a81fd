-- Acts that do not stand in the ledger: another account of a chain, as it came or as it stood here before a person decided. Nothing in
-- it is ever changed or removed. An act leaves the ledger only when it stands here, and never one of this site.
CREATE TABLE set_aside (
    site TEXT NOT NULL,
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    noted_at INTEGER NOT NULL,
    PRIMARY KEY (site, chain, seq, hash)
) STRICT;

CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'what was set aside is never changed: UPDATE refused');
END;

CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside
BEGIN
    SELECT RAISE(ABORT, 'what was set aside is never changed: DELETE refused');
END;

CREATE TRIGGER set_aside_no_replace BEFORE INSERT ON set_aside
WHEN EXISTS (SELECT 1 FROM set_aside WHERE site = NEW.site AND chain = NEW.chain AND seq = NEW.seq AND hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'what was set aside is never changed: this place is taken');
END;

DROP TRIGGER acts_no_delete;

CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts
WHEN NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.chain = OLD.site AND s.chain <> s.site AND s.seq = OLD.seq
    AND s.hash = OLD.hash AND s.bytes = OLD.bytes)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is never changed: DELETE refused');
END;

-- Accounts of a chain that differ from the one held here, each as a bundle told it. Not part of the ledger.
CREATE TABLE claims (
    site TEXT NOT NULL,
    chain TEXT NOT NULL,
    agreed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    peer TEXT NOT NULL,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    end_seq INTEGER NOT NULL,
    end_hash TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    came TEXT NOT NULL,
    PRIMARY KEY (site, chain, peer, number, sha256)
) STRICT;

-- Bundles that are kept as they came: those that came too early, until they can be taken in or are thrown away, and those of accounts
-- that differ. Not part of the ledger.
CREATE TABLE held_bundles (
    site TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    why TEXT NOT NULL,
    peer TEXT NOT NULL,
    number INTEGER NOT NULL,
    came TEXT NOT NULL,
    detail TEXT NOT NULL,
    held_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (site, sha256)
) STRICT;

-- How a bundle came (carried, pulled; empty when it was not noted), and how many acts in it are placeholders.
ALTER TABLE bundles ADD COLUMN came TEXT NOT NULL DEFAULT '';
ALTER TABLE bundles ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0;
