package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.simulation.Names;
import io.lockstep.attestation.attester.Refusal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What was counted in all rounds of a run. */
final class Findings {
  /** Each must stay at zero. An attester is sound while it is honest and was never deceived. */
  enum Broken {
    /** Shares of a sound attester over two heads of one message. */
    EQUIVOCATIONS,
    /** A signature of the quorum over what the source chain had not made final. */
    WRONGLY_SIGNED,
    /** The coordinator's signature is none. */
    INVALID_SIGNATURES,
    /** A share of a sound attester over what the source chain had not made final. */
    UNFOUNDED_SHARES,
    /** A share whose head, or whose commitment, is not on its attester's record. */
    UNRECORDED_SHARES,
    /** A signature without a hold of n − t + 1 sound attesters. */
    HOLDS_DROPPED,
    /** A share of a restored copy, or before n − t + 1 peers were heard since the start. */
    SIGNED_WHILE_FENCED,
    /** A share that follows from a forgery, or of a lane that its attester has halted. */
    SIGNED_AFTER_CONTRADICTION,
    /** A commitment with shares over two sessions. */
    NONCE_REUSE,
    /** A sound attester that knows of a forgery, and has not halted both lanes. */
    NOT_HALTED,
    /** A sound attester that halted, where nothing was forged. */
    HALTED_WITHOUT_CAUSE,
    /** A final message without a signature, although t sound attesters had all the time. */
    NOT_SIGNED_AGAIN;

    String field() {
      return Names.camelCase(name());
    }
  }

  /** Only told. */
  enum Count {
    MESSAGES,
    EXECUTED,
    CHECKPOINTS,
    SIGNED_AGAIN,
    DECEIVED,
    DECEIVED_SHARES,
    HALTED
  }

  private final Map<Broken, Integer> broken = new EnumMap<>(Broken.class);
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Map<Refusal.Reason, Integer> refusals = new EnumMap<>(Refusal.Reason.class);
  private final Map<Fault, Integer> faults = new HashMap<>();
  private OptionalLong firstBrokenSeed = OptionalLong.empty();
  private int rounds;

  void add(Broken what) {
    broken.merge(what, 1, Integer::sum);
  }

  void add(Count what) {
    add(what, 1);
  }

  void add(Count what, long times) {
    counts.merge(what, times, Long::sum);
  }

  void add(Refusal.Reason reason) {
    refusals.merge(reason, 1, Integer::sum);
  }

  void add(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** A round has ended. */
  void ended(long seed) {
    rounds++;
    if (!broken.isEmpty() && firstBrokenSeed.isEmpty()) {
      firstBrokenSeed = OptionalLong.of(seed);
    }
  }

  int rounds() {
    return rounds;
  }

  /** The seed of the first round in which something broke. */
  OptionalLong firstBrokenSeed() {
    return firstBrokenSeed;
  }

  int of(Broken what) {
    return broken.getOrDefault(what, 0);
  }

  long of(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  int of(Fault fault) {
    return faults.getOrDefault(fault, 0);
  }

  boolean nothingIsBroken() {
    return broken.isEmpty();
  }

  List<Fault> neverHappened() {
    return Fault.ALL.stream().filter(fault -> of(fault) == 0).toList();
  }

  Map<String, Integer> faultsByName() {
    Map<String, Integer> named = new LinkedHashMap<>();
    Fault.ALL.forEach(fault -> named.put(Names.camelCase(fault.name()), of(fault)));
    return named;
  }

  Map<String, Integer> refusalsByName() {
    Map<String, Integer> named = new LinkedHashMap<>();
    for (Refusal.Reason reason : Refusal.Reason.values()) {
      named.put(Names.camelCase(reason.name()), refusals.getOrDefault(reason, 0));
    }
    return named;
  }
}
