-- The contract for dashboards. A column may be added within a version; what a column means changes only with ops.version.
-- Hashes and addresses are text, 0x and lower-case digits. Units are in the names.

CREATE VIEW ops.version AS SELECT 1 AS version;
COMMENT ON VIEW ops.version IS 'The version of this contract.';
COMMENT ON COLUMN ops.version.version IS 'Rises when a column changes its meaning or goes.';

CREATE FUNCTION lockstep.uint128(bytes bytea) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ('x' || encode(substring(bytes FROM 1 FOR 4), 'hex'))::bit(32)::bigint * 79228162514264337593543950336
       + ('x' || encode(substring(bytes FROM 5 FOR 4), 'hex'))::bit(32)::bigint * 18446744073709551616
       + ('x' || encode(substring(bytes FROM 9 FOR 4), 'hex'))::bit(32)::bigint * 4294967296::numeric
       + ('x' || encode(substring(bytes FROM 13 FOR 4), 'hex'))::bit(32)::bigint;
COMMENT ON FUNCTION lockstep.uint128 IS 'Sixteen bytes, the first the most significant.';

CREATE TYPE lockstep.collateral AS (
  kind text, asset text, account text, amount numeric(39, 0), refund text, reference text
);
COMMENT ON TYPE lockstep.collateral IS 'The 109 bytes of a collateral payload: kind 1, asset 20, account 20, amount 16, refund 20, reference 32.';

CREATE FUNCTION lockstep.collateral_of(route_kind smallint, payload bytea) RETURNS lockstep.collateral
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN route_kind = 1
      AND octet_length(payload) = 109
      AND get_byte(payload, 0) BETWEEN 1 AND 3
      AND substring(payload FROM 22 FOR 20) <> decode(repeat('00', 20), 'hex')
      AND substring(payload FROM 42 FOR 16) <> decode(repeat('00', 16), 'hex')
      AND substring(payload FROM 58 FOR 20) <> decode(repeat('00', 20), 'hex')
    THEN ROW(
      (ARRAY['CREDIT', 'MINT', 'RELEASE'])[get_byte(payload, 0)],
      lockstep.hex(substring(payload FROM 2 FOR 20)),
      lockstep.hex(substring(payload FROM 22 FOR 20)),
      lockstep.uint128(substring(payload FROM 42 FOR 16)),
      lockstep.hex(substring(payload FROM 58 FOR 20)),
      lockstep.hex(substring(payload FROM 78 FOR 32)))::lockstep.collateral
  END;
COMMENT ON FUNCTION lockstep.collateral_of IS 'The payload of a message as a transfer of collateral, NULL if it is none.';

CREATE VIEW ops.lanes AS
SELECT lockstep.hex(l.lane_id) AS lane_id,
       l.source_chain AS source_chain_id,
       lockstep.hex(l.source_gateway) AS source_gateway,
       l.destination_chain AS destination_chain_id,
       lockstep.hex(l.destination_gateway) AS destination_gateway,
       lockstep.hex(l.channel) AS channel,
       l.registered_at,
       CASE WHEN h.halted_at IS NULL THEN 'FOLLOWING' ELSE 'HALTED' END AS state,
       h.halted_at AS halted_since,
       h.text AS halt_reason,
       e.holder AS lease_holder,
       e.epoch::bigint AS lease_epoch,
       e.until AS lease_until
FROM lockstep.lane AS l
LEFT JOIN lockstep.lease AS e ON e.lane = l.lane
LEFT JOIN LATERAL (
  SELECT o.halted_at, i.text
  FROM lockstep.lane_halt AS o JOIN lockstep.incident AS i ON i.incident = o.incident
  WHERE o.lane = l.lane AND o.lifted_by IS NULL
  ORDER BY o.halt LIMIT 1
) AS h ON true;
COMMENT ON VIEW ops.lanes IS 'The lanes, whether they are followed, and who works them.';
COMMENT ON COLUMN ops.lanes.lane_id IS 'keccak256 of what names the lane on both chains.';
COMMENT ON COLUMN ops.lanes.source_chain_id IS 'EIP-155 id of the chain where messages are sent.';
COMMENT ON COLUMN ops.lanes.source_gateway IS 'The gateway that appends messages.';
COMMENT ON COLUMN ops.lanes.destination_chain_id IS 'EIP-155 id of the chain where messages are delivered.';
COMMENT ON COLUMN ops.lanes.destination_gateway IS 'The gateway that executes messages.';
COMMENT ON COLUMN ops.lanes.channel IS 'The application; both directions share it.';
COMMENT ON COLUMN ops.lanes.registered_at IS 'Since when this relayer follows the lane.';
COMMENT ON COLUMN ops.lanes.state IS 'FOLLOWING, or HALTED until an operator decides.';
COMMENT ON COLUMN ops.lanes.halted_since IS 'When the oldest open halt began; NULL if there is none.';
COMMENT ON COLUMN ops.lanes.halt_reason IS 'What the incident of the oldest open halt tells.';
COMMENT ON COLUMN ops.lanes.lease_holder IS 'Which relayer works the lane, or did last.';
COMMENT ON COLUMN ops.lanes.lease_epoch IS 'How often the lane has been taken over.';
COMMENT ON COLUMN ops.lanes.lease_until IS 'From when on another relayer may take over.';

CREATE VIEW ops.positions AS
SELECT lockstep.hex(l.lane_id) AS lane_id,
       coalesce(s.nonce, p.final_nonce) AS observed_nonce,
       lockstep.hex(coalesce(s.head, p.final_head)) AS observed_head,
       p.final_nonce::bigint AS final_nonce,
       lockstep.hex(p.final_head) AS final_head,
       p.final_block_number::bigint AS final_block_number,
       lockstep.hex(p.final_block_hash) AS final_block_hash,
       p.read_through_number::bigint AS read_through_block_number,
       lockstep.hex(p.read_through_hash) AS read_through_block_hash,
       coalesce(s.nonce, p.final_nonce) - p.final_nonce AS waiting_messages,
       f.nonce AS proven_nonce,
       f.block_number::bigint AS proven_block_number,
       p.unproven_from
FROM lockstep.position AS p
JOIN lockstep.lane AS l ON l.lane = p.lane
LEFT JOIN LATERAL (
  SELECT t.nonce, t.head FROM lockstep.sighting AS t WHERE t.lane = p.lane ORDER BY t.nonce DESC LIMIT 1) AS s ON true
LEFT JOIN LATERAL (
  SELECT t.nonce, t.block_number FROM lockstep.proof AS t WHERE t.lane = p.lane ORDER BY t.block_number DESC LIMIT 1) AS f ON true;
COMMENT ON VIEW ops.positions IS 'How far each lane has been seen, proven and made final.';
COMMENT ON COLUMN ops.positions.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.positions.observed_nonce IS 'The last message seen, final or not; 0 for none.';
COMMENT ON COLUMN ops.positions.observed_head IS 'The lane''s head after that message.';
COMMENT ON COLUMN ops.positions.final_nonce IS 'The last message that is final; 0 for none. Never goes back.';
COMMENT ON COLUMN ops.positions.final_head IS 'The lane''s head after that message.';
COMMENT ON COLUMN ops.positions.final_block_number IS 'The block at which a quorum called it final.';
COMMENT ON COLUMN ops.positions.final_block_hash IS 'The hash of that block.';
COMMENT ON COLUMN ops.positions.read_through_block_number IS 'The block through which logs were read.';
COMMENT ON COLUMN ops.positions.read_through_block_hash IS 'The hash of that block.';
COMMENT ON COLUMN ops.positions.waiting_messages IS 'Messages seen and not final.';
COMMENT ON COLUMN ops.positions.proven_nonce IS 'The last message under a proof that waits for finality; NULL if none waits.';
COMMENT ON COLUMN ops.positions.proven_block_number IS 'The block of that proof.';
COMMENT ON COLUMN ops.positions.unproven_from IS 'The providers that told what no proof covers yet.';

CREATE VIEW ops.messages AS
SELECT lockstep.hex(l.lane_id) AS lane_id,
       m.nonce,
       m.message_id,
       m.state,
       lockstep.hex(m.message_hash) AS message_hash,
       lockstep.hex(m.head) AS head,
       (ARRAY['BATCH', 'ERC7786', 'HELLO', 'VOIDED'])[m.kind] AS route_kind,
       lockstep.hex(m.sender) AS sender,
       lockstep.hex(m.recipient) AS recipient,
       m.gas_limit AS gas_limit_gas,
       nullif(m.deadline, 0) AS deadline_unix_s,
       octet_length(m.payload) AS payload_bytes,
       lockstep.hex(m.payload) AS payload,
       (c.collateral).kind AS collateral_kind,
       (c.collateral).asset AS collateral_asset,
       (c.collateral).account AS collateral_account,
       (c.collateral).amount AS collateral_amount_base_units,
       (c.collateral).refund AS collateral_refund,
       (c.collateral).reference AS collateral_reference,
       m.block_number AS source_block_number,
       lockstep.hex(m.block_hash) AS source_block_hash,
       lockstep.hex(m.transaction_hash) AS source_transaction_hash,
       m.log_index AS source_log_index
FROM (
  SELECT lane, nonce::bigint AS nonce, lockstep.hex(message_id) COLLATE "C" AS message_id, 'FINAL' AS state, message_hash, head, kind,
         sender, recipient, gas_limit::bigint AS gas_limit, deadline::bigint AS deadline, payload, block_number::bigint AS block_number,
         block_hash, transaction_hash, log_index
  FROM lockstep.message WHERE nonce > 0
  UNION ALL
  SELECT lane, nonce, lockstep.hex(message_id) COLLATE "C", 'SEEN', message_hash, head, kind,
         sender, recipient, gas_limit::bigint, deadline::bigint, payload, block_number::bigint,
         block_hash, transaction_hash, log_index
  FROM lockstep.sighting
) AS m
JOIN lockstep.lane AS l ON l.lane = m.lane
CROSS JOIN LATERAL (SELECT lockstep.collateral_of(m.kind, m.payload) AS collateral) AS c;
COMMENT ON VIEW ops.messages IS
  'Every message that was seen. Look for it by message_id, or by lane_id and a range of nonces: both are fast at any size.';
COMMENT ON COLUMN ops.messages.lane_id IS 'As in ops.lanes.';
COMMENT ON COLUMN ops.messages.nonce IS 'The message''s place in its lane; the first is 1.';
COMMENT ON COLUMN ops.messages.message_id IS 'keccak256(abi.encode(lane, nonce)): who the message is, on chain and off.';
COMMENT ON COLUMN ops.messages.state IS 'SEEN, which a reorg may take back, or FINAL.';
COMMENT ON COLUMN ops.messages.message_hash IS 'Of its contents; two messages that are alike have the same.';
COMMENT ON COLUMN ops.messages.head IS 'The lane''s head after this message.';
COMMENT ON COLUMN ops.messages.route_kind IS 'BATCH, ERC7786, HELLO or VOIDED: how the destination executes it.';
COMMENT ON COLUMN ops.messages.sender IS 'Who sent it, on the source chain.';
COMMENT ON COLUMN ops.messages.recipient IS 'Who is called, on the destination chain.';
COMMENT ON COLUMN ops.messages.gas_limit_gas IS 'The gas that the recipient may use.';
COMMENT ON COLUMN ops.messages.deadline_unix_s IS 'Seconds since 1970 in the destination''s clock; NULL for no deadline.';
COMMENT ON COLUMN ops.messages.payload_bytes IS 'The length of the payload.';
COMMENT ON COLUMN ops.messages.payload IS 'The payload as it is hashed.';
COMMENT ON COLUMN ops.messages.collateral_kind IS 'CREDIT, MINT or RELEASE; NULL, as all that follow, if the payload is not of that form.';
COMMENT ON COLUMN ops.messages.collateral_asset IS 'The token, by its address on the chain of the vault.';
COMMENT ON COLUMN ops.messages.collateral_account IS 'Who gains on the destination.';
COMMENT ON COLUMN ops.messages.collateral_amount_base_units IS 'In the token''s own decimals.';
COMMENT ON COLUMN ops.messages.collateral_refund IS 'Who is made whole on the source if the message is voided.';
COMMENT ON COLUMN ops.messages.collateral_reference IS 'Free for the sender.';
COMMENT ON COLUMN ops.messages.source_block_number IS 'The block in which it was sent, as one provider told it: the head proves the message, and not its place.';
COMMENT ON COLUMN ops.messages.source_block_hash IS 'The hash of that block, as one provider told it.';
COMMENT ON COLUMN ops.messages.source_transaction_hash IS 'The transaction that sent it, as one provider told it.';
COMMENT ON COLUMN ops.messages.source_log_index IS 'The place of its log in the block, as one provider told it.';

CREATE VIEW ops.incidents AS
SELECT i.incident, lockstep.hex(l.lane_id) AS lane_id, i.kind, i.text, i.occurred_at,
       h.halt, h.lifted_by IS NOT NULL AS halt_lifted, a.operator AS halt_lifted_by_operator, a.recorded_at AS halt_lifted_at
FROM lockstep.incident AS i
LEFT JOIN lockstep.lane AS l ON l.lane = i.lane
LEFT JOIN lockstep.lane_halt AS h ON h.incident = i.incident
LEFT JOIN lockstep.audit_log AS a ON a.sequence = h.lifted_by;
COMMENT ON VIEW ops.incidents IS 'What a person should know of: reorgs, halts, disagreements. Kept for ever.';
COMMENT ON COLUMN ops.incidents.incident IS 'Its number.';
COMMENT ON COLUMN ops.incidents.lane_id IS 'The lane that it is about; NULL for none.';
COMMENT ON COLUMN ops.incidents.kind IS 'What happened, for those who count and filter.';
COMMENT ON COLUMN ops.incidents.text IS 'What was found, what was expected, what was done.';
COMMENT ON COLUMN ops.incidents.occurred_at IS 'When it was recorded.';
COMMENT ON COLUMN ops.incidents.halt IS 'The halt that it brought, by the number that a decision has to name; NULL if none.';
COMMENT ON COLUMN ops.incidents.halt_lifted IS 'Whether an operator has lifted that halt.';
COMMENT ON COLUMN ops.incidents.halt_lifted_by_operator IS 'Who lifted it.';
COMMENT ON COLUMN ops.incidents.halt_lifted_at IS 'When the decision was recorded.';
CREATE UNIQUE INDEX incident_halts_once ON lockstep.lane_halt (incident);

CREATE VIEW ops.providers AS
SELECT p.chain AS chain_id, p.name, CASE WHEN q.quarantine IS NULL THEN 'NOT_QUARANTINED' ELSE 'QUARANTINED' END AS state,
       coalesce(q.since, p.known_since) AS since, q.reason, q.quarantine, coalesce(d.disproofs, 0) AS disproofs_total
FROM lockstep.provider AS p
LEFT JOIN lockstep.quarantine AS q ON q.chain = p.chain AND q.provider = p.name AND q.lifted_by IS NULL
LEFT JOIN (SELECT chain, provider, count(*) AS disproofs FROM lockstep.disproof GROUP BY chain, provider) AS d
  ON d.chain = p.chain AND d.provider = p.name;
COMMENT ON VIEW ops.providers IS 'Who is asked about a chain, and who is not asked any more.';
COMMENT ON COLUMN ops.providers.chain_id IS 'EIP-155 id of the chain.';
COMMENT ON COLUMN ops.providers.name IS 'As configured.';
COMMENT ON COLUMN ops.providers.state IS 'QUARANTINED until an operator decides, or NOT_QUARANTINED, which does not tell how it serves: the daemon''s metrics do.';
COMMENT ON COLUMN ops.providers.since IS 'When it was quarantined, or first heard of.';
COMMENT ON COLUMN ops.providers.reason IS 'What it said that its own header disproves.';
COMMENT ON COLUMN ops.providers.quarantine IS 'The number that a decision has to name; NULL if it is not quarantined.';
COMMENT ON COLUMN ops.providers.disproofs_total IS 'How often it was disproved, ever.';

GRANT SELECT ON ALL TABLES IN SCHEMA ops TO lockstep_reader, lockstep_operator, lockstep_daemon;
