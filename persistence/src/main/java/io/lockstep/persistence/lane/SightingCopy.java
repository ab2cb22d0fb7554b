package io.lockstep.persistence.lane;

import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.Sighting;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.MessageId;
import io.lockstep.protocol.Route;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes sightings in bulk: one COPY, however many there are. */
final class SightingCopy {
  private static final String COPY =
      """
      COPY lockstep.sighting (
        lane, nonce, head, previous_head, after_final, message_id, message_hash, kind, sender, recipient, gas_limit, deadline,
        payload, block_number, block_hash, transaction_hash, log_index)
      FROM STDIN (FORMAT binary)
      """;
  private static final int COLUMNS = 17;

  private SightingCopy() {}

  /**
   * @param after where the lane stood before them
   * @param afterFinal whether that is the final position
   */
  static void write(
      Handle handle, LaneKey lane, LaneHead after, boolean afterFinal, List<Sighting> sightings)
      throws SQLException {
    CopyIn copy = handle.getConnection().unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      BinaryRows rows = new BinaryRows(copy);
      Hash32 previous = after.head();
      boolean first = afterFinal;
      for (Sighting sighting : sightings) {
        write(rows.row(COLUMNS).int4(lane.key()), lane.id(), previous, first, sighting);
        previous = sighting.head().head();
        first = false;
      }
      rows.end();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(
      BinaryRows row, LaneId lane, Hash32 previous, boolean first, Sighting sighting)
      throws SQLException {
    LaneHead head = sighting.head();
    Message message = sighting.message();
    Route route = message.route();
    LogPlace place = sighting.place();
    row.int8(head.nonce())
        .bytea(head.head().bytes())
        .bytea(previous.bytes())
        .bool(first)
        .bytea(MessageId.of(lane, head.nonce()).value().bytes())
        .bytea(sighting.messageHash().bytes())
        .int2(route.kind().code())
        .bytea(route.sender().bytes())
        .bytea(route.recipient().bytes())
        .int8(route.gasLimit())
        .int8(message.deadline())
        .bytea(message.payload())
        .int8(place.block().number())
        .bytea(place.block().hash().bytes())
        .bytea(place.transaction().bytes())
        .int4(place.index());
  }
}
