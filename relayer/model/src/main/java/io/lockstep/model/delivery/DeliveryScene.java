package io.lockstep.model.delivery;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.policy.delivery.BatchPolicy;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.core.policy.delivery.GasUse;
import io.lockstep.core.policy.delivery.RetryPolicy;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lanes that end on one chain, with everything that delivers them. */
public final class DeliveryScene {
  public static final LaneId LANE = LaneId.fromHex("0x" + "1a".repeat(32));
  public static final LaneId OTHER_LANE = LaneId.fromHex("0x" + "2b".repeat(32));
  public static final Signer SIGNER = signer(1);
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final SettableClock clock = new SettableClock(START);
  final Effects effects = new Effects();
  final InMemoryDelivery database = new InMemoryDelivery(clock, effects);
  final SwitchedPauses pauses = new SwitchedPauses();
  final Map<Signer, SimulatedSigner> signers = new HashMap<>();
  final Map<LaneId, SimulatedAttesters> attesters = new HashMap<>();
  final List<LaneId> lanes;
  final SimulatedDestination chain;

  InstantSource stageClock = clock;
  Wiring wiring = new Wiring() {};
  int checkpointMessagesMax = 4;
  BatchPolicy batches = new BatchPolicy(4, Duration.ofMillis(100), 2, 4);
  GasPlan gas = new GasPlan(GasUse.MEASURED, 16_700_000, GasPlan.BYTES_MAX);
  FeePolicy fees = new FeePolicy(false, 1_000, 1, 10, Duration.ofSeconds(30));
  RetryPolicy retries = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), 3);
  Duration rebroadcastAfter = Duration.ZERO;

  public DeliveryScene(LaneId... lanes) {
    this.lanes = List.of(lanes);
    List.of(SIGNER, signer(2), signer(3))
        .forEach(signer -> signers.put(signer, new SimulatedSigner(signer)));
    this.chain =
        new SimulatedDestination(
            this.lanes.stream().collect(Collectors.toSet()), signers.values(), START, effects);
    BlockId first = chain.state().blocks().getFirst().id();
    for (LaneId lane : lanes) {
      database.register(lane, first);
      attesters.put(lane, new SimulatedAttesters(lane));
    }
  }

  public static Signer signer(int number) {
    return new Signer(ChainId.of(7), Address.fromHex("0x" + "%02x".formatted(number).repeat(20)));
  }

  public SettableClock clock() {
    return clock;
  }

  public Effects effects() {
    return effects;
  }

  public InMemoryDelivery database() {
    return database;
  }

  public SwitchedPauses pauses() {
    return pauses;
  }

  public SimulatedDestination chain() {
    return chain;
  }

  public SimulatedAttesters attesters(LaneId lane) {
    return Objects.requireNonNull(attesters.get(lane));
  }

  SimulatedSigner key(Signer signer) {
    return Objects.requireNonNull(signers.get(signer));
  }

  /** The lane holds so many messages, all final. */
  public void send(LaneId lane, int count) {
    send(lane, SampleMessages.of(1, count));
  }

  public void send(LaneId lane, List<Message> messages) {
    database.makeFinal(lane, finalMessages(messages));
  }

  List<FinalMessage> finalMessages(List<Message> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            i -> new FinalMessage(i + 1, messages.get(i), messages.get(i).hash(), clock.instant()))
        .toList();
  }

  /** What observing and finalizing the paired lanes would make known now. */
  public void prove() {
    lanes.forEach(lane -> database.prove(lane, chain.executed(lane)));
  }

  /** A block with all that waits, and what its proof makes known. */
  public void mineAndProve() {
    chain.mine();
    prove();
  }

  public LaneHead executed(LaneId lane) {
    return chain.executed(lane).newest();
  }

  /** A process that has taken over every lease. */
  public Relayer relayer(String name) {
    return relayer(name, SIGNER);
  }

  public Relayer relayer(String name, Signer signer) {
    Map<LaneId, Lease> leases = new HashMap<>();
    lanes.forEach(lane -> leases.put(lane, database.take(Lease.nameOf(lane), name)));
    return new Relayer(this, leases, signer, database.take(signer.leaseName(), name));
  }
}
