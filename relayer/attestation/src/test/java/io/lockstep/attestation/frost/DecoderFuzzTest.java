package io.lockstep.attestation.frost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Bytes;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes arrive, a decoder answers with a value or with the package's own exception, and a
 * value that it accepts writes the very same bytes again: there is one way to write each.
 */
class DecoderFuzzTest {
  private static final int ROUNDS = 5_000;

  /**
   * A decoder under test.
   *
   * @param valid what it accepts, for mutations to start from
   * @param recode decodes and encodes again
   */
  record Decoder(String name, List<Bytes> valid, UnaryOperator<Bytes> recode) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Decoder> decoders() {
    List<KeyPackage> keys = TrustedDealer.split(2, 4, Seed.next().random());
    Quorum quorum = Quorum.of(keys, Bytes.EMPTY);
    List<SigningCommitment> commitments =
        quorum.nonces().stream().map(SigningNonces::commitment).toList();
    return Stream.of(
        new Decoder(
            "identifier",
            keys.stream().map(key -> key.identifier().encode()).toList(),
            b -> Identifier.decode(b).encode()),
        new Decoder(
            "commitment",
            commitments.stream().map(SigningCommitment::encode).toList(),
            b -> SigningCommitment.decode(b).encode()),
        new Decoder(
            "commitment list",
            IntStream.rangeClosed(1, commitments.size())
                .mapToObj(n -> new CommitmentList(commitments.subList(0, n)).encode())
                .toList(),
            b -> CommitmentList.decode(b).encode()),
        new Decoder(
            "signature share",
            quorum.shares().stream().map(SignatureShare::encode).toList(),
            b -> SignatureShare.decode(b).encode()),
        new Decoder(
            "public key package",
            List.of(keys.getFirst().publicKeys().encode()),
            b -> PublicKeyPackage.decode(b).encode()),
        new Decoder(
            "secret",
            keys.stream().map(key -> Bytes.copyOf(key.secretShare().reveal())).toList(),
            b -> Bytes.copyOf(SecretScalar.decode(b.toArray()).reveal())));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void noiseIsRefusedOrReadExactly(Decoder decoder) {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int i = 0; i < ROUNDS; i++) {
      isReadExactly(decoder, Bytes.copyOf(Mutation.noise(random, 300)), seed);
    }
  }

  /** Noise is hardly ever as long as it must be, so here it is. */
  @ParameterizedTest
  @MethodSource("decoders")
  void noiseOfTheRightLengthIsRefusedOrReadExactly(Decoder decoder) {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[decoder.valid().get(i % decoder.valid().size()).length()];
      random.nextBytes(bytes);
      isReadExactly(decoder, Bytes.copyOf(bytes), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedBytesAreRefusedOrReadExactly(Decoder decoder) {
    Seed seed = Seed.next();
    Random random = seed.random();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] valid = decoder.valid().get(i % decoder.valid().size()).toArray();
      if (isReadExactly(decoder, Bytes.copyOf(Mutation.of(valid, random)), seed)) {
        accepted++;
      }
    }
    assertThat(accepted).as("accepted of %d, %s", ROUNDS, seed).isBetween(100, ROUNDS - 100);
  }

  /** Whether it was accepted. A refusal by any other exception fails the test. */
  private static boolean isReadExactly(Decoder decoder, Bytes input, Seed seed) {
    Bytes output;
    try {
      output = decoder.recode().apply(input);
    } catch (FrostException e) {
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("%s, input %s".formatted(seed, input), e);
    }
    assertThat(output).as("%s", seed).isEqualTo(input);
    return true;
  }
}
