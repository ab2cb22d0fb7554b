package io.lockstep.app.bench.watch;

import java.time.Duration;

/**
 * What it took to make all messages of a lane final.
 *
 * @param messages how many there are, each a row that is durable, final and chained
 * @param elapsed since the lane was registered
 * @param questions what the providers were asked by JSON-RPC; a batch counts as many as it holds
 * @param peakRssBytes the most memory that the daemon's process had at any time, of every kind
 */
record WatchRow(Voters voters, long messages, Duration elapsed, long questions, long peakRssBytes) {

  private static final long MEBIBYTE = 1 << 20;

  long perSecond() {
    return messages * 1_000 / Math.max(1, elapsed.toMillis());
  }

  double rpcPerMessage() {
    return Math.round(10_000.0 * questions / messages) / 10_000.0;
  }

  long peakRssMb() {
    return peakRssBytes / MEBIBYTE;
  }

  double seconds() {
    return elapsed.toMillis() / 1_000.0;
  }
}
