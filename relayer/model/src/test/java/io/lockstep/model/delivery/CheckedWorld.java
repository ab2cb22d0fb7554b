package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static io.lockstep.model.delivery.DeliveryScene.OTHER_LANE;
import static io.lockstep.model.delivery.DeliveryScene.SIGNER;

import io.lockstep.core.Failure;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.ActiveEpochs;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.GatewayCall;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.policy.delivery.BatchPolicy;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.policy.delivery.RetryPolicy;
import io.lockstep.core.stage.Stage;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Two relayers, the lanes that they deliver, and everything that may happen to them. */
final class CheckedWorld {
  private static final Signer STRANGER = DeliveryScene.signer(3);
  private static final int ROUNDS_MAX = 40;
  private static final Duration BACK_OFF = Duration.ofHours(1);

  /** How often a wait of that length may pass among everything else. */
  private static final int WAITS_MAX = 1;

  private static final Instant DEADLINE = DeliveryScene.START.plus(Duration.ofDays(1));
  private static final Instant LATER = DEADLINE.plus(Duration.ofDays(1));

  /** More than any step does. */
  private static final int EFFECTS_MAX = 40;

  /** Something that may happen. */
  record Action(String name, Runnable run, boolean isStale) {}

  private final Scope scope;
  private final Mutation mutation;
  private final DeliveryScene scene;
  private final Set<Hash32> strangers = new HashSet<>();
  private SortedMap<String, Map<String, Lease>> beliefs = new TreeMap<>();
  private List<Message> source;
  private int sourceFinal;
  private int faults;
  private int takeOvers;
  private int waits;
  private boolean refunded;
  private int effects;

  CheckedWorld(Scope scope, Mutation mutation) {
    this.scope = scope;
    this.mutation = mutation;
    this.scene =
        scope.otherMessages() == 0 ? new DeliveryScene(LANE) : new DeliveryScene(LANE, OTHER_LANE);
    scene.batches = new BatchPolicy(1, Duration.ZERO, 2, 4);
    scene.checkpointMessagesMax = 2;
    scene.retries = new RetryPolicy(BACK_OFF, BACK_OFF, 3);
    scene.fees = new FeePolicy(false, 100_000, 1, 10, Duration.ofDays(10_000));
    source = scope.deadline() ? List.of(due()) : SampleMessages.of(1, scope.messages());
    sourceFinal = scope.sourceMoves() ? scope.messages() - 1 : scope.messages();
    faults = scope.faults();
    takeOvers = scope.takeOvers();
    keepLog();
    if (scope.otherMessages() > 0) {
      scene.send(OTHER_LANE, scope.otherMessages());
    }
    if (scope.held()) {
      if (!mutation.dropsHolds()) {
        scene.attesters(LANE).hold(scope.messages());
      }
      scene.attesters(LANE).decide(scope.messages(), Decision.DELIVER);
    }
    beliefs.put("a", new HashMap<>());
    beliefs.put("b", new HashMap<>());
    leaseNames().forEach(name -> take("a", name));
    mutation.prepare(scene);
  }

  private static Message due() {
    Message sample = SampleMessages.of(1);
    return new Message(sample.route(), DEADLINE.getEpochSecond(), sample.payload());
  }

  DeliveryScene scene() {
    return scene;
  }

  Scope scope() {
    return scope;
  }

  List<Message> source() {
    return source;
  }

  boolean isStrangers(SimulatedTransaction transaction) {
    return strangers.contains(transaction.hash());
  }

  // Its state

  Situation situation() {
    SortedMap<String, Map<String, Lease>> copy = new TreeMap<>();
    beliefs.forEach((name, leases) -> copy.put(name, Map.copyOf(leases)));
    return new Situation(
        scene.database.rows(),
        scene.chain.state(),
        copy,
        source,
        sourceFinal,
        faults,
        takeOvers,
        waits,
        refunded);
  }

  void restore(Situation situation) {
    scene.database.restore(situation.rows());
    scene.chain.restore(situation.chain());
    beliefs = new TreeMap<>();
    situation.beliefs().forEach((name, leases) -> beliefs.put(name, new HashMap<>(leases)));
    source = situation.source();
    sourceFinal = situation.sourceFinal();
    faults = situation.faults();
    takeOvers = situation.takeOvers();
    waits = situation.waits();
    refunded = situation.refunded();
    scene.clock.set(DeliveryScene.START.plus(BACK_OFF.multipliedBy(waits)));
  }

  private void passTime() {
    waits++;
    scene.clock.pass(BACK_OFF);
  }

  /** Whether a revert was so lately that nothing is tried again before time passes. */
  private boolean isBackingOff() {
    return scene.database.rows().submissions().stream()
        .filter(row -> row.submission().state() instanceof IntentState.Reverted)
        .anyMatch(row -> row.endedAt().orElseThrow().plus(BACK_OFF).isAfter(scene.clock.instant()));
  }

  private List<String> leaseNames() {
    List<String> names = new ArrayList<>();
    scene.lanes.forEach(lane -> names.add(Lease.nameOf(lane)));
    names.add(SIGNER.leaseName());
    return names;
  }

  private void take(String relayer, String name) {
    Objects.requireNonNull(beliefs.get(relayer)).put(name, scene.database.take(name, relayer));
  }

  private void keepLog() {
    int known = mutation.attestsTheTip() ? source.size() : sourceFinal;
    scene.send(LANE, source.subList(0, known));
  }

  // What may happen

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    beliefs.keySet().forEach(name -> addSteps(actions, name));
    addEvents(actions);
    if (takeOvers > 0) {
      addTakeOvers(actions);
    }
    if (faults > 0) {
      addFaults(actions);
    }
    return actions;
  }

  private void addSteps(List<Action> actions, String name) {
    for (LaneId lane : scene.lanes) {
      String of = name + (lane.equals(LANE) ? ": first lane: " : ": second lane: ");
      String leased = Lease.nameOf(lane);
      addStep(actions, of + "attest", () -> relayer(name).attest(lane), name, leased);
      addStep(actions, of + "confirm", () -> relayer(name).confirm(lane), name, leased);
      addSending(actions, of + "submit", () -> relayer(name).submit(lane), name, leased);
      if (scope.held() || scope.deadline()) {
        addSending(actions, of + "resolve", () -> relayer(name).resolve(lane), name, leased);
      }
    }
    addStep(actions, name + ": track", () -> relayer(name).track(), name, SIGNER.leaseName());
  }

  private void addSending(
      List<Action> actions, String name, Supplier<Stage> stage, String by, String leased) {
    addStep(actions, name, stage, by, leased, SIGNER.leaseName());
    if (faults > 0) {
      scene.chain.answer(this::takeWithoutAnswer);
      addStep(
          actions,
          name + ", no answer",
          stage,
          () -> faults--,
          by,
          List.of(leased, SIGNER.leaseName()));
      scene.chain.answer(_ -> Optional.empty());
    }
  }

  private Optional<Broadcast> takeWithoutAnswer(SimulatedTransaction transaction) {
    scene.chain.take(transaction);
    return Optional.of(new Broadcast.Unknown("timed out"));
  }

  private void addStep(
      List<Action> actions, String name, Supplier<Stage> stage, String by, String... leases) {
    addStep(actions, name, stage, () -> {}, by, List.of(leases));
  }

  /**
   * A whole step, and the same step cut off by a crash after each of its effects but the last. A
   * step that changes nothing leads nowhere, and is left out.
   */
  private void addStep(
      List<Action> actions,
      String name,
      Supplier<Stage> stage,
      Runnable cost,
      String by,
      List<String> leases) {
    Map<String, Lease> held = Objects.requireNonNull(beliefs.get(by));
    if (!held.keySet().containsAll(leases)) {
      return;
    }
    boolean isStale = leases.stream().anyMatch(lease -> !isCurrent(held, lease));
    Situation before = situation();
    int whole = addOutcome(actions, name, stage, cost, EFFECTS_MAX, before, isStale);
    for (int i = 1; i < whole; i++) {
      addOutcome(actions, name + ", crash after effect " + i, stage, cost, i, before, isStale);
    }
  }

  private boolean isCurrent(Map<String, Lease> held, String lease) {
    return Objects.equals(held.get(lease), scene.database.rows().leases().get(lease));
  }

  /** Takes the step at once, and keeps what has come of it. */
  private int addOutcome(
      List<Action> actions,
      String name,
      Supplier<Stage> stage,
      Runnable cost,
      int crashAfter,
      Situation before,
      boolean isStale) {
    try {
      step(stage, crashAfter);
    } catch (IllegalStateException e) {
      actions.add(
          new Action(
              name,
              () -> {
                throw e;
              },
              false));
      restore(before);
      return 0;
    }
    if (!scene.database.rows().equals(before.rows())
        || !scene.chain.state().equals(before.chain())) {
      cost.run();
      Situation after = situation();
      actions.add(new Action(name, () -> restore(after), isStale));
    }
    restore(before);
    return effects;
  }

  private void step(Supplier<Stage> stage, int crashAfter) {
    scene.effects.crashAfter(crashAfter);
    try {
      stage.get().step();
    } catch (Crash _) {
      // What was done stays done.
    } catch (Failure _) {
      // The loop tries again.
    } finally {
      effects = scene.effects.done();
      scene.effects.neverCrash();
    }
  }

  private Relayer relayer(String name) {
    Map<String, Lease> held = Objects.requireNonNull(beliefs.get(name));
    Map<LaneId, Lease> lanes = new HashMap<>();
    for (LaneId lane : scene.lanes) {
      lanes.put(lane, lease(held, Lease.nameOf(lane), name));
    }
    return new Relayer(scene, lanes, SIGNER, lease(held, SIGNER.leaseName(), name));
  }

  private static Lease lease(Map<String, Lease> held, String lease, String holder) {
    return held.getOrDefault(lease, new Lease(lease, holder, 0));
  }

  private void addEvents(List<Action> actions) {
    SimulatedDestination chain = scene.chain;
    if (chain.canMine()) {
      actions.add(event("a block is mined", chain::mine));
    }
    if (waits < WAITS_MAX && isBackingOff()) {
      actions.add(event("time passes", this::passTime));
    }
    actions.add(event("the destination is proven", scene::prove));
    if (chain.state().blocks().size() - 1 > chain.state().finalHeight()) {
      actions.add(event("the newest block is final", chain::makeFinal));
    }
    if (scope.deadline() && !isPastDeadline()) {
      actions.add(event("the deadline passes at the destination", () -> chain.passTo(LATER)));
    }
    if (scope.deadline() && !refunded && mutation.refunds(chain.state())) {
      actions.add(event("the source refunds", () -> refunded = true));
    }
    if (sourceFinal < source.size()) {
      actions.add(
          event(
              "the source is final",
              () -> {
                sourceFinal = source.size();
                keepLog();
              }));
    }
  }

  private boolean isPastDeadline() {
    return scene.chain.state().time().equals(LATER);
  }

  private void addTakeOvers(List<Action> actions) {
    for (String relayer : beliefs.keySet()) {
      actions.add(
          event(
              relayer + " takes over the lanes",
              () -> {
                takeOvers--;
                scene.lanes.forEach(lane -> take(relayer, Lease.nameOf(lane)));
              }));
      actions.add(
          event(
              relayer + " takes over the signer",
              () -> {
                takeOvers--;
                take(relayer, SIGNER.leaseName());
              }));
    }
  }

  private void addFaults(List<Action> actions) {
    SimulatedDestination chain = scene.chain;
    if (!chain.state().pool().isEmpty()) {
      actions.add(fault("the pool is lost", chain::losePool));
    }
    if (chain.state().blocks().size() - 1 > chain.state().finalHeight()) {
      actions.add(fault("the newest block vanishes", chain::reorg));
    }
    if (sourceFinal < source.size()) {
      actions.add(fault("the source's newest message is another", this::reorgSource));
    }
    foreign()
        .ifPresent(
            call -> actions.add(fault("somebody else delivers", () -> deliverAsStranger(call))));
    actions.add(fault("the key is used elsewhere", this::useKeyElsewhere));
    if (chain.state().epochs().signing() == 1) {
      actions.add(fault("the key epoch ends", () -> chain.rotate(new ActiveEpochs(2, Set.of(2L)))));
    }
  }

  private static Action event(String name, Runnable run) {
    return new Action(name, run, false);
  }

  private Action fault(String name, Runnable run) {
    return event(
        name,
        () -> {
          faults--;
          run.run();
        });
  }

  private void reorgSource() {
    List<Message> replaced = new ArrayList<>(source);
    replaced.set(source.size() - 1, SampleMessages.of(1_000));
    source = List.copyOf(replaced);
  }

  /** Anybody can carry the lane forward with a checkpoint that is public. */
  private Optional<GatewayCall> foreign() {
    LaneHead executed = scene.executed(LANE);
    Set<Long> epochs = scene.chain.state().epochs().accepted();
    return scene.database.row(LANE).checkpoints().stream()
        .filter(kept -> epochs.contains(kept.checkpoint().keyEpoch()))
        .filter(kept -> kept.checkpoint().nonce() > executed.nonce())
        .filter(kept -> kept.checkpoint().from() <= executed.nonce())
        .findFirst()
        .map(kept -> wholeOf(kept, executed));
  }

  private GatewayCall wholeOf(KeptCheckpoint kept, LaneHead executed) {
    List<Message> messages =
        scene.database.row(LANE).log().stream()
            .skip(executed.nonce())
            .limit(kept.checkpoint().nonce() - executed.nonce())
            .map(message -> message.message())
            .toList();
    return new GatewayCall.Deliver(kept, executed.nonce() + 1, Runs.of(messages), List.of());
  }

  private void deliverAsStranger(GatewayCall call) {
    long nonce = scene.chain.state().tip().nonce(STRANGER);
    SimulatedSigner stranger = scene.key(STRANGER);
    SignedTransaction signed = stranger.sign(call, nonce, 1_000_000, new Fees.Dynamic(50, 1));
    scene.chain.mineForeign(stranger.read(signed.bytes()));
  }

  private void useKeyElsewhere() {
    long nonce = scene.chain.state().tip().nonce(SIGNER);
    SimulatedSigner key = scene.key(SIGNER);
    SignedTransaction signed = key.empty(nonce, new Fees.Dynamic(77, 7));
    strangers.add(signed.hash());
    scene.chain.mineForeign(key.read(signed.bytes()));
  }

  // What comes of it when nothing goes wrong any more

  /** One round of a fair schedule, in which everybody gets a turn. */
  void fairRound(String name) {
    if (sourceFinal < source.size()) {
      sourceFinal = source.size();
      keepLog();
    }
    for (LaneId lane : scene.lanes) {
      step(() -> relayer(name).attest(lane), EFFECTS_MAX);
      step(() -> relayer(name).confirm(lane), EFFECTS_MAX);
    }
    step(() -> relayer(name).track(), EFFECTS_MAX);
    for (LaneId lane : scene.lanes) {
      step(() -> relayer(name).submit(lane), EFFECTS_MAX);
      step(() -> relayer(name).resolve(lane), EFFECTS_MAX);
    }
    if (scene.chain.canMine()) {
      scene.chain.mine();
    }
    passTime();
    scene.prove();
    if (scene.chain.state().blocks().size() - 1 > scene.chain.state().finalHeight()) {
      scene.chain.makeFinal();
      scene.prove();
    }
  }

  /** The relayer that is left has every lease. */
  void leaveOnly(String relayer) {
    leaseNames().forEach(name -> take(relayer, name));
  }

  int roundsMax() {
    return ROUNDS_MAX;
  }

  /** What is not done, if anything is left. */
  Optional<String> leftOver() {
    for (LaneId lane : scene.lanes) {
      Rows.LaneRow row = scene.database.row(lane);
      int messages = lane.equals(LANE) ? scope.messages() : scope.otherMessages();
      if (scene.executed(lane).nonce() != messages) {
        return Optional.of(
            "executed: found %s, expected message %d".formatted(scene.executed(lane), messages));
      }
      if (row.delivered().nonce() != messages) {
        return Optional.of(
            "delivered: found %s, expected message %d".formatted(row.delivered(), messages));
      }
      if (row.outcomes().values().stream().anyMatch(outcome -> !outcome.outcome().isSettled())) {
        return Optional.of("outcomes: found %s, expected settled ones".formatted(row.outcomes()));
      }
    }
    if (scene.chain.state().tip().gateway().standings().values().stream()
        .anyMatch(standing -> standing != SimulatedGateway.Standing.VOIDED)) {
      return Optional.of("found a message that is executed, and neither delivered nor voided");
    }
    return scene.database.rows().submissions().stream()
        .map(Rows.SubmissionRow::submission)
        .filter(submission -> submission.isLive() || submission.isOpen())
        .findFirst()
        .map(submission ->
            "%s: found %s, %s, expected it to have ended"
                .formatted(submission, submission.state(), submission.transaction()));
  }
}
