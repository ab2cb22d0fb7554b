-- A lane's log: what is final, how far, and what was seen beyond.

CREATE TABLE lockstep.lane (
  lane integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane_id lockstep.hash NOT NULL UNIQUE,
  source_chain lockstep.chain_id NOT NULL,
  source_gateway lockstep.address NOT NULL,
  destination_chain lockstep.chain_id NOT NULL,
  destination_gateway lockstep.address NOT NULL,
  channel lockstep.hash NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lane_joins_two_chains CHECK (source_chain <> destination_chain),
  CONSTRAINT gateways_are_not_zero CHECK (
    source_gateway <> decode(repeat('00', 20), 'hex') AND destination_gateway <> decode(repeat('00', 20), 'hex')),
  CONSTRAINT lane_is_registered_once UNIQUE (source_chain, source_gateway, destination_chain, destination_gateway, channel),
  CONSTRAINT lane_has_one_id UNIQUE (lane, lane_id)
);
COMMENT ON TABLE lockstep.lane IS 'One direction between two gateways. An integer inside, the lane id of both chains outside.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.lane
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- Rows are only added, each to the row before: so nothing can be missing, doubled or exchanged. Row 0 is the lane's beginning,
-- whose head is the lane id. No foreign key to lane but that one: every other row leads back to row 0.
CREATE TABLE lockstep.message (
  lane integer NOT NULL,
  nonce lockstep.count NOT NULL,
  head lockstep.hash NOT NULL,
  previous_nonce bigint GENERATED ALWAYS AS (nullif(nonce, 0) - 1) STORED,
  previous_head lockstep.hash,
  genesis_head bytea GENERATED ALWAYS AS (CASE WHEN nonce = 0 THEN head END) STORED,
  message_id lockstep.hash,
  message_hash lockstep.hash,
  kind smallint CONSTRAINT kind_is_known CHECK (kind BETWEEN 1 AND 4),
  sender lockstep.address,
  recipient lockstep.address,
  gas_limit lockstep.count,
  deadline lockstep.count,
  payload bytea,
  block_number lockstep.count,
  block_hash lockstep.hash,
  transaction_hash lockstep.hash,
  log_index integer CONSTRAINT log_index_is_not_negative CHECK (log_index >= 0),
  final_since timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT message_is_final_once PRIMARY KEY (lane, nonce),
  CONSTRAINT message_has_one_head UNIQUE (lane, nonce, head),
  CONSTRAINT message_follows_the_one_before
    FOREIGN KEY (lane, previous_nonce, previous_head) REFERENCES lockstep.message (lane, nonce, head),
  CONSTRAINT genesis_is_the_lanes FOREIGN KEY (lane, genesis_head) REFERENCES lockstep.lane (lane, lane_id),
  CONSTRAINT only_genesis_has_no_predecessor CHECK ((nonce = 0) = (previous_head IS NULL)),
  CONSTRAINT only_genesis_is_empty CHECK (
    num_nulls(message_id, message_hash, kind, sender, recipient, gas_limit, deadline, payload,
              block_number, block_hash, transaction_hash, log_index) = CASE WHEN nonce = 0 THEN 12 ELSE 0 END)
);
-- Dashboards look for the id as it is written everywhere else. Collation C compares bytes, which is all there is to compare.
CREATE UNIQUE INDEX message_has_its_own_id ON lockstep.message ((lockstep.hex(message_id) COLLATE "C"));
COMMENT ON TABLE lockstep.message IS 'Everything final, once: a chain from the lane''s beginning.';
COMMENT ON COLUMN lockstep.message.message_id IS 'keccak256(abi.encode(lane, nonce)), computed by the writer.';
COMMENT ON COLUMN lockstep.message.deadline IS 'Seconds since 1970 in the destination''s clock; 0 for none.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.message
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE TABLE lockstep.position (
  lane integer PRIMARY KEY REFERENCES lockstep.lane,
  final_nonce lockstep.count NOT NULL,
  final_head lockstep.hash NOT NULL,
  final_block_number lockstep.count NOT NULL,
  final_block_hash lockstep.hash NOT NULL,
  paired_nonce lockstep.count NOT NULL,
  paired_head lockstep.hash NOT NULL,
  read_through_number lockstep.count NOT NULL,
  read_through_hash lockstep.hash NOT NULL,
  unproven_from text[] NOT NULL DEFAULT '{}',
  CONSTRAINT final_is_a_message FOREIGN KEY (lane, final_nonce, final_head) REFERENCES lockstep.message (lane, nonce, head),
  CONSTRAINT final_has_one_head UNIQUE (lane, final_nonce, final_head),
  CONSTRAINT read_through_is_not_before_final CHECK (
    read_through_number > final_block_number
    OR (read_through_number = final_block_number AND read_through_hash = final_block_hash))
);
COMMENT ON TABLE lockstep.position IS 'How far a lane is final, and through which block it was read.';
COMMENT ON COLUMN lockstep.position.paired_nonce IS 'How far the paired lane had been executed at the final block.';
COMMENT ON COLUMN lockstep.position.unproven_from IS 'The providers that told what no proof covers yet.';

CREATE FUNCTION lockstep.only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.lane <> OLD.lane OR NEW.final_nonce < OLD.final_nonce OR NEW.final_block_number < OLD.final_block_number
     OR (NEW.final_block_number = OLD.final_block_number AND NEW.final_block_hash <> OLD.final_block_hash)
     OR NEW.paired_nonce < OLD.paired_nonce
     OR (NEW.paired_nonce = OLD.paired_nonce AND NEW.paired_head <> OLD.paired_head) THEN
    RAISE EXCEPTION 'lane %: final at message %, paired %, block %, cannot become message %, paired %, block %',
      OLD.lane, OLD.final_nonce, OLD.paired_nonce, OLD.final_block_number, NEW.final_nonce, NEW.paired_nonce, NEW.final_block_number
      USING ERRCODE = 'LS003', HINT = 'What is final stays final.';
  END IF;
  IF NEW.final_nonce <> OLD.final_nonce
     AND EXISTS (SELECT FROM lockstep.message AS m WHERE m.lane = NEW.lane AND m.nonce > NEW.final_nonce) THEN
    RAISE EXCEPTION 'lane %: the log goes beyond message %, which is to be the final one', NEW.lane, NEW.final_nonce
      USING ERRCODE = 'LS003', HINT = 'The log ends where the lane is final.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER only_forward BEFORE UPDATE ON lockstep.position FOR EACH ROW EXECUTE FUNCTION lockstep.only_forward();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.position FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

-- Sightings are chained as messages are, and the first of them hangs on the final position itself. So they can go only from the
-- top (a reorg) or, when the position moves over them, from the bottom. That one foreign key is checked at commit, because the
-- position and the first sighting move together. RESTRICT spares each row that goes one of two look-ups; rows that go together do
-- not hold each other back.
CREATE TABLE lockstep.sighting (
  lane integer NOT NULL,
  nonce bigint NOT NULL CONSTRAINT nonce_is_positive CHECK (nonce > 0),
  head lockstep.hash NOT NULL,
  previous_head lockstep.hash NOT NULL,
  after_final boolean NOT NULL,
  previous_seen bigint GENERATED ALWAYS AS (CASE WHEN NOT after_final THEN nonce - 1 END) STORED,
  previous_final bigint GENERATED ALWAYS AS (CASE WHEN after_final THEN nonce - 1 END) STORED,
  message_id lockstep.hash NOT NULL,
  message_hash lockstep.hash NOT NULL,
  kind smallint NOT NULL CONSTRAINT kind_is_known CHECK (kind BETWEEN 1 AND 4),
  sender lockstep.address NOT NULL,
  recipient lockstep.address NOT NULL,
  gas_limit lockstep.count NOT NULL,
  deadline lockstep.count NOT NULL,
  payload bytea NOT NULL,
  block_number lockstep.count NOT NULL,
  block_hash lockstep.hash NOT NULL,
  transaction_hash lockstep.hash NOT NULL,
  log_index integer NOT NULL CONSTRAINT log_index_is_not_negative CHECK (log_index >= 0),
  CONSTRAINT message_is_seen_once PRIMARY KEY (lane, nonce),
  CONSTRAINT sighting_has_one_head UNIQUE (lane, nonce, head),
  CONSTRAINT sighting_follows_the_one_before
    FOREIGN KEY (lane, previous_seen, previous_head) REFERENCES lockstep.sighting (lane, nonce, head) ON DELETE RESTRICT,
  CONSTRAINT first_sighting_follows_the_final_position
    FOREIGN KEY (lane, previous_final, previous_head) REFERENCES lockstep.position (lane, final_nonce, final_head)
    DEFERRABLE INITIALLY DEFERRED
);
-- Without it every sighting that goes would look through all others for a successor.
CREATE INDEX sighting_by_predecessor ON lockstep.sighting (lane, previous_seen);
COMMENT ON TABLE lockstep.sighting IS 'Messages seen and not final yet.';

-- A proof is of a sighting or, where only the paired lane has come further, of the final position. The second foreign key is checked at
-- commit for the same reason as that of the first sighting.
CREATE TABLE lockstep.proof (
  lane integer NOT NULL,
  block_number lockstep.count NOT NULL,
  block_hash lockstep.hash NOT NULL,
  nonce bigint NOT NULL,
  head lockstep.hash NOT NULL,
  at_final boolean NOT NULL,
  seen_nonce bigint GENERATED ALWAYS AS (CASE WHEN NOT at_final THEN nonce END) STORED,
  final_nonce bigint GENERATED ALWAYS AS (CASE WHEN at_final THEN nonce END) STORED,
  paired_nonce lockstep.count NOT NULL,
  paired_head lockstep.hash NOT NULL,
  proof bytea NOT NULL,
  proven_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT block_proves_one_head PRIMARY KEY (lane, block_number),
  CONSTRAINT proof_is_of_a_sighting
    FOREIGN KEY (lane, seen_nonce, head) REFERENCES lockstep.sighting (lane, nonce, head) ON DELETE RESTRICT,
  CONSTRAINT proof_is_of_the_final_position
    FOREIGN KEY (lane, final_nonce, head) REFERENCES lockstep.position (lane, final_nonce, final_head)
    DEFERRABLE INITIALLY DEFERRED
);
-- Without it every sighting that goes would look through all proofs.
CREATE INDEX proof_by_sighting ON lockstep.proof (lane, seen_nonce);
COMMENT ON TABLE lockstep.proof IS
  'Where both ends of a lane pair on the source chain stood at a block, by arithmetic from its hash. Believed once a quorum calls the block final.';

CREATE TRIGGER kept BEFORE TRUNCATE ON lockstep.sighting FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();
CREATE TRIGGER kept BEFORE TRUNCATE ON lockstep.proof FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE FUNCTION lockstep.audit_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('lane ' || NEW.lane, format('registered as %s', lockstep.hex(NEW.lane_id)));
  RETURN NULL;
END $$;
CREATE FUNCTION lockstep.audit_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lockstep.audit('lane ' || NEW.lane, format('final through message %s, head %s, at block %s, %s',
    NEW.final_nonce, lockstep.hex(NEW.final_head), NEW.final_block_number, lockstep.hex(NEW.final_block_hash)));
  RETURN NULL;
END $$;
CREATE TRIGGER audited AFTER INSERT ON lockstep.lane FOR EACH ROW EXECUTE FUNCTION lockstep.audit_lane();
CREATE TRIGGER audited AFTER UPDATE OF final_nonce, final_block_number ON lockstep.position FOR EACH ROW
  WHEN (NEW.final_nonce <> OLD.final_nonce OR NEW.final_block_number <> OLD.final_block_number)
  EXECUTE FUNCTION lockstep.audit_position();

GRANT SELECT, INSERT ON lockstep.lane, lockstep.message TO lockstep_daemon;
GRANT SELECT, INSERT, UPDATE ON lockstep.position TO lockstep_daemon;
GRANT SELECT, INSERT, UPDATE (after_final), DELETE ON lockstep.sighting TO lockstep_daemon;
GRANT SELECT, INSERT, UPDATE (at_final), DELETE ON lockstep.proof TO lockstep_daemon;
