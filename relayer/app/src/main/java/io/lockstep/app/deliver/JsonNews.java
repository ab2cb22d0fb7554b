package io.lockstep.app.deliver;

import io.lockstep.app.watch.WatchPlan;
import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One line of JSON when all is done. */
final class JsonNews implements DeliveryNews {
  private final PrintWriter out;
  private final ObjectNode root = JsonMapper.shared().createObjectNode();

  JsonNews(PrintWriter out) {
    this.out = out;
    root.putArray("skipped");
    root.putArray("transactions");
  }

  @Override
  public void stands(WatchPlan plan, long executed, long signed) {
    root.put("lane", plan.lane().id().toString()).put("executed", executed).put("signed", signed);
  }

  @Override
  public void skipped(Skipped skipped) {
    root.withArray("skipped").addObject().put("what", skipped.what()).put("why", skipped.why());
  }

  @Override
  public void nothingToDeliver(long executed) {
    root.put("executed", executed);
  }

  @Override
  public void wouldDeliver(NextBatch batch, long gasLimit) {
    root.putObject("would")
        .put("first", batch.first())
        .put("last", batch.last())
        .put("gasLimit", gasLimit);
  }

  @Override
  public void delivered(Delivered delivered) {
    ObjectNode one =
        root.withArray("transactions")
            .addObject()
            .put("transaction", delivered.transaction().toString())
            .put("gasUsed", delivered.gasUsed())
            .put("first", delivered.first())
            .put("last", delivered.last());
    var parked = one.putArray("parked");
    delivered
        .parked()
        .forEach(each ->
            parked.addObject().put("nonce", each.nonce()).put("reason", each.reason().name()));
    root.put("executed", delivered.last());
  }

  @Override
  public void deliveredByOthers(NextBatch batch, long executed) {
    root.put("byOthersThrough", executed).put("executed", executed);
  }

  @Override
  public void end() {
    out.println(root);
    out.flush();
  }
}
