package io.lockstep.app.testnet.attesters;

/** How an attester runs. */
public interface AttesterHost {
  /** One that was started. */
  interface Running extends AutoCloseable {
    /** Whether its lanes are followed, its door is open and its fence too. */
    boolean isReady();

    /** Throws if it has ended by itself, with what it said. */
    void requireAlive();

    /** Ends it without a chance to put anything in order, as far as that is possible. */
    void kill();

    @Override
    void close();
  }

  /**
   * Returns at once.
   *
   * @param run how often it was started, this time included
   */
  Running start(AttesterSite site, int run);

  /** Each as a small process of its own, which does not outlive ours and soon starts. */
  static AttesterHost ownProcess() {
    return (site, run) -> OwnProcess.start(OwnProcess.SOON_STARTED, site, run);
  }

  /** The same, as somebody runs it for months. */
  static AttesterHost lastingProcess() {
    return (site, run) -> OwnProcess.start(OwnProcess.LASTING, site, run);
  }

  /** On threads of this process. */
  static AttesterHost thisProcess() {
    return ThisProcess::start;
  }
}
