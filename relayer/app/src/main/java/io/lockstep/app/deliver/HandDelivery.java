package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.WatchedChain;
import io.lockstep.chain.gateway.GatewayKeys;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One lane, carried as far as somebody has it signed. */
record HandDelivery(
    WatchPlan plan,
    Attesters attesters,
    ChainConnection destination,
    Carrier carrier,
    DeliveryNews news) {
  void deliver(long through, boolean dryRun) {
    LaneHead executed = carrier.executed();
    Findings findings = findings(executed);
    Optional<LaneHead> signed = findings.furthest();
    if (signed.isEmpty() || through <= executed.nonce()) {
      news.nothingToDeliver(executed.nonce());
      return;
    }
    news.stands(plan, executed.nonce(), signed.get().nonce());
    Stretch stretch = findings.with(messages(executed, signed.get()));
    if (dryRun) {
      carrier.rehearse(stretch, through, news);
    } else {
      carrier.carry(stretch, through, news);
    }
  }

  private Findings findings(LaneHead executed) {
    List<Skipped> silent = new ArrayList<>();
    List<Offer> offers = attesters.beyond(plan.lane().id(), executed.nonce(), silent);
    silent.forEach(news::skipped);
    if (silent.size() == attesters.count()) {
      throw CliException.temporary(
          "attesters: found none that answers, expected one; name another. %s".formatted(silent));
    }
    GatewayKeys keys =
        new GatewayKeys(ChainState.latest(destination), plan.lane().destination().account());
    Findings findings = Findings.of(executed, offers, OfferCheck.by(plan.lane(), keys));
    findings.skipped().forEach(news::skipped);
    return findings;
  }

  private List<Message> messages(LaneHead executed, LaneHead signed) {
    try (ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();
        WatchedChain source =
            WatchedChain.of(plan.source(), questions, ProviderListener.silent())) {
      return new LaneReading(
              source.providersOf(plan.lane(), new NoQuarantine()),
              plan.source().providers().size(),
              plan.source().requireGateway().firstBlock())
          .between(executed, signed);
    }
  }
}
