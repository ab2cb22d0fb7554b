package io.lockstep.persistence.attester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.protocol.LaneHead;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresJudgementStoreTest {
  private static final Database DATABASE = TestServer.attester().open();
  private static final AtomicInteger LANES = new AtomicInteger();

  private final AttestedLane lane =
      AttestedLane.follow(DATABASE, SampleLane.number(LANES.incrementAndGet()).lane());
  private final PostgresJudgementStore store = lane.judgements;

  PostgresJudgementStoreTest() {
    lane.makeFinal(5, LaneHead.genesis(lane.lane.paired().id()));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private List<Long> unjudged(int countMax) {
    return store.unjudged(countMax).stream().map(FinalMessage::nonce).toList();
  }

  @Test
  void givesWhatIsFinalInOrder() {
    assertThat(unjudged(10)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(unjudged(2)).containsExactly(1L, 2L);
    FinalMessage first = store.unjudged(1).getFirst();
    assertThat(first.message().hash()).isEqualTo(first.messageHash());
    assertThat(lane.head(0).append(first.message())).isEqualTo(lane.head(1));
    assertThat(Duration.between(first.finalSince(), Instant.now()).abs())
        .isLessThan(Duration.ofHours(1));
  }

  @Test
  void goesOnWhereItWas() {
    List<FinalMessage> all = store.unjudged(10);
    store.keep(List.of(Judgement.good(all.get(0)), Judgement.held(all.get(1), "odd")));

    assertThat(unjudged(10)).containsExactly(3L, 4L, 5L);
    lane.makeFinal(2, LaneHead.genesis(lane.lane.paired().id()));
    assertThat(unjudged(10)).containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void judgesEachMessageOnceAndInOrder() {
    List<FinalMessage> all = store.unjudged(10);
    store.keep(List.of(Judgement.good(all.getFirst())));

    assertThatThrownBy(() -> store.keep(List.of(Judgement.good(all.getFirst()))))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not the next");
    assertThatThrownBy(() -> store.keep(List.of(Judgement.good(all.get(2)))))
        .isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> store.keep(List.of(Judgement.held(all.getFirst(), "too late"))))
        .isInstanceOf(StorageException.class);
    assertThat(unjudged(10)).hasSize(4);
  }

  @Test
  void sumsUpWhatItFoundGood() {
    List<FinalMessage> all = store.unjudged(10);
    Instant before = Instant.now().minusSeconds(60);
    store.keep(List.of(Judgement.good(all.get(0)), Judgement.held(all.get(1), "odd")));
    store.keep(List.of(Judgement.good(all.get(2))));

    BigInteger good = SampleLane.collateral(1).amount().add(SampleLane.collateral(3).amount());
    assertThat(store.volumes().since(before, SampleLane.collateral(1).asset())).isEqualTo(good);
    assertThat(
            store.volumes().since(Instant.now().plusSeconds(60), SampleLane.collateral(1).asset()))
        .isZero();
    assertThat(store.volumes().since(before, SampleLane.address(0x77))).isZero();
  }
}
