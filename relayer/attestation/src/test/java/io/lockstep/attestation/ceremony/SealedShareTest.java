package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedShareTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Bytes INFO = Bytes.fromHex("0x0102");

  private final OneTimeKey key = OneTimeKey.generate(RANDOM);
  private final SecretScalar share =
      SecretPolynomial.generate(1, 0, RANDOM).coefficients().getFirst();
  private final SealedShare sealed = SealedShare.seal(share, key.publicKey(), INFO, RANDOM);

  @Test
  void onlyTheRecipientOpensAndOnlyForTheSamePurpose() {
    assertThat(key.open(sealed, INFO)).contains(share.reveal());
    assertThat(key.open(sealed, Bytes.EMPTY)).isEmpty();
    assertThat(OneTimeKey.generate(RANDOM).open(sealed, INFO)).isEmpty();
    assertThat(OneTimeKey.decode(key.reveal()).open(sealed, INFO)).contains(share.reveal());
  }

  @Test
  void everyByteCounts() {
    for (int i = 0; i < SealedShare.LENGTH; i++) {
      byte[] bytes = sealed.encode().toArray();
      bytes[i] ^= 1;
      SealedShare changed = SealedShare.read(Fields.of(Bytes.copyOf(bytes), "sealed share"));
      assertThat(key.open(changed, INFO)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void encapsulatedKeyOfLowOrderOpensNothing() {
    SealedShare low = new SealedShare(Bytes.copyOf(new byte[32]), sealed.ciphertext());

    assertThat(key.open(low, INFO)).isEmpty();
  }

  /** All points of low order of the curve and its twist, and two other ways to write some. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080"
      })
  void keysOfLowOrderAreRefused(String key) {
    refused(NOT_A_POINT, "not of low order", () -> new OneTimePublicKey(Bytes.fromHex("0x" + key)));
  }

  /**
   * The suite's figures from the vectors of the HPKE specification: the RFC prints none for
   * AES-256-GCM with X25519, its machine-readable vectors do. The recipient's secret is not among
   * them, so it is shown that the same bytes are sealed.
   */
  @Test
  void sealsWhatThePublishedVectorSeals() throws InvalidCipherTextException {
    X25519PrivateKeyParameters ephemeral =
        new X25519PrivateKeyParameters(
            Bytes.fromHex("0x28e212563a8b6f068af7ff17400ff1baf23612b7a738bbaf5dfb321b2b5b431a")
                .toArray());
    HPKEContextWithEncapsulation context =
        SealedShare.suite()
            .setupBaseS(
                new X25519PublicKeyParameters(
                    Bytes.fromHex(
                            "0xac66bae9ffa270cf4a89ed9f274e30c0456babae2572aaaf002ff0d8884ab018")
                        .toArray()),
                Bytes.fromHex("0x4f6465206f6e2061204772656369616e2055726e").toArray(),
                new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral));
    byte[] ciphertext =
        context.seal(
            Bytes.fromHex("0x436f756e742d30").toArray(),
            Bytes.fromHex("0x4265617574792069732074727574682c20747275746820626561757479")
                .toArray());

    assertThat(Bytes.copyOf(ciphertext))
        .isEqualTo(
            Bytes.fromHex(
                "0x23ded2d5d90ea89d975dac4792b297240f194952d7421aacbff0474100052b6bb8aa58d1"
                    + "8ef6c42b6960e2e28f"));
  }
}
