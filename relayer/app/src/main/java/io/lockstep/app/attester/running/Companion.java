package io.lockstep.app.attester.running;

/**
 * Something that runs beside the desk of an attester, begun when the door is open and ended before
 * it closes. Here belongs what {@code self-coordination} of the configuration asks for.
 */
public interface Companion extends AutoCloseable {
  /** How one is begun. It must return at once. */
  @FunctionalInterface
  interface Beginning {
    Companion beside(AttesterSeat seat);
  }

  /** Nothing. */
  static Companion none() {
    return () -> {};
  }

  @Override
  void close();
}
