package io.lockstep.app.deliver;

import io.lockstep.app.watch.WatchPlan;
import io.lockstep.chain.gateway.ParkReason;
import java.io.PrintWriter;

/** For a person. */
record TextNews(PrintWriter out) implements DeliveryNews {
  private void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void stands(WatchPlan plan, long executed, long signed) {
    say(
        "lane %s: executed through message %d, signed through message %d"
            .formatted(plan, executed, signed));
  }

  @Override
  public void skipped(Skipped skipped) {
    say("skipped %s".formatted(skipped));
  }

  @Override
  public void nothingToDeliver(long executed) {
    say("Nothing to deliver: the gateway has executed through message %d.".formatted(executed));
  }

  @Override
  public void wouldDeliver(NextBatch batch, long gasLimit) {
    say(
        "would deliver messages %d to %d, with at most %d gas; nothing was sent"
            .formatted(batch.first(), batch.last(), gasLimit));
  }

  @Override
  public void delivered(Delivered delivered) {
    say(
        "executed messages %d to %d in transaction %s with %d gas: %d delivered, %d parked or held"
            .formatted(
                delivered.first(),
                delivered.last(),
                delivered.transaction(),
                delivered.gasUsed(),
                delivered.count(),
                delivered.parked().size()));
    delivered
        .parked()
        .forEach(one -> say("  message %d: %s".formatted(one.nonce(), inWords(one.reason()))));
  }

  private static String inWords(ParkReason reason) {
    return switch (reason) {
      case FAILED -> "parked, its recipient failed; anybody may retry it";
      case EXPIRED -> "parked, it is past its deadline; anybody may void it";
      case HELD -> "held, the quorum rules on it";
    };
  }

  @Override
  public void deliveredByOthers(NextBatch batch, long executed) {
    say(
        "messages %d to %d are executed already, by somebody else: the gateway stands at message %d"
            .formatted(batch.first(), batch.last(), executed));
  }

  @Override
  public void end() {}
}
