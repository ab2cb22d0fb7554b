package io.lockstep.app.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import org.junit.jupiter.api.Test;

class LocalQuorumTest {
  private static final Hash32 DIGEST = Keccak256.ofText("a checkpoint");

  private final LocalQuorum quorum = LocalQuorum.create(3, 4, 1);

  @Test
  void signsAgainAndAgain() {
    for (int i = 0; i < 10; i++) {
      Hash32 digest = Keccak256.ofText("checkpoint " + i);
      assertThat(FrostVerifier.verify(quorum.groupKey(), digest, quorum.sign(digest))).isTrue();
    }
  }

  @Test
  void signsWithoutOneOfFour() {
    quorum.silence(quorum.members().getFirst());

    assertThat(FrostVerifier.verify(quorum.groupKey(), DIGEST, quorum.sign(DIGEST))).isTrue();
  }

  @Test
  void doesNotSignWithoutTwo() {
    quorum.silence(quorum.members().getFirst());
    quorum.silence(quorum.members().getLast());

    assertThatIllegalStateException()
        .isThrownBy(() -> quorum.sign(DIGEST))
        .withMessageContaining("does not sign");
  }

  @Test
  void everyQuorumHasAKeyOfItsOwn() {
    LocalQuorum other = LocalQuorum.create(3, 4, 1);

    assertThat(FrostVerifier.verify(quorum.groupKey(), DIGEST, other.sign(DIGEST))).isFalse();
  }
}
