package io.lockstep.persistence.attester;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.decision.Decisions;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.LaneId;

/**
 * What the operator of an attester decides about held messages. The database must be opened in the
 * operator's role.
 */
public final class OperatorRulings {
  private final Database database;
  private final String operator;

  public OperatorRulings(Database database, String operator) {
    this.database = database;
    this.operator = operator;
  }

  /** Once for each message; a second ruling is refused. */
  public void rule(LaneId lane, long nonce, Decision decision, String reason) {
    LaneKey key = LaneKey.of(database, lane);
    database.transact(handle -> {
      String subject = "ruling on %d/%d".formatted(key.key(), nonce);
      long decided =
          Decisions.record(
              handle, operator, subject, "%s message %d: %s".formatted(decision, nonce, reason));
      return handle
          .createUpdate(
              """
              INSERT INTO lockstep.operator_ruling (lane, nonce, decision, decided_by)
              VALUES (:lane, :nonce, :decision, :decided_by)
              """)
          .bind("lane", key.key())
          .bind("nonce", nonce)
          .bind("decision", decision.code())
          .bind("decided_by", decided)
          .execute();
    });
  }
}
