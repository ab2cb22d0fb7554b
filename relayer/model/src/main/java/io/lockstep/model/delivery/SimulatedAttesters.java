package io.lockstep.model.delivery;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.Attestation;
import io.lockstep.core.domain.delivery.KeptRuling;
import io.lockstep.core.domain.delivery.RulingAnswer;
import io.lockstep.core.port.Attesters;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Attesters of one lane, as one that signs what is asked of it, as far as it has come itself. Its
 * signatures are not worth anything: the gateway of this world looks at epoch and head alone.
 */
public final class SimulatedAttesters implements Attesters {
  /** The base point of secp256k1, and 1: some signature. */
  private static final FrostSignature SIGNATURE =
      new FrostSignature(
          new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16),
          new BigInteger("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", 16),
          BigInteger.ONE);

  private final LaneId lane;
  private final SortedSet<Long> held = new TreeSet<>();
  private final Map<Long, Decision> rulings = new HashMap<>();
  private LongSupplier proven = () -> Long.MAX_VALUE;
  private Optional<String> silent = Optional.empty();
  private int asked;

  public SimulatedAttesters(LaneId lane) {
    this.lane = lane;
  }

  public void hold(long nonce) {
    held.add(nonce);
  }

  public void decide(long nonce, Decision decision) {
    rulings.put(nonce, decision);
  }

  /** How far they have proven the destination to be. */
  public void haveProven(LongSupplier executed) {
    proven = executed;
  }

  /** They do not sign, for that reason. */
  public void fallSilent(Optional<String> why) {
    silent = why;
  }

  /** How often they were asked for a checkpoint. */
  public int asked() {
    return asked;
  }

  @Override
  public Attestation attest(long keyEpoch, long from, long nonce, LongFunction<Hash32> head) {
    asked++;
    if (silent.isPresent()) {
      return new Attestation.NotSigned(silent.get());
    }
    if (from > proven.getAsLong()) {
      return new Attestation.FromAhead(
          proven.getAsLong(), "executed is proven through message " + proven.getAsLong());
    }
    return new Attestation.Signed(checkpoint(lane, keyEpoch, from, nonce, head.apply(nonce), held));
  }

  /** A checkpoint as the gateway of this world takes it. */
  public static KeptCheckpoint checkpoint(
      LaneId lane, long keyEpoch, long from, long nonce, Hash32 head, SortedSet<Long> held) {
    long[] within =
        held.stream().filter(one -> one > from && one <= nonce).mapToLong(one -> one).toArray();
    Checkpoint checkpoint = new Checkpoint(lane, from, nonce, head, Holds.of(within), keyEpoch);
    Hash32 digest = Keccak256.ofText(checkpoint.toString());
    return new KeptCheckpoint(checkpoint, digest, SIGNATURE);
  }

  @Override
  public RulingAnswer rule(long keyEpoch, long nonce, Hash32 messageHash) {
    return Optional.ofNullable(rulings.get(nonce))
        .<RulingAnswer>map(decision ->
            new RulingAnswer.Ruled(
                new KeptRuling(
                    new Ruling(lane, nonce, messageHash, decision, keyEpoch), SIGNATURE)))
        .orElse(new RulingAnswer.NotRuled("nobody has decided"));
  }
}
