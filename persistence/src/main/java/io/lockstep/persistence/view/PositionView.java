package io.lockstep.persistence.view;

import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * A row of {@code ops.positions}.
 *
 * @param provenNonce the final one if no proof waits for finality
 */
public record PositionView(
    LaneId lane,
    long observedNonce,
    long provenNonce,
    long finalNonce,
    String finalHead,
    long finalBlockNumber,
    long readThroughBlockNumber,
    List<String> unprovenFrom) {
  static final String COLUMNS =
      """
      SELECT lane_id, observed_nonce, coalesce(proven_nonce, final_nonce) AS proven_nonce, final_nonce, final_head,
             final_block_number, read_through_block_number, unproven_from
      FROM ops.positions
      """;

  static PositionView read(ResultSet row) throws SQLException {
    return new PositionView(
        LaneId.fromHex(row.getString("lane_id")),
        row.getLong("observed_nonce"),
        row.getLong("proven_nonce"),
        row.getLong("final_nonce"),
        row.getString("final_head"),
        row.getLong("final_block_number"),
        row.getLong("read_through_block_number"),
        Arrays.asList((String[]) row.getArray("unproven_from").getArray()));
  }

  /** Seen and not final. */
  public long waitingMessages() {
    return observedNonce - finalNonce;
  }
}
