package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Keccak256;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The steps of one signature, with as many signers as the threshold. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrostBenchmark {
  /** As long as the digests that attesters sign. */
  static final Bytes MESSAGE = Keccak256.ofText("a checkpoint").bytes();

  /** Round one: a pair of nonces and what is published of it. */
  @Benchmark
  public SigningNonces commit(HeldQuorum quorum) {
    return SigningNonces.generate(SignersTurn.signer(quorum), HeldQuorum.RANDOM);
  }

  /** From the bytes of a list of commitments to its points, with a square root for each. */
  @Benchmark
  public CommitmentList decodeList(CoordinatorsTurn turn) {
    return CommitmentList.decode(turn.encoded());
  }

  /** Round two: from a decoded list of commitments and a message to one signer's share. */
  @Benchmark
  public SignatureShare share(HeldQuorum quorum, SignersTurn turn) {
    return SigningRound.of(quorum.publicKeys(), turn.commitments(), MESSAGE)
        .sign(SignersTurn.signer(quorum), turn.nonces());
  }

  /**
   * All that a coordinator computes: from a decoded list of commitments, a message and the shares
   * to a signature that it has verified.
   */
  @Benchmark
  public Aggregation aggregateVerify(HeldQuorum quorum, CoordinatorsTurn turn) {
    return SigningRound.of(quorum.publicKeys(), turn.commitments(), MESSAGE)
        .aggregate(turn.shares());
  }
}
