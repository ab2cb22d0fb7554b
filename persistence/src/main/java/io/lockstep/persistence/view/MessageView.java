package io.lockstep.persistence.view;

import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code ops.messages}.
 *
 * @param state SEEN or FINAL
 * @param deadline by the destination's clock; nothing for none
 * @param collateral nothing if the payload is no transfer of collateral
 */
public record MessageView(
    LaneId lane,
    long nonce,
    String messageId,
    String state,
    String messageHash,
    String head,
    Route route,
    Optional<Instant> deadline,
    int payloadBytes,
    Optional<CollateralView> collateral,
    Origin origin) {
  /** How the destination executes it. */
  public record Route(String kind, String sender, String recipient, long gasLimit) {}

  /** Where the source logged it. */
  public record Origin(long blockNumber, String blockHash, String transactionHash, int logIndex) {}

  static final String COLUMNS =
      """
      SELECT lane_id, nonce, message_id, state, message_hash, head, route_kind, sender, recipient, gas_limit_gas,
             deadline_unix_s, payload_bytes, collateral_kind, collateral_asset, collateral_account,
             collateral_amount_base_units, collateral_refund, collateral_reference, source_block_number,
             source_block_hash, source_transaction_hash, source_log_index
      FROM ops.messages
      """;

  static MessageView read(ResultSet row) throws SQLException {
    return new MessageView(
        LaneId.fromHex(row.getString("lane_id")),
        row.getLong("nonce"),
        row.getString("message_id"),
        row.getString("state"),
        row.getString("message_hash"),
        row.getString("head"),
        new Route(
            row.getString("route_kind"),
            row.getString("sender"),
            row.getString("recipient"),
            row.getLong("gas_limit_gas")),
        Optional.ofNullable(row.getObject("deadline_unix_s", Long.class))
            .map(Instant::ofEpochSecond),
        row.getInt("payload_bytes"),
        CollateralView.find(row),
        new Origin(
            row.getLong("source_block_number"),
            row.getString("source_block_hash"),
            row.getString("source_transaction_hash"),
            row.getInt("source_log_index")));
  }
}
