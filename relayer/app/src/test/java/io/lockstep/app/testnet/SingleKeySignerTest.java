package io.lockstep.app.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.ProtocolException;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SingleKeySignerTest {
  private static final Hash32 DIGEST = Hash32.fromHex("0x" + "5a".repeat(32));

  /** The key of RFC 9591's published test vector. */
  private static final BigInteger PUBLISHED_SECRET =
      new BigInteger("0d004150d27c3bf2a42f312683d35fac7394b1e9e318249c1bfe7f0795a83114", 16);

  private static final Bytes PUBLISHED_KEY =
      Bytes.fromHex("0x02f37c34b66ced1fb51c34a90bdae006901f10625cc06c4f64663b0eae87d87b4f");

  @Test
  void publishedSecretHasThePublishedKey() {
    SingleKeySigner signer = SingleKeySigner.fromSecret(PUBLISHED_SECRET);

    assertThat(signer.groupKey().point().compressed()).isEqualTo(PUBLISHED_KEY);
    assertThat(SingleKeySigner.fromSecret(PUBLISHED_SECRET.toByteArray()).groupKey())
        .isEqualTo(signer.groupKey());
  }

  @Test
  void signsWhatTheVerifierAccepts() {
    Random random = new Random(20);
    for (int i = 0; i < 50; i++) {
      SingleKeySigner signer = SingleKeySigner.generate(random);
      byte[] message = new byte[i];
      random.nextBytes(message);

      FrostSignature signature = signer.sign(message);

      GroupKey key = signer.groupKey();
      assertThat(FrostVerifier.verify(key, Bytes.copyOf(message), signature)).isTrue();
      assertThat(FrostVerifier.verify(key, DIGEST, signature)).isFalse();
    }
  }

  @Test
  void neverUsesANonceTwice() {
    SingleKeySigner signer = SingleKeySigner.fromSecret(PUBLISHED_SECRET);

    assertThat(signer.sign(DIGEST).r()).isNotEqualTo(signer.sign(DIGEST).r());
  }

  @Test
  void seededNoncesRepeatTheSignature() {
    FrostSignature first = SingleKeySigner.fromSecret(PUBLISHED_SECRET, new Random(7)).sign(DIGEST);
    FrostSignature again = SingleKeySigner.fromSecret(PUBLISHED_SECRET, new Random(7)).sign(DIGEST);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void secretOutOfRangeIsRefused() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SingleKeySigner.fromSecret(BigInteger.ZERO))
        .withMessageStartingWith("scalar: found 0, expected 1 to ");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SingleKeySigner.fromSecret(Secp256k1.ORDER));
  }
}
