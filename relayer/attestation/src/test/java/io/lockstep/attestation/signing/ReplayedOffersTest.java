package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Rehearsal.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An offer is signed and names its coordinator, but not its hour: whoever has recorded one on the
 * wire can send it again when its nonces are long gone.
 */
class ReplayedOffersTest {
  private static final TestQuorum QUORUM = TestQuorum.of(3, 5);

  private final Rehearsal rehearsal = new Rehearsal(QUORUM);

  @Test
  void costOneRefusalAndLeaveNobodyOut() {
    List<SignedMessage> old = offersOfFormerLives();
    Voice afterReplays =
        (_, message) -> {
          Collections.rotate(old, 1);
          return List.of(old.getFirst(), message);
        };
    rehearsal.voice(2, afterReplays).voice(3, afterReplays);
    rehearsal.voice(4, Voice.SILENT).voice(5, Voice.SILENT);

    rehearsal.runToTheEnd();

    assertThat(rehearsal.ending())
        .isInstanceOfSatisfying(
            SigningStep.Done.class, done -> assertThat(done.sessions()).isEqualTo(2));
  }

  @Test
  void changeNothingOnceTheSignerHasGivenAShare() {
    List<SignedMessage> old = offersOfFormerLives();
    rehearsal.run();
    int stock = rehearsal.store().size(TestQuorum.id(1));

    old.forEach(offer ->
        assertThat(rehearsal.store().accept(offer)).isEqualTo(CommitmentStore.Receipt.NOTHING_NEW));
    assertThat(rehearsal.store().size(TestQuorum.id(1))).isEqualTo(stock);
    rehearsal.beginNext();
    rehearsal.run();

    assertThat(rehearsal.sessions()).hasSize(1);
    assertThat(rehearsal.isDone()).isTrue();
  }

  /** Signer 1 has offered and then restarted, again and again. */
  private List<SignedMessage> offersOfFormerLives() {
    List<SignedMessage> old = new ArrayList<>();
    for (int life = 0; life < 8; life++) {
      old.add(rehearsal.pool(1).offer(RELAYER, none(1)));
      rehearsal.restart(1);
    }
    return old;
  }
}
