package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.provider.logs.LogDefect;
import java.time.Duration;

/** What is worth counting, and what is worth a line in a log. Called on the thread that asks. */
public interface ProviderListener {

  /** A question was answered; whether well is another matter. */
  default void answered(String provider, String method, Duration elapsed) {}

  default void failed(String provider, Operation operation, ChainException failure) {}

  default void healthChanged(String provider, Health health) {}

  /** A page of logs was read. */
  default void logsRead(String provider, long blocks, int logs) {}

  /** Something odd about the logs of an answer that could be put right. */
  default void logsRepaired(String provider, LogDefect defect) {}

  /** How many blocks the next question for logs may span. */
  default void rangeChanged(String provider, long blocks) {}

  default void turned(String from, String why) {}

  static ProviderListener silent() {
    return new ProviderListener() {};
  }
}
