package io.lockstep.persistence.lane;

import io.lockstep.protocol.LaneHead;
import org.jdbi.v3.core.Handle;

/** How sightings leave: taken back from the top, or into the log from the bottom. */
final class Sightings {
  private static final int ROWS_PER_STATEMENT = 10_000;

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

  /**
   * Makes them messages. The final position has to follow before the transaction ends.
   *
   * <p>One proof may cover more of them than one statement could move within its time limit.
   *
   * @param first the sightings from this nonce on
   */
  static void moveIntoLog(Handle handle, LaneKey lane, long first, LaneHead last) {
    long through = last.nonce();
    for (long from = first; from <= through; from += ROWS_PER_STATEMENT) {
      copyIntoLog(handle, lane, from, Math.min(through, from + ROWS_PER_STATEMENT - 1));
    }
    hangNextOnFinal(handle, lane, last);
    // From the top, since each refers to the one below.
    for (long to = through; to >= first; to -= ROWS_PER_STATEMENT) {
      delete(handle, lane, Math.max(first, to - ROWS_PER_STATEMENT + 1), to);
    }
  }

  /** In whatever order: the chain is checked when all of them are there. */
  private static void copyIntoLog(Handle handle, LaneKey lane, long first, long last) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.message (
              lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline,
              payload, block_number, block_hash, transaction_hash, log_index)
            SELECT lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline,
                   payload, block_number, block_hash, transaction_hash, log_index
            FROM lockstep.sighting
            WHERE lane = :lane AND nonce BETWEEN :first AND :last
            """)
        .bind("lane", lane.key())
        .bind("first", first)
        .bind("last", last)
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

  private static void delete(Handle handle, LaneKey lane, long first, long last) {
    handle
        .createUpdate(
            """
            DELETE FROM lockstep.sighting WHERE lane = :lane AND nonce BETWEEN :first AND :last
            """)
        .bind("lane", lane.key())
        .bind("first", first)
        .bind("last", last)
        .execute();
  }
}
