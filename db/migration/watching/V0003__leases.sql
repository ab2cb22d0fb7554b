-- Who works a lane, and how PostgreSQL refuses everybody else.
--
-- No clock decides anything here: "until" only says from when on somebody else may try. What counts is the epoch, which a take-over
-- raises. A transaction that writes to a lane names the epoch it believes in and keeps the lease's row locked until it ends, so a
-- take-over waits for it, and whoever comes after the take-over finds another epoch.

CREATE TABLE lockstep.lease (
  name text PRIMARY KEY CONSTRAINT lease_has_a_name CHECK (name <> ''),
  lane integer UNIQUE REFERENCES lockstep.lane,
  holder text NOT NULL CONSTRAINT holder_has_a_name CHECK (holder <> ''),
  epoch lockstep.count NOT NULL,
  until timestamptz NOT NULL,
  -- Makes a change of epoch a change of key, which waits for FOR KEY SHARE; a renewal changes no key and waits for nobody.
  CONSTRAINT epoch_is_a_key UNIQUE (name, epoch)
);
COMMENT ON TABLE lockstep.lease IS 'Who works a lane or uses a signer. Every write names the epoch.';

CREATE FUNCTION lockstep.only_take_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.epoch <> 0 THEN
      RAISE EXCEPTION 'lease %: found epoch %, expected 0 for a new one', NEW.name, NEW.epoch USING ERRCODE = 'LS003';
    END IF;
  ELSIF NEW.name <> OLD.name OR NEW.lane IS DISTINCT FROM OLD.lane OR NEW.epoch NOT IN (OLD.epoch, OLD.epoch + 1) THEN
    RAISE EXCEPTION 'lease % at epoch % cannot become % at epoch %', OLD.name, OLD.epoch, NEW.name, NEW.epoch
      USING ERRCODE = 'LS003', HINT = 'An epoch only grows, by one.';
  ELSIF NEW.holder <> OLD.holder AND NEW.epoch = OLD.epoch THEN
    RAISE EXCEPTION 'lease %: % cannot take it from % at the same epoch %', OLD.name, NEW.holder, OLD.holder, OLD.epoch
      USING ERRCODE = 'LS003', HINT = 'Taking over raises the epoch.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER only_take_over BEFORE INSERT OR UPDATE ON lockstep.lease FOR EACH ROW EXECUTE FUNCTION lockstep.only_take_over();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.lease FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE FUNCTION lockstep.audit_lease() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('lease ' || NEW.name, format('epoch %s taken by %s', NEW.epoch, NEW.holder));
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER UPDATE OF epoch ON lockstep.lease FOR EACH ROW
  WHEN (NEW.epoch <> OLD.epoch) EXECUTE FUNCTION lockstep.audit_lease();

CREATE FUNCTION lockstep.entered_lane() RETURNS integer
  LANGUAGE sql STABLE
  RETURN nullif(current_setting('lockstep.lane', true), '')::integer;

CREATE FUNCTION lockstep.require_entered_lease() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  entered_lane integer := lockstep.entered_lane();
  entered_epoch bigint := nullif(current_setting('lockstep.epoch', true), '')::bigint;
BEGIN
  PERFORM FROM lockstep.lease AS l WHERE l.lane = entered_lane AND l.epoch = entered_epoch FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'lane %: a lease of epoch % is not the one that counts', coalesce(entered_lane::text, 'none'),
      coalesce(entered_epoch::text, 'none')
      USING ERRCODE = 'LS001', HINT = 'Acquire the lane''s lease and name its epoch by lockstep.enter_lease.';
  END IF;
END $$;

CREATE FUNCTION lockstep.enter_lease(lane integer, epoch bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('lockstep.lane', lane::text, true), set_config('lockstep.epoch', epoch::text, true);
  PERFORM lockstep.require_entered_lease();
END $$;
COMMENT ON FUNCTION lockstep.enter_lease IS
  'Names, for this transaction, the lane it writes to and the epoch it believes in. A take-over waits until the transaction ends.';

-- The setting only names an epoch; whether it counts is looked up at every statement, so a setting made by hand opens nothing.
CREATE FUNCTION lockstep.fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.require_entered_lease();
  RETURN NULL;
END $$;

CREATE FUNCTION lockstep.refuse_other_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: found a row of another lane than %, whose lease was entered', TG_TABLE_NAME, lockstep.entered_lane()
    USING ERRCODE = 'LS001';
END $$;

-- The conditions run in the executor for each row and queue nothing, so they cost little; triggers before each row would keep COPY
-- from writing rows in bulk.
CREATE PROCEDURE lockstep.fence_table(fenced regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER a_fenced BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION lockstep.fence()', fenced);
  EXECUTE format(
    'CREATE TRIGGER fenced_rows AFTER INSERT OR UPDATE ON %s FOR EACH ROW WHEN (NEW.lane IS DISTINCT FROM lockstep.entered_lane())
     EXECUTE FUNCTION lockstep.refuse_other_lane()', fenced);
  EXECUTE format(
    'CREATE TRIGGER fenced_deletes AFTER DELETE ON %s FOR EACH ROW WHEN (OLD.lane IS DISTINCT FROM lockstep.entered_lane())
     EXECUTE FUNCTION lockstep.refuse_other_lane()', fenced);
END $$;

CALL lockstep.fence_table('lockstep.message');
CALL lockstep.fence_table('lockstep.position');
CALL lockstep.fence_table('lockstep.sighting');
CALL lockstep.fence_table('lockstep.proof');

GRANT SELECT, INSERT, UPDATE (holder, epoch, until) ON lockstep.lease TO lockstep_daemon;
