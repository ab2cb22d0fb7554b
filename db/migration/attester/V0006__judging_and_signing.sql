-- What an attester thinks of final messages, and what it has signed.

-- How far a lane is judged, between final and signed. Only holds have rows: whatever is judged and not held may be delivered.
CREATE TABLE lockstep.judged (
  lane integer PRIMARY KEY REFERENCES lockstep.lane,
  nonce bigint NOT NULL,
  CONSTRAINT judged_is_final FOREIGN KEY (lane, nonce) REFERENCES lockstep.message (lane, nonce)
);
COMMENT ON TABLE lockstep.judged IS 'The last message that was judged. What lies above it is not signed yet.';

CREATE FUNCTION lockstep.judged_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.lane <> OLD.lane OR NEW.nonce < OLD.nonce THEN
    RAISE EXCEPTION 'lane %: judged through message % cannot become message %', OLD.lane, OLD.nonce, NEW.nonce
      USING ERRCODE = 'LS003', HINT = 'A message is judged once.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_forward BEFORE UPDATE ON lockstep.judged FOR EACH ROW EXECUTE FUNCTION lockstep.judged_only_forward();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.judged FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE TABLE lockstep.hold (
  lane integer NOT NULL,
  nonce bigint NOT NULL,
  reason text NOT NULL CONSTRAINT hold_has_a_reason CHECK (reason <> ''),
  held_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT message_is_held_once PRIMARY KEY (lane, nonce),
  CONSTRAINT hold_is_of_a_final_message FOREIGN KEY (lane, nonce) REFERENCES lockstep.message (lane, nonce)
);
COMMENT ON TABLE lockstep.hold IS 'Messages that this attester will not see delivered before the quorum rules on them.';

-- What was signed without a hold cannot be held any more: pause first. So a hold is written before the position moves over it.
CREATE FUNCTION lockstep.hold_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added AS a JOIN lockstep.judged AS j ON j.lane = a.lane WHERE a.nonce <= j.nonce OR a.nonce = 0) THEN
    RAISE EXCEPTION 'a hold came too late: its message is judged already'
      USING ERRCODE = 'LS003', HINT = 'A message is judged once; to stop what may be signed already, pause.';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER in_time AFTER INSERT ON lockstep.hold REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.hold_in_time();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.hold
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- How much was judged good, by the second, for rules about volume.
CREATE TABLE lockstep.judged_volume (
  lane integer NOT NULL REFERENCES lockstep.lane,
  asset lockstep.address NOT NULL,
  judged_at timestamptz NOT NULL,
  amount numeric(78, 0) NOT NULL CONSTRAINT volume_is_positive CHECK (amount > 0),
  PRIMARY KEY (lane, asset, judged_at)
);
COMMENT ON TABLE lockstep.judged_volume IS 'What was judged good of an asset within a second.';
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON lockstep.judged_volume
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CALL lockstep.fence_table('lockstep.judged');
CALL lockstep.fence_table('lockstep.hold');
CALL lockstep.fence_table('lockstep.judged_volume');

-- A head that is not on this attester's own log cannot be here, so it never signs a contradiction. The same head may be signed again,
-- under another epoch or another list of holds.
CREATE TABLE lockstep.signed_head (
  lane integer NOT NULL,
  nonce bigint NOT NULL CONSTRAINT signed_nonce_is_positive CHECK (nonce > 0),
  head lockstep.hash NOT NULL,
  from_nonce lockstep.count NOT NULL,
  holds bytea NOT NULL,
  key_epoch bigint NOT NULL CONSTRAINT key_epoch_is_positive CHECK (key_epoch > 0),
  digest lockstep.hash NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT digest_is_signed_for_one_head PRIMARY KEY (digest),
  CONSTRAINT signed_head_is_on_the_own_log FOREIGN KEY (lane, nonce, head) REFERENCES lockstep.message (lane, nonce, head),
  CONSTRAINT range_is_not_empty CHECK (from_nonce < nonce),
  CONSTRAINT holds_are_nonces CHECK (octet_length(holds) % 8 = 0)
);
CREATE INDEX signed_head_by_lane ON lockstep.signed_head (lane, nonce);
COMMENT ON TABLE lockstep.signed_head IS 'Every head that this attester has signed, durable before the share leaves.';
COMMENT ON COLUMN lockstep.signed_head.holds IS 'The nonces on the list, eight bytes each, as they are hashed.';

CREATE FUNCTION lockstep.signed_is_judged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  judged_nonce bigint;
BEGIN
  SELECT j.nonce INTO judged_nonce FROM lockstep.judged AS j WHERE j.lane = NEW.lane;
  IF judged_nonce IS NULL OR NEW.nonce > judged_nonce THEN
    RAISE EXCEPTION 'lane %: message % is to be signed, and judged is message %', NEW.lane, NEW.nonce, coalesce(judged_nonce, 0)
      USING ERRCODE = 'LS003', HINT = 'Nothing is signed before it is judged.';
  END IF;
  IF EXISTS (
    SELECT FROM lockstep.hold AS h
    WHERE h.lane = NEW.lane AND h.nonce > NEW.from_nonce AND h.nonce <= NEW.nonce
      AND NOT EXISTS (
        SELECT FROM generate_series(1, octet_length(NEW.holds), 8) AS place
        WHERE substring(NEW.holds FROM place FOR 8) = int8send(h.nonce))) THEN
    RAISE EXCEPTION 'lane %: the list of holds for messages % to % leaves out one of this attester''s own',
      NEW.lane, NEW.from_nonce + 1, NEW.nonce
      USING ERRCODE = 'LS003', HINT = 'What is signed contains every hold of its own.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER judged_before BEFORE INSERT ON lockstep.signed_head FOR EACH ROW EXECUTE FUNCTION lockstep.signed_is_judged();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.signed_head
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- A decision of this attester's operator about a held message, once and for ever; the row of the audit log names it.
CREATE TABLE lockstep.operator_ruling (
  lane integer NOT NULL,
  nonce bigint NOT NULL CONSTRAINT ruled_nonce_is_positive CHECK (nonce > 0),
  decision smallint NOT NULL CONSTRAINT decision_is_known CHECK (decision IN (1, 2)),
  decided_by bigint NOT NULL,
  subject text GENERATED ALWAYS AS ('ruling on ' || CAST(lane AS text) || '/' || CAST(nonce AS text)) STORED,
  CONSTRAINT message_is_ruled_on_once PRIMARY KEY (lane, nonce),
  CONSTRAINT ruling_has_one_decision UNIQUE (lane, nonce, decision),
  CONSTRAINT ruling_is_of_a_final_message FOREIGN KEY (lane, nonce) REFERENCES lockstep.message (lane, nonce),
  CONSTRAINT ruling_is_decided FOREIGN KEY (decided_by, subject) REFERENCES lockstep.audit_log (decision, subject)
);
COMMENT ON TABLE lockstep.operator_ruling IS 'What the operator of this attester has decided about held messages: 1 deliver, 2 void.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.operator_ruling
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE TABLE lockstep.signed_ruling (
  lane integer NOT NULL,
  nonce bigint NOT NULL,
  decision smallint NOT NULL,
  key_epoch bigint NOT NULL CONSTRAINT key_epoch_is_positive CHECK (key_epoch > 0),
  digest lockstep.hash NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ruling_is_signed_once_an_epoch PRIMARY KEY (lane, nonce, key_epoch),
  CONSTRAINT signed_ruling_is_the_operators
    FOREIGN KEY (lane, nonce, decision) REFERENCES lockstep.operator_ruling (lane, nonce, decision)
);
COMMENT ON TABLE lockstep.signed_ruling IS 'Every ruling that this attester has signed, durable before the share leaves.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.signed_ruling
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- One row for each share. The height only grows, so that peers can tell this attester from a copy that was restored.
CREATE TABLE lockstep.used_commitment (
  height bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commitment lockstep.hash NOT NULL CONSTRAINT commitment_is_used_once UNIQUE,
  digest lockstep.hash NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE lockstep.used_commitment IS 'Every commitment that a share was made with, durable before the share leaves.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.used_commitment
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- Finished checkpoints, for everybody who wants to carry a lane. The head may lie beyond what is final here.
CREATE TABLE lockstep.checkpoint (
  lane integer NOT NULL REFERENCES lockstep.lane,
  nonce bigint NOT NULL CONSTRAINT checkpoint_nonce_is_positive CHECK (nonce > 0),
  digest lockstep.hash NOT NULL,
  head lockstep.hash NOT NULL,
  from_nonce lockstep.count NOT NULL,
  holds bytea NOT NULL,
  key_epoch bigint NOT NULL CONSTRAINT key_epoch_is_positive CHECK (key_epoch > 0),
  signature bytea NOT NULL CONSTRAINT signature_has_96_bytes CHECK (octet_length(signature) = 96),
  finished_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT checkpoint_is_kept_once PRIMARY KEY (lane, nonce, digest)
);
COMMENT ON TABLE lockstep.checkpoint IS 'What the quorum has signed; the signature is verified before it is kept.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- The share with the longest ledger that each peer has sent, to be shown to it when it starts again.
CREATE TABLE lockstep.last_heard (
  attester lockstep.hash NOT NULL,
  key lockstep.hash NOT NULL,
  height bigint NOT NULL,
  heard bytea NOT NULL,
  PRIMARY KEY (attester, key)
);
COMMENT ON TABLE lockstep.last_heard IS 'What was last heard of each attester under each key, signed by it.';
CREATE FUNCTION lockstep.height_only_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.attester <> OLD.attester OR NEW.key <> OLD.key OR NEW.height < OLD.height THEN
    RAISE EXCEPTION 'ledger of attester %: height % cannot become %', lockstep.hex(OLD.attester), OLD.height, NEW.height
      USING ERRCODE = 'LS003', HINT = 'A ledger only grows.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_up BEFORE UPDATE ON lockstep.last_heard FOR EACH ROW EXECUTE FUNCTION lockstep.height_only_up();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.last_heard FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE FUNCTION lockstep.audit_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('lane ' || NEW.lane, format('message %s held: %s', NEW.nonce, NEW.reason));
  RETURN NULL;
END $$;
CREATE FUNCTION lockstep.audit_signed_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('lane ' || NEW.lane, format('ruling %s on message %s signed under epoch %s', NEW.decision, NEW.nonce, NEW.key_epoch));
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER INSERT ON lockstep.hold FOR EACH ROW EXECUTE FUNCTION lockstep.audit_hold();
CREATE TRIGGER audited AFTER INSERT ON lockstep.signed_ruling FOR EACH ROW EXECUTE FUNCTION lockstep.audit_signed_ruling();

GRANT SELECT, INSERT, UPDATE ON lockstep.judged, lockstep.judged_volume, lockstep.last_heard TO lockstep_daemon;
GRANT SELECT, INSERT ON lockstep.hold, lockstep.signed_head, lockstep.signed_ruling, lockstep.used_commitment, lockstep.checkpoint
  TO lockstep_daemon;
GRANT SELECT ON lockstep.operator_ruling TO lockstep_daemon;
GRANT SELECT, INSERT ON lockstep.operator_ruling TO lockstep_operator;
GRANT SELECT ON lockstep.hold, lockstep.lane, lockstep.judged TO lockstep_operator;
