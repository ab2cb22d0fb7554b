package io.lockstep.persistence.lane;

import io.lockstep.protocol.LaneHead;
import org.jdbi.v3.core.Handle;

/** How sightings leave: taken back from the top, or into the log from the bottom. */
final class Sightings {
  private Sightings() {}

  static void deleteAbove(Handle handle, LaneKey lane, long nonce) {
    handle
        .createUpdate(
            """
            DELETE FROM lockstep.sighting WHERE lane = :lane AND nonce > :nonce
            """)
        .bind("lane", lane.key())
        .bind("nonce", nonce)
        .execute();
  }

  /** Makes them messages. The final position has to follow before the transaction ends. */
  static void moveIntoLog(Handle handle, LaneKey lane, LaneHead last) {
    copyIntoLog(handle, lane, last);
    hangNextOnFinal(handle, lane, last);
    deleteThrough(handle, lane, last);
  }

  /** In whatever order: the chain is checked when all of them are there. */
  private static void copyIntoLog(Handle handle, LaneKey lane, LaneHead last) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.message (
              lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline,
              payload, block_number, block_hash, transaction_hash, log_index)
            SELECT lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline,
                   payload, block_number, block_hash, transaction_hash, log_index
            FROM lockstep.sighting
            WHERE lane = :lane AND nonce <= :nonce
            """)
        .bind("lane", lane.key())
        .bind("nonce", last.nonce())
        .execute();
  }

  private static void hangNextOnFinal(Handle handle, LaneKey lane, LaneHead last) {
    handle
        .createUpdate(
            """
            UPDATE lockstep.sighting SET after_final = true WHERE lane = :lane AND nonce = :nonce
            """)
        .bind("lane", lane.key())
        .bind("nonce", last.nonce() + 1)
        .execute();
  }

  private static void deleteThrough(Handle handle, LaneKey lane, LaneHead last) {
    handle
        .createUpdate(
            """
            DELETE FROM lockstep.sighting WHERE lane = :lane AND nonce <= :nonce
            """)
        .bind("lane", lane.key())
        .bind("nonce", last.nonce())
        .execute();
  }
}
