package io.lockstep.app.bench.sign;

import java.util.ArrayList;
import java.util.List;

/** Checkpoints of one lane, no two of them alike. */
final class Wishes {
  /** From what is executed, exclusive, to the last message. */
  record Wish(long from, long nonce) {}

  private Wishes() {}

  /** How long a lane must be for so many. */
  static long messagesFor(int count) {
    long messages = 1;
    while (messages * (messages + 1) / 2 < count) {
      messages++;
    }
    return messages;
  }

  /** All that begin and end within so many messages. */
  static List<Wish> within(long messages) {
    List<Wish> wishes = new ArrayList<>();
    for (long nonce = 1; nonce <= messages; nonce++) {
      for (long from = 0; from < nonce; from++) {
        wishes.add(new Wish(from, nonce));
      }
    }
    return wishes;
  }
}
