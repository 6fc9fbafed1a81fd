-- The placeholder of an act that was withheld gives way to the act: same place, same hash, same act before it. Nothing else of the
-- ledger is ever changed.
DROP TRIGGER acts_no_update ON acts;

CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts
    FOR EACH ROW
    WHEN (NOT (OLD.kind = 'act.withheld' AND NEW.kind <> 'act.withheld' AND NEW.site = OLD.site AND NEW.seq = OLD.seq
        AND NEW.hash = OLD.hash AND NEW.prev_hash = OLD.prev_hash AND NEW.recorded_at = OLD.recorded_at))
    EXECUTE FUNCTION acts_are_never_changed();
