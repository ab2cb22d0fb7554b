-- What went wrong, what stands still because of it, and who decided that it moves again.

CREATE TABLE lockstep.incident (
  incident bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane integer REFERENCES lockstep.lane,
  kind text NOT NULL CONSTRAINT incident_has_a_kind CHECK (kind <> ''),
  text text NOT NULL CONSTRAINT incident_is_told CHECK (text <> ''),
  occurred_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT incident_has_one_lane UNIQUE (incident, lane)
);
COMMENT ON TABLE lockstep.incident IS 'Something that a person should know of, kept for ever.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.incident
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE TABLE lockstep.provider (
  chain lockstep.chain_id NOT NULL,
  name text NOT NULL CONSTRAINT provider_has_a_name CHECK (name <> ''),
  known_since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (chain, name)
);
COMMENT ON TABLE lockstep.provider IS 'A server that has told of a chain. It is healthy unless one of its quarantines is open.';

CREATE TABLE lockstep.disproof (
  disproof bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane integer NOT NULL REFERENCES lockstep.lane,
  chain lockstep.chain_id NOT NULL,
  provider text NOT NULL,
  read_from_number lockstep.count NOT NULL,
  read_from_hash lockstep.hash NOT NULL,
  from_nonce lockstep.count NOT NULL,
  from_head lockstep.hash NOT NULL,
  said_nonce lockstep.count NOT NULL,
  said_head lockstep.hash NOT NULL,
  block_number lockstep.count NOT NULL,
  block_hash lockstep.hash NOT NULL,
  proven_nonce lockstep.count NOT NULL,
  proven_head lockstep.hash NOT NULL,
  paired_nonce lockstep.count NOT NULL,
  paired_head lockstep.hash NOT NULL,
  proof bytea NOT NULL,
  disproved_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (chain, provider) REFERENCES lockstep.provider,
  CONSTRAINT disproof_is_of_one_provider UNIQUE (disproof, chain, provider),
  CONSTRAINT said_is_not_what_is_proven CHECK (said_nonce <> proven_nonce OR said_head <> proven_head)
);
COMMENT ON TABLE lockstep.disproof IS 'What a provider said, and the proof under its own header that it is not so.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.disproof
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.provider
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- A halt and a quarantine are open until a row of the audit log, which names them and which only an operator can write, lifts them.
CREATE TABLE lockstep.lane_halt (
  halt bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane integer NOT NULL,
  incident bigint NOT NULL,
  halted_at timestamptz NOT NULL DEFAULT now(),
  lifted_by bigint UNIQUE,
  subject text GENERATED ALWAYS AS ('halt ' || CAST(halt AS text)) STORED,
  CONSTRAINT halt_has_an_incident_of_its_lane FOREIGN KEY (incident, lane) REFERENCES lockstep.incident (incident, lane),
  CONSTRAINT halt_is_lifted_by_a_decision FOREIGN KEY (lifted_by, subject) REFERENCES lockstep.audit_log (decision, subject)
);
CREATE INDEX open_halts ON lockstep.lane_halt (lane) WHERE lifted_by IS NULL;
COMMENT ON TABLE lockstep.lane_halt IS 'A lane stands still while one of its halts is open.';

CREATE TABLE lockstep.quarantine (
  quarantine bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chain lockstep.chain_id NOT NULL,
  provider text NOT NULL,
  disproof bigint NOT NULL,
  reason text NOT NULL CONSTRAINT quarantine_has_a_reason CHECK (reason <> ''),
  since timestamptz NOT NULL DEFAULT now(),
  lifted_by bigint UNIQUE,
  subject text GENERATED ALWAYS AS ('quarantine ' || CAST(quarantine AS text)) STORED,
  CONSTRAINT quarantine_has_a_disproof_of_its_provider
    FOREIGN KEY (disproof, chain, provider) REFERENCES lockstep.disproof (disproof, chain, provider),
  CONSTRAINT quarantine_is_lifted_by_a_decision FOREIGN KEY (lifted_by, subject) REFERENCES lockstep.audit_log (decision, subject)
);
CREATE UNIQUE INDEX provider_is_quarantined_once ON lockstep.quarantine (chain, provider) WHERE lifted_by IS NULL;
COMMENT ON TABLE lockstep.quarantine IS 'A provider is not asked while its quarantine is open.';

CREATE FUNCTION lockstep.only_lift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.lifted_by IS NOT NULL OR NEW.lifted_by IS NULL
     OR to_jsonb(NEW) - 'lifted_by' - 'subject' <> to_jsonb(OLD) - 'lifted_by' - 'subject' THEN
    RAISE EXCEPTION '%: a row can only be lifted, once', TG_TABLE_NAME
      USING ERRCODE = 'LS003', HINT = 'Record the decision in the audit log and name it as lifted_by.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER only_lift BEFORE UPDATE ON lockstep.lane_halt FOR EACH ROW EXECUTE FUNCTION lockstep.only_lift();
CREATE TRIGGER only_lift BEFORE UPDATE ON lockstep.quarantine FOR EACH ROW EXECUTE FUNCTION lockstep.only_lift();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.lane_halt FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.quarantine FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- An operator lifts without a lease, so only the daemon's own writes are fenced.
CREATE TRIGGER a_fenced BEFORE INSERT ON lockstep.lane_halt FOR EACH STATEMENT EXECUTE FUNCTION lockstep.fence();
CREATE TRIGGER fenced_rows AFTER INSERT ON lockstep.lane_halt FOR EACH ROW
  WHEN (NEW.lane IS DISTINCT FROM lockstep.entered_lane()) EXECUTE FUNCTION lockstep.refuse_other_lane();

CREATE FUNCTION lockstep.audit_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('incident ' || NEW.incident, NEW.kind || ': ' || NEW.text);
  RETURN NULL;
END $$;
CREATE FUNCTION lockstep.audit_halt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit(NEW.subject, CASE WHEN NEW.lifted_by IS NULL
    THEN format('lane %s halted by incident %s', NEW.lane, NEW.incident)
    ELSE format('lifted by decision %s', NEW.lifted_by) END);
  RETURN NULL;
END $$;
CREATE FUNCTION lockstep.audit_quarantine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit(NEW.subject, CASE WHEN NEW.lifted_by IS NULL
    THEN format('provider %s of chain %s quarantined by disproof %s', NEW.provider, NEW.chain, NEW.disproof)
    ELSE format('lifted by decision %s', NEW.lifted_by) END);
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER INSERT ON lockstep.incident FOR EACH ROW EXECUTE FUNCTION lockstep.audit_incident();
CREATE TRIGGER audited AFTER INSERT OR UPDATE ON lockstep.lane_halt FOR EACH ROW EXECUTE FUNCTION lockstep.audit_halt();
CREATE TRIGGER audited AFTER INSERT OR UPDATE ON lockstep.quarantine FOR EACH ROW EXECUTE FUNCTION lockstep.audit_quarantine();

GRANT SELECT, INSERT ON lockstep.incident, lockstep.provider, lockstep.disproof, lockstep.lane_halt, lockstep.quarantine
  TO lockstep_daemon;
GRANT SELECT, UPDATE (lifted_by) ON lockstep.lane_halt, lockstep.quarantine TO lockstep_operator;
GRANT SELECT ON lockstep.incident, lockstep.disproof TO lockstep_operator;
