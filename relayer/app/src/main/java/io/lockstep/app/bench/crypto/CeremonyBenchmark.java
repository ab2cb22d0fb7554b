package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole key ceremony, of all its participants one after the other on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CeremonyBenchmark {
  @Param({"3-of-4", "5-of-7", "9-of-13"})
  public String quorum;

  private QuorumSize size;
  private LocalCeremony ceremony;

  /** Identities are older than a ceremony. */
  @Setup
  public void invite() {
    size = QuorumSize.parse(quorum);
    ceremony = LocalCeremony.among(size.participants(), new SecureRandom());
  }

  @Benchmark
  public List<CertifiedKey> ceremony() {
    return ceremony.newKey(size.threshold(), 1);
  }
}
