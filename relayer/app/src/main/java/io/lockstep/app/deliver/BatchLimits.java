package io.lockstep.app.deliver;

import io.lockstep.protocol.Message;
import io.lockstep.protocol.Run;
import java.util.List;

/**
 * What one transaction can carry.
 *
 * @param messagesMax whatever they cost
 * @param gasMax for the recipients, with what the gateway needs to park each
 * @param bytesMax of records; nodes take no transaction of more than 128 KiB
 */
record BatchLimits(int messagesMax, long gasMax, int bytesMax) {
  /** So many hashes may stand for the rest of a checkpoint: the gateway's TAIL_MAX. */
  static final int TAIL_MAX = 512;

  /** A transaction ends at 16,777,216 gas, and an estimate comes with a tenth of margin. */
  static final BatchLimits USUAL = new BatchLimits(Run.COUNT_MAX, 13_000_000, 90_000);

  private static final long PARKING_GAS = 40_000;

  /** How many of the next messages fit; at least one. */
  int fitting(List<Message> messages) {
    int count = 0;
    long gas = 0;
    long bytes = 0;
    for (Message message : messages) {
      gas += message.route().gasLimit() + PARKING_GAS;
      bytes += message.record().length();
      if (count > 0 && (count == messagesMax || gas > gasMax || bytes > bytesMax)) {
        return count;
      }
      count++;
    }
    return count;
  }
}
