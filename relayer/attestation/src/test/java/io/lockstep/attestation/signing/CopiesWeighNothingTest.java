package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Rehearsal.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Threat 12, ChainSwap: signers nobody knows got weight. Two of 3-of-5 speak, as often as they like
 * and in whatever name, and never are three.
 */
class CopiesWeighNothingTest {
  private static final TestQuorum QUORUM = TestQuorum.of(3, 5);

  private final Rehearsal rehearsal = new Rehearsal(QUORUM);

  private void twoSpeak(Voice voice) {
    rehearsal.voice(1, voice).voice(2, voice);
    LongStream.rangeClosed(3, 5).forEach(signer -> rehearsal.voice(signer, Voice.SILENT));
    rehearsal.runToTheEnd();
  }

  private void comesToNothing() {
    assertThat(rehearsal.ending()).isInstanceOf(SigningStep.Failed.class);
    assertThat(rehearsal.sessions()).isEmpty();
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void copiesOfTwoSignersAreTwo() {
    twoSpeak((_, message) -> List.of(message, message, message, message));

    comesToNothing();
  }

  @Test
  void twoSignersInTheNamesOfAllAreTwo() {
    twoSpeak((_, message) -> {
      List<SignedMessage> all = new ArrayList<>(List.of(message));
      LongStream.rangeClosed(3, 5).forEach(name -> all.add(inTheNameOf(id(name), message)));
      return all;
    });

    comesToNothing();
  }

  @Test
  void strangersAreNobody() {
    IdentitySigner stranger = IdentitySigner.generate(TestQuorum.RANDOM);
    twoSpeak((_, message) -> {
      List<SignedMessage> all = new ArrayList<>(List.of(message));
      LongStream.rangeClosed(3, 9)
          .forEach(name ->
              all.add(
                  SignedMessage.sign(
                      stranger, id(name), message.kind(), message.scope(), message.body())));
      return all;
    });

    comesToNothing();
  }

  private static SignedMessage inTheNameOf(Identifier name, SignedMessage message) {
    return SignedMessage.sign(
        QUORUM.test().signer(message.sender()),
        name,
        message.kind(),
        message.scope(),
        message.body());
  }
}
