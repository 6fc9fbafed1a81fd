-- Acts that do not stand in the ledger: another account of a chain, as it came or as it stood here before a person decided. Nothing in
-- it is ever changed or removed. An act leaves the ledger only when it stands here, and never one of this site.
CREATE TABLE set_aside (
    site TEXT COLLATE "C" NOT NULL,
    chain TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    bytes BYTEA NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (site, chain, seq, hash)
);

CREATE FUNCTION set_aside_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was set aside is never changed: % refused', TG_OP;
END;
$$;

CREATE TRIGGER set_aside_no_update BEFORE UPDATE ON set_aside
    FOR EACH ROW EXECUTE FUNCTION set_aside_is_never_changed();

CREATE TRIGGER set_aside_no_delete BEFORE DELETE ON set_aside
    FOR EACH ROW EXECUTE FUNCTION set_aside_is_never_changed();

CREATE TRIGGER set_aside_no_truncate BEFORE TRUNCATE ON set_aside
    FOR EACH STATEMENT EXECUTE FUNCTION set_aside_is_never_changed();

CREATE FUNCTION acts_leave_when_set_aside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM set_aside s WHERE s.chain = OLD.site AND s.chain <> s.site AND s.seq = OLD.seq
        AND s.hash = OLD.hash AND s.bytes = OLD.bytes) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the ledger is never changed: DELETE refused';
END;
$$;

DROP TRIGGER acts_no_delete ON acts;

CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts
    FOR EACH ROW EXECUTE FUNCTION acts_leave_when_set_aside();

-- Accounts of a chain that differ from the one held here, each as a bundle told it. Not part of the ledger.
CREATE TABLE claims (
    site TEXT COLLATE "C" NOT NULL,
    chain TEXT COLLATE "C" NOT NULL,
    agreed BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    peer TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    end_seq BIGINT NOT NULL,
    end_hash TEXT COLLATE "C" NOT NULL,
    made_at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    came TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, chain, peer, number, sha256)
);

-- Bundles that are kept as they came: those that came too early, until they can be taken in or are thrown away, and those of accounts
-- that differ. Not part of the ledger.
CREATE TABLE held_bundles (
    site TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    peer TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    came TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    held_at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (site, sha256)
);

-- How a bundle came (carried, pulled; empty when it was not noted), and how many acts in it are placeholders.
ALTER TABLE bundles ADD COLUMN came TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE bundles ADD COLUMN withheld BIGINT NOT NULL DEFAULT 0;
