package io.lockstep.attestation.frost;

import static io.lockstep.attestation.Telling.forms;
import static io.lockstep.attestation.Telling.tells;
import static io.lockstep.attestation.Telling.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets that are looked for, in every way of writing them, in all that the package says. */
class SecretsStaySecretTest {
  private static final Bytes MESSAGE = Bytes.fromHex("0x01");
  private static final String HIDING_RANDOMNESS = "a1".repeat(32);
  private static final String BINDING_RANDOMNESS = "b2".repeat(32);

  private final List<KeyPackage> keys = TrustedDealer.split(2, 3, Seed.next().random());
  private final KeyPackage key = keys.get(0);
  private final List<SigningNonces> nonces = List.of(generated(), Quorum.nonces(keys.get(1)));
  private final SigningRound round =
      SigningRound.of(key.publicKeys(), Quorum.commitments(nonces), MESSAGE);

  private SigningNonces generated() {
    return SigningNonces.generate(key, new GivenRandomness(HIDING_RANDOMNESS, BINDING_RANDOMNESS));
  }

  @Test
  void noTextTellsASecret() {
    assertTellsNothing(
        Stream.of(key, key.secretShare(), nonces, generated().take(), round, nonces.get(0))
            .map(Object::toString)
            .toList());
  }

  @Test
  void aShareTellsNoSecretAndUsedNoncesNeither() {
    SignatureShare share = round.sign(key, nonces.get(0));

    assertTellsNothing(List.of(share.toString(), share.encode().toString(), nonces.toString()));
  }

  @Test
  void noExceptionTellsASecret() {
    KeyPackage other = keys.get(1);
    KeyPackage absent = keys.get(2);
    byte[] secret = key.secretShare().reveal();
    byte[] tooLong = Arrays.copyOf(secret, 33);
    byte[] tooGreat = secret.clone();
    Arrays.fill(tooGreat, 0, 16, (byte) 0xff);
    round.sign(key, nonces.get(0));

    List<String> told =
        List.of(
            told(() -> round.sign(key, nonces.get(0))),
            told(() -> round.sign(key, nonces.get(1))),
            told(() -> round.sign(other, nonces.get(0))),
            told(() -> round.sign(absent, generated())),
            told(() -> new KeyPackage(other.identifier(), key.secretShare(), key.publicKeys())),
            told(() -> new KeyPackage(Identifier.of(9), key.secretShare(), key.publicKeys())),
            told(() -> SecretScalar.decode(tooLong)),
            told(() -> SecretScalar.decode(tooGreat)));

    assertTellsNothing(told);
    String halfOfIt = HexFormat.of().formatHex(secret, 16, 32);
    assertThat(told).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(halfOfIt));
  }

  /** The search itself must find what is there, or it proves nothing. */
  @Test
  void secretIsFoundWhereItIsTold() {
    byte[] secret = key.secretShare().reveal();

    assertThat(forms(secret)).allMatch(form -> tells("share=" + form + ".", secret));
    assertThat(tells("KeyPackage[secretShare=" + Bytes.copyOf(secret) + "]", secret)).isTrue();
  }

  private void assertTellsNothing(List<String> texts) {
    List<byte[]> secrets = new ArrayList<>();
    keys.forEach(holder -> secrets.add(holder.secretShare().reveal()));
    SigningNonces.Pair pair = generated().take();
    secrets.add(pair.hiding().reveal());
    secrets.add(pair.binding().reveal());
    secrets.add(HexFormat.of().parseHex(HIDING_RANDOMNESS));
    secrets.add(HexFormat.of().parseHex(BINDING_RANDOMNESS));

    for (String text : texts) {
      assertThat(text).isNotEmpty();
      for (byte[] secret : secrets) {
        assertThat(tells(text, secret)).as(text).isFalse();
      }
    }
  }
}
