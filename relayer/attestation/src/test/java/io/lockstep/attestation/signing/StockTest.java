package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a signer says, its commitments are few, and each is drawn once. */
class StockTest {
  private static final TestQuorum QUORUM = TestQuorum.of(2, 3);

  private final Stock stock = new Stock();

  private static SigningCommitment fresh() {
    return SigningNonces.generate(QUORUM.share(1), TestQuorum.RANDOM).commitment();
  }

  private static Allotment of(SigningCommitment... commitments) {
    return new Allotment(id(1), List.of(commitments));
  }

  @Test
  void whatWasDrawnIsNotTakenAgainHoweverItComes() {
    Allotment one = of(fresh());
    stock.offered(one);
    assertThat(stock.draw()).contains(one.commitments().getFirst());

    assertThat(stock.offered(one)).isFalse();
    assertThat(stock.left(one)).isFalse();
    assertThat(stock.replenished(one)).isFalse();
    assertThat(stock.draw()).isEmpty();
  }

  @Test
  void sharesThatBringMoreAndMoreFillNothing() {
    for (int i = 0; i < 3; i++) {
      stock.replenished(of(fresh(), fresh(), fresh()));
    }

    assertThat(stock.size()).isEqualTo(Allotment.SIZE_MAX);
  }

  @Test
  void onlyTheLastThatWereDrawnAreRemembered() {
    List<Allotment> drawn = new ArrayList<>();
    for (int i = 0; i <= Stock.SPENT_MAX; i++) {
      Allotment one = of(fresh());
      stock.replenished(one);
      stock.draw();
      drawn.add(one);
    }

    assertThat(stock.replenished(drawn.get(1))).isFalse();
    assertThat(stock.replenished(drawn.getFirst())).isTrue();
  }
}
