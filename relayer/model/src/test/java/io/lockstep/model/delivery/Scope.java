package io.lockstep.model.delivery;

/**
 * How large a world is explored.
 *
 * @param messages on the first lane
 * @param otherMessages on the second lane, which there is if it has any
 * @param faults how many things may go wrong: a lost pool, a reorg, somebody else's delivery, a key
 *     used elsewhere, an epoch that ends, a node that does not answer
 * @param takeOvers how often a lease may change hands
 * @param held whether policy holds the first lane's last message, and the quorum rules on it
 * @param sourceMoves whether the first lane's last message is not final yet at its source
 * @param deadline whether the first lane has one message, which may expire
 */
record Scope(
    int messages,
    int otherMessages,
    int faults,
    int takeOvers,
    boolean held,
    boolean sourceMoves,
    boolean deadline) {
  static Scope of(int messages, int otherMessages, int faults, int takeOvers) {
    return new Scope(messages, otherMessages, faults, takeOvers, false, false, false);
  }

  Scope withHold() {
    return new Scope(messages, otherMessages, faults, takeOvers, true, sourceMoves, deadline);
  }

  Scope withDeadline() {
    return new Scope(1, otherMessages, faults, takeOvers, held, sourceMoves, true);
  }

  Scope withMovingSource() {
    return new Scope(messages, otherMessages, faults, takeOvers, held, true, deadline);
  }
}
