package io.lockstep.app.watch.scenario;

import java.util.function.Supplier;

/** A process that is started again when it has ended, with nothing but its database. */
final class Reincarnation implements AutoCloseable {
  private final Supplier<Life> beginning;
  private Life life;

  Reincarnation(Supplier<Life> beginning) {
    this.beginning = beginning;
    this.life = beginning.get();
  }

  /**
   * Lets it do all that there is to do.
   *
   * @param staysAway whether that is over for now if it ends
   */
  void settle(boolean staysAway) {
    try {
      life.settle();
    } catch (Killed e) {
      life.close();
      life = beginning.get();
      if (!staysAway) {
        settle(false);
      }
    }
  }

  @Override
  public void close() {
    life.close();
  }
}
