package io.lockstep.core.stage;

import io.lockstep.core.domain.AppendedPage;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ChainTip;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.LaneStore;
import io.lockstep.core.port.SourceChain;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stage 1: sees what the source gateway has appended, and proves near the tip that this is all.
 *
 * <p>Logs are hashed as the gateway hashes them. Only if that ends in the head which a Merkle proof
 * shows under the same provider's header do they count as proven; whether the chain keeps that
 * block is left to {@link FinalizeLane}. Nodes keep state for few blocks, so the proof is taken now
 * and believed later.
 */
public final class ObserveLane implements Stage {
  /** All of them then say the same. */
  private static final String FROM_THE_BEGINNING =
      "; if every provider says so, the lane was registered with a first block that is too high";

  /** How often a provider's chain may change before anything more is final. */
  private static final int RETREATS_MAX = 8;

  private final LaneStore store;
  private final SourceChain chain;
  private final FinalBlockCheck finalBlock;
  private final long blocksPerStepMax;
  private Optional<BlockId> retreatsSince = Optional.empty();
  private int retreats;

  public ObserveLane(
      LaneStore store, SourceChain chain, FinalBlockCheck finalBlock, long blocksPerStepMax) {
    this.store = store;
    this.chain = chain;
    this.finalBlock = finalBlock;
    this.blocksPerStepMax = blocksPerStepMax;
  }

  @Override
  public String name() {
    return "ObserveLane";
  }

  @Override
  public Step step() {
    Optional<String> halted = store.halted();
    if (halted.isPresent()) {
      return new Step.Halted(halted.get());
    }
    ObservedPosition observed = store.observed();
    ChainProvider provider = chain.provider();
    ChainTip tip = provider.tip();
    if (!standsOn(tip, observed.readThrough(), provider)) {
      return retreat(provider, tip, observed);
    }
    if (tip.block().equals(observed.readThrough()) && observed.unprovenFrom().isEmpty()) {
      return new Step.Idle("nothing after " + tip.block());
    }
    return tip.block().number() - observed.readThrough().number() > blocksPerStepMax
        ? catchUp(provider, observed, tip.block())
        : readToTip(provider, observed, tip.block());
  }

  private static boolean standsOn(ChainTip tip, BlockId block, ChainProvider provider) {
    return tip.standsOn(block) || (tip.block().number() > block.number() && isOn(provider, block));
  }

  private static boolean isOn(ChainProvider provider, BlockId block) {
    return provider.blockAt(block.number()).filter(block::equals).isPresent();
  }

  // What was seen, and is not there any more

  /**
   * Goes back to the newest proof that the provider still has. A provider that has nothing else,
   * but less, has only fallen behind.
   */
  private Step retreat(ChainProvider provider, ChainTip tip, ObservedPosition observed) {
    long height = tip.block().number();
    boolean contradicted = height >= observed.readThrough().number();
    for (BlockId kept : keptBlocks()) {
      if (height < kept.number()) {
        continue;
      }
      if (isOn(provider, kept)) {
        return contradicted
            ? retreatTo(kept, provider, observed)
            : behindOrBeyond(provider, tip, observed, kept);
      }
      contradicted = true;
    }
    return contradicted
        ? doubtFinalBlock(provider, store.finalPosition().block())
        : behind(provider, tip, observed);
  }

  /** The blocks of all proofs, the newest first, and then the final one. */
  private List<BlockId> keptBlocks() {
    return Stream.concat(
            store.proofs().stream().map(ProvenLane::block),
            Stream.of(store.finalPosition().block()))
        .toList();
  }

  /**
   * What was read through may be higher than the chain has ever been, on the word of one provider.
   * Whoever waited for the chain to come that far would wait for ever.
   */
  private Step behindOrBeyond(
      ChainProvider provider, ChainTip tip, ObservedPosition observed, BlockId kept) {
    Optional<String> beyond = finalBlock.beyondReach(observed.readThrough());
    if (beyond.isEmpty()) {
      return behind(provider, tip, observed);
    }
    String what = "%s: what was seen after %s is taken back".formatted(beyond.get(), kept);
    store.takeBack(kept, new Incident(Incident.Kind.PROVIDERS_DISAGREE, what));
    return new Step.Moved(what);
  }

  private Step behind(ChainProvider provider, ChainTip tip, ObservedPosition observed) {
    String why =
        "%s is behind: found %s, expected at least %s"
            .formatted(provider.name(), tip.block(), observed.readThrough());
    chain.turnFrom(provider.name(), why);
    return new Step.Blocked(why);
  }

  /**
   * That happens now and then. Who does nothing else is turned from: each time costs a reading and
   * an incident, which is kept for ever.
   */
  private Step retreatTo(BlockId last, ChainProvider provider, ObservedPosition observed) {
    String what =
        "%s is not on the chain of %s any more: what was seen after %s is taken back"
            .formatted(observed.readThrough(), provider.name(), last);
    store.takeBack(last, new Incident(Incident.Kind.REORG, what));
    if (isOneTooMany(store.finalPosition().block())) {
      String why = "%s: its chain changes all the time".formatted(provider.name());
      chain.turnFrom(provider.name(), why);
      return new Step.Blocked(why);
    }
    return new Step.Moved(what);
  }

  /** Since that block became final; a restart forgets. */
  private boolean isOneTooMany(BlockId last) {
    if (!retreatsSince.equals(Optional.of(last))) {
      retreatsSince = Optional.of(last);
      retreats = 0;
    }
    retreats++;
    return retreats > RETREATS_MAX;
  }

  private Step doubtFinalBlock(ChainProvider provider, BlockId last) {
    return switch (finalBlock.check(last)) {
      case FinalBlockCheck.Result.Broken(Incident incident) -> {
        store.halt(incident);
        yield new Step.Halted(incident.text());
      }
      case FinalBlockCheck.Result.Stands(String why) -> {
        chain.turnFrom(provider.name(), why);
        yield new Step.Blocked("%s is on another branch; %s".formatted(provider.name(), why));
      }
    };
  }

  // What is new

  /** A long way may be one that only this provider knows of. */
  private Step catchUp(ChainProvider provider, ObservedPosition observed, BlockId tip) {
    Optional<String> beyond = finalBlock.beyondReach(tip);
    if (beyond.isPresent()) {
      chain.turnFrom(provider.name(), beyond.get());
      return new Step.Blocked("%s: %s".formatted(provider.name(), beyond.get()));
    }
    return readOn(provider, observed);
  }

  /** A part of a long way: its logs count as seen, and are proven later. */
  private Step readOn(ChainProvider provider, ObservedPosition observed) {
    long first = observed.readThrough().number() + 1;
    AppendedPage page = provider.appended(first, first + blocksPerStepMax - 1);
    return seeUnproven(provider, observed, page, Chaining.of(observed.head(), page.logs()));
  }

  private Step seeUnproven(
      ChainProvider provider,
      ObservedPosition observed,
      AppendedPage page,
      List<Sighting> sightings) {
    if (!isOn(provider, observed.readThrough())) {
      return changed(provider);
    }
    if (sightings.size() < page.logs().size()) {
      return refuse(provider, observed, reached(observed, sightings), "the next message");
    }
    store.see(sightings, page.through(), provider.name());
    return moved(sightings, page.through());
  }

  private Step readToTip(ChainProvider provider, ObservedPosition observed, BlockId tip) {
    ProvenLane proven = provider.prove(tip);
    if (proven.outbound().equals(observed.head())) {
      store.see(List.of(), proven, provider.name());
      return new Step.Idle("nothing new through " + tip);
    }
    AppendedPage page = provider.appended(observed.readThrough().number() + 1, tip.number());
    List<Sighting> sightings = Chaining.of(observed.head(), page.logs());
    return page.through().number() < tip.number()
        ? readPart(provider, observed, page, sightings)
        : seeProven(provider, observed, page, sightings, proven);
  }

  /**
   * Where a page ends that is short of the tip, the node may still have the state. What is proven
   * there can become final while the rest is read.
   */
  private Step readPart(
      ChainProvider provider,
      ObservedPosition observed,
      AppendedPage page,
      List<Sighting> sightings) {
    return provider
        .findProof(page.through())
        .map(proven -> seeProven(provider, observed, page, sightings, proven))
        .orElseGet(() -> seeUnproven(provider, observed, page, sightings));
  }

  private Step seeProven(
      ChainProvider provider,
      ObservedPosition observed,
      AppendedPage page,
      List<Sighting> sightings,
      ProvenLane proven) {
    LaneHead reached = reached(observed, sightings);
    if (sightings.size() == page.logs().size() && reached.equals(proven.outbound())) {
      store.see(sightings, proven, provider.name());
      return moved(sightings, proven.block());
    }
    boolean oneBranch =
        page.through().equals(proven.block())
            && isOn(provider, proven.block())
            && isOn(provider, observed.readThrough());
    return oneBranch ? contradict(provider, observed, reached, proven) : changed(provider);
  }

  /**
   * What was read is of two branches, or may be, so it says nothing. That happens to honest nodes,
   * and to several behind one address; whoever it happens to all the time must not hold the lane.
   */
  private Step changed(ChainProvider provider) {
    String why = provider.name() + ": its chain changed while it was read";
    chain.turnFrom(provider.name(), why);
    return new Step.Blocked(why);
  }

  /**
   * Its own header proves that the provider's logs are not what the gateway appended. Too few may
   * be a node that lags behind itself; others than there are is something that no honest node says.
   */
  private Step contradict(
      ChainProvider provider, ObservedPosition observed, LaneHead reached, ProvenLane proven) {
    boolean others = reached.nonce() >= proven.outbound().nonce();
    boolean byItAlone =
        observed.unprovenFrom().stream().allMatch(name -> name.equals(provider.name()));
    if (others && byItAlone) {
      DisprovedAnswer disproved =
          new DisprovedAnswer(
              provider.name(), observed.readThrough(), observed.head(), reached, proven);
      chain.quarantine(disproved);
      forgetUnproven(observed, Incident.Kind.PROVIDER_DISPROVED, disproved.toString());
      return new Step.Moved(disproved.toString());
    }
    return refuse(provider, observed, reached, "message " + proven.outbound().nonce());
  }

  private Step refuse(
      ChainProvider provider, ObservedPosition observed, LaneHead reached, String expected) {
    String why =
        "%s: its logs after %s end at message %d, expected %s%s"
            .formatted(
                provider.name(),
                observed.readThrough(),
                reached.nonce(),
                expected,
                observed.head().nonce() == 0 ? FROM_THE_BEGINNING : "");
    chain.turnFrom(provider.name(), why);
    forgetUnproven(observed, Incident.Kind.PROVIDERS_DISAGREE, why);
    return new Step.Blocked(why);
  }

  /** Nobody knows which of the providers since the last proof was wrong, so all is read again. */
  private void forgetUnproven(ObservedPosition observed, Incident.Kind kind, String why) {
    if (!observed.unprovenFrom().isEmpty()) {
      store.forgetUnproven(new Incident(kind, why));
    }
  }

  private static LaneHead reached(ObservedPosition observed, List<Sighting> sightings) {
    return sightings.isEmpty() ? observed.head() : sightings.getLast().head();
  }

  private static Step moved(List<Sighting> sightings, BlockId through) {
    return new Step.Moved("%d messages seen through %s".formatted(sightings.size(), through));
  }
}
