package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.APPROVED;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.roster.SignedMessage;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets that are looked for in all that a pool and a coordinator say, in bytes and in words. */
class SigningSecretsTest {
  private static final TestQuorum QUORUM = TestQuorum.of(2, 3);

  /** Remembers what nonces were made of. */
  private static final class RememberingRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient List<byte[]> given = new ArrayList<>();

    @Override
    public void nextBytes(byte[] bytes) {
      super.nextBytes(bytes);
      given.add(bytes.clone());
    }
  }

  private final RememberingRandom random = new RememberingRandom();
  private final SignerPool pool =
      new SignerPool(
          QUORUM.key(),
          QUORUM.share(1),
          QUORUM.identity(1),
          Set.of(RELAYER),
          new UsedInMemory(),
          random);

  @Test
  void nothingThatIsSaidTellsASecret() {
    List<String> said = new ArrayList<>(List.of(pool.toString()));
    Rehearsal rehearsal =
        new Rehearsal(QUORUM)
            .voice(2, Lies.wrongShare(QUORUM))
            .voice(
                1,
                (request, _) -> {
                  SignedMessage message = asked(request);
                  said.add(message.toString());
                  said.add(message.encode().toString());
                  return List.of(message);
                });
    rehearsal.run();
    rehearsal.steps.forEach(step -> said.add(step.toString()));

    assertThat(rehearsal.isDone()).isTrue();
    assertThat(random.given).hasSizeGreaterThanOrEqualTo(2 * Allotment.SIZE_MAX);
    List<byte[]> secrets = new ArrayList<>(random.given);
    secrets.add(QUORUM.share(1).secretShare().reveal());
    secrets.add(QUORUM.identity(1).reveal());
    for (byte[] secret : secrets) {
      assertThat(said).noneMatch(text -> tells(text, secret));
    }
  }

  private SignedMessage asked(SigningStep request) {
    return switch (request) {
      case SigningStep.RequestShare(var _, var session) -> pool.answer(RELAYER, session, APPROVED);
      case SigningStep.AskCommitments _,
          SigningStep.Blame _,
          SigningStep.Disregard _,
          SigningStep.Done _,
          SigningStep.Failed _ ->
          pool.offer(RELAYER, none(1));
    };
  }

  private static boolean tells(String text, byte[] secret) {
    return text.toLowerCase(Locale.ROOT).contains(HexFormat.of().formatHex(secret))
        || text.contains(new BigInteger(1, secret).toString());
  }

  /** The search itself must find what is there. */
  @Test
  void secretIsFoundWhereItIsTold() {
    byte[] secret = QUORUM.share(1).secretShare().reveal();

    assertThat(tells("share " + HexFormat.of().formatHex(secret), secret)).isTrue();
    assertThat(tells("share " + new BigInteger(1, secret), secret)).isTrue();
  }
}
