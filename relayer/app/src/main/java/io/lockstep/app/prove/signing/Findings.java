package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.simulation.Names;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was counted in all worlds of a run. */
final class Findings {
  /** Each must stay at zero. */
  enum Broken {
    /** A commitment with shares over two sessions. */
    NONCE_REUSE("nonceReuse"),
    /** A share that left before its commitment was on record. */
    UNRECORDED_SHARE("unrecordedShare"),
    /** Somebody honest was blamed, or with evidence that proves nothing. */
    WRONG_BLAME("wrongBlame"),
    /** No signature, although t honest signers could be reached. */
    FAILED_WITH_QUORUM("failedWithQuorum"),
    INVALID_SIGNATURE("invalidSignature"),
    /** More sessions than n − t + 1 and those that ended in a refusal. */
    OVER_BOUND("overBound"),
    /** A coordinator put a commitment into two sessions. */
    COMMITMENT_IN_TWO_SESSIONS("commitmentInTwoSessions");

    private final String field;

    Broken(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /** Only told. */
  enum Count {
    WORLDS,
    SESSIONS_OPENED,
    BLAMED,
    REFUSED,
    REPEATED_REQUESTS,
    DISREGARDED
  }

  private final Map<Broken, Integer> broken = new EnumMap<>(Broken.class);
  private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
  private final Map<Fault, Integer> faults = new HashMap<>();
  private int signed;

  void add(Broken what) {
    broken.merge(what, 1, Integer::sum);
  }

  void add(Count what) {
    counts.merge(what, 1, Integer::sum);
  }

  void add(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  void addSigned() {
    signed++;
  }

  int signed() {
    return signed;
  }

  int of(Broken what) {
    return broken.getOrDefault(what, 0);
  }

  int of(Count what) {
    return counts.getOrDefault(what, 0);
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
}
