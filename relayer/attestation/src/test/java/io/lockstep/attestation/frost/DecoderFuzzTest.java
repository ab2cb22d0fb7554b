package io.lockstep.attestation.frost;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import io.lockstep.testkit.Seed;
import java.util.List;
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

  static Stream<DecoderFuzz> decoders() {
    List<KeyPackage> keys = TrustedDealer.split(2, 4, Seed.next().random());
    Quorum quorum = Quorum.of(keys, Bytes.EMPTY);
    List<SigningCommitment> commitments =
        quorum.nonces().stream().map(SigningNonces::commitment).toList();
    return Stream.of(
        decoder(
            "identifier",
            keys.stream().map(key -> key.identifier().encode()).toList(),
            b -> Identifier.decode(b).encode()),
        decoder(
            "commitment",
            commitments.stream().map(SigningCommitment::encode).toList(),
            b -> SigningCommitment.decode(b).encode()),
        decoder(
            "commitment list",
            IntStream.rangeClosed(1, commitments.size())
                .mapToObj(n -> new CommitmentList(commitments.subList(0, n)).encode())
                .toList(),
            b -> CommitmentList.decode(b).encode()),
        decoder(
            "signature share",
            quorum.shares().stream().map(SignatureShare::encode).toList(),
            b -> SignatureShare.decode(b).encode()),
        decoder(
            "public key package",
            List.of(keys.getFirst().publicKeys().encode()),
            b -> PublicKeyPackage.decode(b).encode()),
        decoder(
            "secret",
            keys.stream().map(key -> Bytes.copyOf(key.secretShare().reveal())).toList(),
            b -> Bytes.copyOf(SecretScalar.decode(b.toArray()).reveal())));
  }

  private static DecoderFuzz decoder(String name, List<Bytes> valid, UnaryOperator<Bytes> recode) {
    return new DecoderFuzz(
        name,
        valid.stream().map(Bytes::toArray).toList(),
        bytes -> recode.apply(Bytes.copyOf(bytes)).toArray(),
        AttestationException.class);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void noiseIsRefusedOrReadExactly(DecoderFuzz decoder) {
    decoder.readNoise(ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void noiseOfTheRightLengthIsRefusedOrReadExactly(DecoderFuzz decoder) {
    decoder.readNoiseOfTheRightLength(ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedBytesAreRefusedOrReadExactly(DecoderFuzz decoder) {
    decoder.readDamaged(ROUNDS);
  }
}
