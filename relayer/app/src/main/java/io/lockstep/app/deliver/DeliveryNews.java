package io.lockstep.app.deliver;

import io.lockstep.app.watch.WatchPlan;

/** What is told of a delivery, as it happens. */
interface DeliveryNews {
  void stands(WatchPlan plan, long executed, long signed);

  void skipped(Skipped skipped);

  void nothingToDeliver(long executed);

  void wouldDeliver(NextBatch batch, long gasLimit);

  void delivered(Delivered delivered);

  /** Somebody else was faster, which is as good. */
  void deliveredByOthers(NextBatch batch, long executed);

  void end();
}
