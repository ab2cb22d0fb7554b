package io.lockstep.app.bench.crypto;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Bouncy Castle's own sum of t products, which none of our code has a part in. It tells a slow
 * machine, or a busy one, from slow code.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReferenceBenchmark {
  private static final ECPoint GENERATOR = CustomNamedCurves.getByName("secp256k1").getG();

  private ECPoint[] multiples;
  private ECPoint[] points;
  private BigInteger[] factors;

  @Setup
  public void draw(HeldQuorum quorum) {
    factors =
        Stream.generate(() -> new BigInteger(255, HeldQuorum.RANDOM))
            .limit(quorum.signers().size())
            .toArray(BigInteger[]::new);
    multiples =
        Stream.of(factors)
            .map(factor -> GENERATOR.multiply(factor).normalize())
            .toArray(ECPoint[]::new);
  }

  /** Bouncy Castle remembers what it has computed of a point, so they are new ones each time. */
  @Setup(Level.Invocation)
  public void renewPoints() {
    points =
        Stream.of(multiples)
            .map(point ->
                GENERATOR
                    .getCurve()
                    .createPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()))
            .toArray(ECPoint[]::new);
  }

  @Benchmark
  public ECPoint reference() {
    return ECAlgorithms.sumOfMultiplies(points, factors);
  }
}
