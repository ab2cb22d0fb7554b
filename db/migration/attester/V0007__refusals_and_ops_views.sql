-- Why an attester did not sign, counted; and what dashboards may read of an attester.

-- One row for each caller, lane and reason: callers and lanes are those of the configuration, so nobody can make it grow.
CREATE TABLE lockstep.refusal (
  coordinator text NOT NULL CONSTRAINT coordinator_is_a_short_name CHECK (octet_length(coordinator) BETWEEN 1 AND 200),
  lane text NOT NULL CONSTRAINT refused_lane_is_an_id_or_none CHECK (lane ~ '^(0x[0-9a-f]{64})?$'),
  reason text NOT NULL CONSTRAINT refusal_reason_is_a_word CHECK (reason ~ '^[A-Z][A-Z_]{1,39}$'),
  refusals bigint NOT NULL CONSTRAINT refusals_are_counted CHECK (refusals > 0),
  last_text text NOT NULL CONSTRAINT refusal_text_is_short CHECK (octet_length(last_text) <= 4000),
  last_at timestamptz NOT NULL,
  CONSTRAINT refusals_are_one_row PRIMARY KEY (coordinator, lane, reason)
);
COMMENT ON TABLE lockstep.refusal IS 'What was not signed, or not even looked at, by who asked, which lane and why. Counted, not listed.';

CREATE FUNCTION lockstep.refusals_only_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.coordinator <> OLD.coordinator OR NEW.lane <> OLD.lane OR NEW.reason <> OLD.reason OR NEW.refusals < OLD.refusals THEN
    RAISE EXCEPTION 'refusals of %: % times % cannot become % times %', OLD.coordinator, OLD.refusals, OLD.reason, NEW.refusals, NEW.reason
      USING ERRCODE = 'LS003', HINT = 'What was refused stays counted.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_up BEFORE UPDATE ON lockstep.refusal FOR EACH ROW EXECUTE FUNCTION lockstep.refusals_only_up();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON lockstep.refusal FOR EACH STATEMENT EXECUTE FUNCTION lockstep.refuse_change();

GRANT SELECT, INSERT, UPDATE ON lockstep.refusal TO lockstep_daemon;

ALTER TABLE lockstep.last_heard ADD COLUMN heard_at timestamptz NOT NULL DEFAULT now();

CREATE VIEW ops.refusals AS
SELECT r.coordinator, nullif(r.lane, '') AS lane_id, r.reason, r.refusals AS refusals_total, r.last_text, r.last_at
FROM lockstep.refusal AS r;
COMMENT ON VIEW ops.refusals IS 'What this attester did not sign, or did not even look at, and why.';
COMMENT ON COLUMN ops.refusals.coordinator IS 'Who asked, as the configuration or the roster calls them; ''door'' for what was turned away before it was looked at.';
COMMENT ON COLUMN ops.refusals.lane_id IS 'The lane that was asked about, if this attester follows it; NULL for none.';
COMMENT ON COLUMN ops.refusals.reason IS 'Why, in a word.';
COMMENT ON COLUMN ops.refusals.refusals_total IS 'How often, ever.';
COMMENT ON COLUMN ops.refusals.last_text IS 'What was found and what was expected, the last time.';
COMMENT ON COLUMN ops.refusals.last_at IS 'When that was.';

CREATE VIEW ops.judgements AS
SELECT lockstep.hex(l.lane_id) AS lane_id, coalesce(j.nonce, 0) AS judged_nonce, p.final_nonce::bigint AS final_nonce,
       (SELECT count(*) FROM lockstep.hold AS h WHERE h.lane = l.lane) AS holds_total
FROM lockstep.position AS p
JOIN lockstep.lane AS l ON l.lane = p.lane
LEFT JOIN lockstep.judged AS j ON j.lane = p.lane;
COMMENT ON VIEW ops.judgements IS 'How far this attester has judged each lane; it signs nothing beyond.';
COMMENT ON COLUMN ops.judgements.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.judgements.judged_nonce IS 'The last message that was judged; 0 for none. Never goes back.';
COMMENT ON COLUMN ops.judgements.final_nonce IS 'The last message that is final; what lies between waits, as policy wants it.';
COMMENT ON COLUMN ops.judgements.holds_total IS 'How many messages of the lane this attester holds, ruled on or not.';

CREATE VIEW ops.holds AS
SELECT lockstep.hex(l.lane_id) AS lane_id, h.nonce, lockstep.hex(m.message_id) AS message_id, h.reason, h.held_at,
       (ARRAY['DELIVER', 'VOID'])[r.decision] AS ruling, a.operator AS ruled_by_operator, a.recorded_at AS ruled_at,
       EXISTS (SELECT FROM lockstep.signed_ruling AS s WHERE s.lane = h.lane AND s.nonce = h.nonce) AS ruling_signed
FROM lockstep.hold AS h
JOIN lockstep.lane AS l ON l.lane = h.lane
JOIN lockstep.message AS m ON m.lane = h.lane AND m.nonce = h.nonce
LEFT JOIN lockstep.operator_ruling AS r ON r.lane = h.lane AND r.nonce = h.nonce
LEFT JOIN lockstep.audit_log AS a ON a.sequence = r.decided_by;
COMMENT ON VIEW ops.holds IS 'The messages that this attester does not want delivered before the quorum rules on them.';
COMMENT ON COLUMN ops.holds.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.holds.nonce IS 'The message''s place in its lane.';
COMMENT ON COLUMN ops.holds.message_id IS 'As in ops.messages.';
COMMENT ON COLUMN ops.holds.reason IS 'Which rule of the policy holds it, and what it found.';
COMMENT ON COLUMN ops.holds.held_at IS 'When it was judged.';
COMMENT ON COLUMN ops.holds.ruling IS 'DELIVER or VOID, as this attester''s operator has decided; NULL before.';
COMMENT ON COLUMN ops.holds.ruled_by_operator IS 'Who decided.';
COMMENT ON COLUMN ops.holds.ruled_at IS 'When the decision was recorded.';
COMMENT ON COLUMN ops.holds.ruling_signed IS 'Whether this attester has signed that ruling.';

CREATE VIEW ops.signed_heads AS
SELECT lockstep.hex(l.lane_id) AS lane_id, s.nonce, lockstep.hex(s.head) AS head, s.from_nonce::bigint AS from_nonce,
       octet_length(s.holds) / 8 AS holds, s.key_epoch, lockstep.hex(s.digest) AS digest, s.signed_at
FROM lockstep.signed_head AS s JOIN lockstep.lane AS l ON l.lane = s.lane;
COMMENT ON VIEW ops.signed_heads IS 'Every head that this attester has vouched for. Look for it by lane_id and a range of nonces.';
COMMENT ON COLUMN ops.signed_heads.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.signed_heads.nonce IS 'The last message of the checkpoint.';
COMMENT ON COLUMN ops.signed_heads.head IS 'The lane''s head after it.';
COMMENT ON COLUMN ops.signed_heads.from_nonce IS 'The message behind which the checkpoint begins.';
COMMENT ON COLUMN ops.signed_heads.holds IS 'How many messages are on its list of holds.';
COMMENT ON COLUMN ops.signed_heads.key_epoch IS 'Under which key.';
COMMENT ON COLUMN ops.signed_heads.digest IS 'What was signed.';
COMMENT ON COLUMN ops.signed_heads.signed_at IS 'When it was put on record, before the share left.';

CREATE VIEW ops.checkpoints AS
SELECT lockstep.hex(l.lane_id) AS lane_id, c.nonce, lockstep.hex(c.head) AS head, c.from_nonce::bigint AS from_nonce,
       octet_length(c.holds) / 8 AS holds, c.key_epoch, lockstep.hex(c.digest) AS digest, c.finished_at,
       EXISTS (SELECT FROM lockstep.message AS m WHERE m.lane = c.lane AND m.nonce = c.nonce AND m.head <> c.head) AS contradicts_final
FROM lockstep.checkpoint AS c JOIN lockstep.lane AS l ON l.lane = c.lane;
COMMENT ON VIEW ops.checkpoints IS 'What the quorum has signed, as far as it was brought here. Look for it by lane_id and a range of nonces.';
COMMENT ON COLUMN ops.checkpoints.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.checkpoints.nonce IS 'Its last message.';
COMMENT ON COLUMN ops.checkpoints.head IS 'The lane''s head after it.';
COMMENT ON COLUMN ops.checkpoints.from_nonce IS 'The message behind which it begins.';
COMMENT ON COLUMN ops.checkpoints.holds IS 'How many messages are on its list of holds.';
COMMENT ON COLUMN ops.checkpoints.key_epoch IS 'Under which key.';
COMMENT ON COLUMN ops.checkpoints.digest IS 'What the quorum has signed.';
COMMENT ON COLUMN ops.checkpoints.finished_at IS 'When it was brought here.';
COMMENT ON COLUMN ops.checkpoints.contradicts_final IS 'Whether another head is final here: a stolen key, or a quorum that was deceived.';

CREATE VIEW ops.peers AS
SELECT ('x' || encode(substring(h.attester FROM 25 FOR 8), 'hex'))::bit(64)::bigint AS attester, lockstep.hex(h.key) AS key_hash,
       h.height AS ledger_height, h.heard_at
FROM lockstep.last_heard AS h;
COMMENT ON VIEW ops.peers IS 'What was last heard of each attester, to be told to it when it starts again.';
COMMENT ON COLUMN ops.peers.attester IS 'Its number on the roster.';
COMMENT ON COLUMN ops.peers.key_hash IS 'The key and the generation of shares that it signed with.';
COMMENT ON COLUMN ops.peers.ledger_height IS 'How long its ledger was then.';
COMMENT ON COLUMN ops.peers.heard_at IS 'When that was brought here.';

CREATE VIEW ops.ledger AS
SELECT coalesce(u.height, 0) AS height, u.used_at AS last_used_at
FROM (SELECT 1) AS one
LEFT JOIN LATERAL (SELECT t.height, t.used_at FROM lockstep.used_commitment AS t ORDER BY t.height DESC LIMIT 1) AS u ON true;
COMMENT ON VIEW ops.ledger IS 'How long this attester''s record of the shares that it gave is.';
COMMENT ON COLUMN ops.ledger.height IS 'It goes out with each share, and never goes back but in a restored copy.';
COMMENT ON COLUMN ops.ledger.last_used_at IS 'When the last commitment was used; NULL for never.';

GRANT SELECT ON ALL TABLES IN SCHEMA ops TO lockstep_reader, lockstep_operator, lockstep_daemon;
