package io.lockstep.attestation.atrest;

import static io.lockstep.attestation.AttestationException.Code.NOT_OPENED;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedSecretTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
  private static final byte[] SECRET = "the share".getBytes(StandardCharsets.UTF_8);
  private static final Bytes LABEL = Bytes.fromHex("0x0102030405");

  private final SealedSecret sealed = sealed("long and ünusual");

  private static SealedSecret sealed(String passphrase) {
    return SealedSecret.seal(SECRET, LABEL, passphrase.toCharArray(), CHEAP, RANDOM);
  }

  private static byte[] opened(SealedSecret sealed) {
    return sealed.open("long and ünusual".toCharArray());
  }

  @Test
  void passphraseOpensWhatItSealed() {
    SealedSecret read = SealedSecret.decode(sealed.encode());

    assertThat(read).isEqualTo(sealed);
    assertThat(opened(read)).isEqualTo(SECRET);
    assertThat(read.label()).isEqualTo(LABEL);
  }

  @Test
  void standardCostIsWhatTheFileSaysAndOpens() {
    char[] passphrase = {'a', 'b'};
    SealedSecret standard =
        SealedSecret.seal(SECRET, Bytes.EMPTY, passphrase, Argon2Cost.STANDARD, RANDOM);

    assertThat(standard.cost()).isEqualTo(new Argon2Cost(65536, 3, 1));
    assertThat(SealedSecret.decode(standard.encode()).open(passphrase)).isEqualTo(SECRET);
  }

  @Test
  void aKeyOfACeremonyComesBackWhole() {
    LocalCeremony local = LocalCeremony.among(4, RANDOM);
    CertifiedKey key = local.newKey(3, 1).getFirst();
    char[] passphrase = "p".toCharArray();
    SealedSecret kept = SealedSecret.seal(key.reveal(), key.label(), passphrase, CHEAP, RANDOM);

    CertifiedKey read =
        CertifiedKey.decode(SealedSecret.decode(kept.encode()).open(passphrase), local.roster());

    assertThat(read.reveal()).isEqualTo(key.reveal());
    assertThat(kept.encode().toString())
        .contains(HexFormat.of().formatHex(key.label().toArray()))
        .doesNotContain(HexFormat.of().formatHex(key.key().secretShare().reveal()));
  }

  @ParameterizedTest
  @CsvSource({"''", "long and unusual", "'long and ünusual '", "Long and ünusual"})
  void anotherPassphraseOpensNothing(String other) {
    refused(
        NOT_OPENED,
        "sealed secret: found another passphrase or changed bytes",
        () -> sealed.open(other.toCharArray()));
  }

  @Test
  void nothingIsSealedTwiceAlike() {
    SealedSecret again = sealed("long and ünusual");

    assertThat(again.salt()).isNotEqualTo(sealed.salt());
    assertThat(again.nonce()).isNotEqualTo(sealed.nonce());
    assertThat(again.ciphertext()).isNotEqualTo(sealed.ciphertext());
  }

  /** Each byte, each bit of it that may stand there: the header counts as the ciphertext does. */
  @Test
  void noByteCanBeChanged() {
    byte[] encoded = sealed.encode().toArray();
    int opensNothing = 0;
    for (int i = 0; i < encoded.length; i++) {
      byte[] changed = encoded.clone();
      changed[i] ^= (byte) (1 << RANDOM.nextInt(8));
      AttestationException refusal =
          catchThrowableOfType(
              AttestationException.class, () -> opened(SealedSecret.decode(Bytes.copyOf(changed))));
      assertThat(refusal).as("byte %d", i).isNotNull();
      assertThat(refusal.getMessage()).doesNotContain("the share", "ünusual");
      opensNothing += refusal.code() == NOT_OPENED ? 1 : 0;
    }
    assertThat(opensNothing).isGreaterThan(encoded.length - 14);
  }

  @Test
  void nothingCanBeCutOffOrAdded() {
    byte[] encoded = sealed.encode().toArray();
    for (int length = 0; length < encoded.length + 3; length++) {
      if (length != encoded.length) {
        Bytes changed = Bytes.copyOf(Arrays.copyOf(encoded, length));
        assertThat(
                catchThrowableOfType(
                    AttestationException.class, () -> opened(SealedSecret.decode(changed))))
            .as("%d bytes", length)
            .isNotNull();
      }
    }
  }

  /** A file must not make its reader spend what it has not. */
  @ParameterizedTest
  @CsvSource({
    "262145, 3, 1, KiB of memory",
    "2147483647, 3, 1, KiB of memory",
    "-1, 3, 1, KiB of memory",
    "7, 3, 1, KiB of memory",
    "31, 3, 4, KiB of memory",
    "64, 17, 1, passes",
    "64, 0, 1, passes",
    "64, -5, 1, passes",
    "64, 3, 0, lanes",
    "64, 3, 5, lanes"
  })
  void costsHaveBounds(int memoryKib, int passes, int lanes, String what) {
    refused(OUT_OF_RANGE, what, () -> new Argon2Cost(memoryKib, passes, lanes));
  }

  @Test
  void otherVersionsAreRefused() {
    byte[] encoded = sealed.encode().toArray();
    encoded[0] = 2;

    refused(OUT_OF_RANGE, "version", () -> SealedSecret.decode(Bytes.copyOf(encoded)));
  }

  @Test
  void decoderReadsExactlyOrRefuses() {
    DecoderFuzz decoder =
        new DecoderFuzz(
            "sealed secret",
            List.of(sealed.encode().toArray()),
            bytes -> SealedSecret.decode(Bytes.copyOf(bytes)).encode().toArray(),
            AttestationException.class);
    decoder.readNoise(2_000);
    decoder.readNoiseOfTheRightLength(2_000);
    decoder.readDamaged(2_000);
  }

  /** Section 5.3 of RFC 9106: 32 KiB, three passes, four lanes, a secret and associated data. */
  @Test
  void argon2idIsTheRfcs() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    byte[] tag = new byte[32];
    generator.generateBytes(filled(32, 1), tag);

    assertThat(HexFormat.of().formatHex(tag))
        .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
