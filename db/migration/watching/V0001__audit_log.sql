-- Roles, the types that all tables share, and the log of every change of state.
--
-- Flyway creates the schema lockstep, for its own history lies there too.

CREATE SCHEMA ops;
COMMENT ON SCHEMA lockstep IS 'What the relayer knows. Nobody but the relayer reads or writes it: dashboards read the schema ops.';
COMMENT ON SCHEMA ops IS 'The contract for dashboards and operators: views, versioned by ops.version, documented column by column.';

-- Roles belong to the whole server, so another database of it may have brought them already.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['lockstep_daemon', 'lockstep_operator', 'lockstep_reader'] LOOP
    IF to_regrole(role_name) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this server was faster
      END;
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA lockstep TO lockstep_daemon, lockstep_operator;
GRANT USAGE ON SCHEMA ops TO lockstep_daemon, lockstep_operator, lockstep_reader;
-- A daemon refuses to start on a schema that is not exactly its own.
GRANT SELECT ON lockstep.schema_history TO lockstep_daemon, lockstep_operator;

CREATE DOMAIN lockstep.hash AS bytea CONSTRAINT hash_has_32_bytes CHECK (octet_length(VALUE) = 32);
CREATE DOMAIN lockstep.address AS bytea CONSTRAINT address_has_20_bytes CHECK (octet_length(VALUE) = 20);
CREATE DOMAIN lockstep.chain_id AS numeric(20, 0) CONSTRAINT chain_id_is_uint64 CHECK (VALUE BETWEEN 1 AND 18446744073709551615);
-- What the protocol calls uint64 stays below 2^63, in Java as here.
CREATE DOMAIN lockstep.count AS bigint CONSTRAINT count_is_not_negative CHECK (VALUE >= 0);

CREATE FUNCTION lockstep.hex(bytes bytea) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '0x' || encode(bytes, 'hex');
COMMENT ON FUNCTION lockstep.hex IS 'As both chains and every tool write bytes: 0x and lower-case digits.';

-- LS001 a write without the right lease, LS002 a change of what is only ever added to, LS003 a step that is not allowed.

CREATE FUNCTION lockstep.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: % refused, its rows are kept as they were written', TG_TABLE_NAME, TG_OP USING ERRCODE = 'LS002';
END $$;

CREATE TABLE lockstep.audit_log (
  sequence bigint PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  operator text CONSTRAINT operator_has_a_name CHECK (operator <> ''),
  subject text NOT NULL CONSTRAINT subject_is_named CHECK (subject <> ''),
  what text NOT NULL CONSTRAINT what_is_told CHECK (what <> ''),
  previous_sequence bigint GENERATED ALWAYS AS (nullif(sequence, 1) - 1) STORED,
  previous_hash lockstep.hash NOT NULL,
  hash lockstep.hash NOT NULL,
  decision bigint GENERATED ALWAYS AS (CASE WHEN operator IS NOT NULL THEN sequence END) STORED,
  CONSTRAINT audit_begins_at_one CHECK (sequence >= 1),
  CONSTRAINT audit_begins_with_zeros CHECK (sequence > 1 OR previous_hash = decode(repeat('00', 32), 'hex')),
  CONSTRAINT audit_entry_has_one_hash UNIQUE (sequence, hash),
  CONSTRAINT audit_follows_the_entry_before FOREIGN KEY (previous_sequence, previous_hash) REFERENCES lockstep.audit_log (sequence, hash),
  CONSTRAINT decision_has_one_subject UNIQUE (decision, subject)
);
COMMENT ON TABLE lockstep.audit_log IS
  'Every change of state and every decision of an operator. Each row carries the hash of the row before, so that a row edited or taken out later shows.';
COMMENT ON COLUMN lockstep.audit_log.operator IS 'Who decided. Only lockstep_operator may write it, so a daemon cannot decide in a person''s name.';
COMMENT ON COLUMN lockstep.audit_log.decision IS 'The sequence again if an operator decided: what a lifted halt or quarantine refers to.';

CREATE FUNCTION lockstep.audit_hash(entry lockstep.audit_log) RETURNS bytea
  LANGUAGE sql STABLE
  RETURN sha256(
    (entry).previous_hash || convert_to(
      jsonb_build_array(
        (entry).sequence, (extract(epoch FROM (entry).recorded_at) * 1000000)::bigint,
        (entry).actor, (entry).operator, (entry).subject, (entry).what)::text,
      'UTF8'));

-- One appends at a time. A snapshot older than the lock would give a sequence twice, which the primary key refuses.
CREATE FUNCTION lockstep.append_to_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last lockstep.audit_log;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('lockstep.audit_log', 0));
  SELECT * INTO last FROM lockstep.audit_log ORDER BY sequence DESC LIMIT 1;
  NEW.sequence := coalesce(last.sequence, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  NEW.recorded_at := clock_timestamp();
  NEW.actor := session_user;
  NEW.hash := lockstep.audit_hash(NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER chained BEFORE INSERT ON lockstep.audit_log FOR EACH ROW EXECUTE FUNCTION lockstep.append_to_audit_log();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lockstep.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

CREATE FUNCTION lockstep.first_audit_break() RETURNS bigint
  LANGUAGE sql STABLE
  RETURN (
    SELECT min(checked.sequence)
    FROM (
      SELECT entry.sequence,
             entry.hash = lockstep.audit_hash(entry) AS hashed,
             entry.previous_hash = coalesce(lag(entry.hash) OVER in_order, decode(repeat('00', 32), 'hex')) AS linked,
             entry.sequence = row_number() OVER in_order AS in_place
      FROM lockstep.audit_log AS entry
      WINDOW in_order AS (ORDER BY entry.sequence)
    ) AS checked
    WHERE NOT (checked.hashed AND checked.linked AND checked.in_place));
COMMENT ON FUNCTION lockstep.first_audit_break IS
  'The first row that is not what was written or not where it was written; NULL if the chain is whole. Rows taken off the end show only against a hash kept elsewhere.';

CREATE FUNCTION lockstep.audit(subject text, what text) RETURNS void
  LANGUAGE sql
  BEGIN ATOMIC
    INSERT INTO lockstep.audit_log (subject, what) VALUES (subject, what);
  END;

GRANT SELECT, INSERT (subject, what) ON lockstep.audit_log TO lockstep_daemon;
GRANT SELECT, INSERT (operator, subject, what) ON lockstep.audit_log TO lockstep_operator;
