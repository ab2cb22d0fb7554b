package io.lockstep.persistence.attester;

import static io.lockstep.persistence.lane.SampleLane.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Judgement;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Unsigned;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an attester could have signed and has not seen signed. */
class PostgresUnsignedTest {
  private static final Database DATABASE = TestServer.attester().open();
  private static final FrostSignature SIGNATURE =
      FrostSignature.decode(
          Bytes.fromHex(
              "0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                  + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"
                  + "0000000000000000000000000000000000000000000000000000000000000007"));

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void tellsHowFarALaneIsJudgedExecutedAndSigned() {
    Lane lane = SampleLane.number(1).lane();
    AttestedLane there = AttestedLane.follow(DATABASE, lane);
    AttestedLane back = AttestedLane.follow(DATABASE, lane.paired());
    PostgresUnsigned unsigned = PostgresUnsigned.open(DATABASE, List.of(lane, lane.paired()));

    assertThat(unsigned.of(lane.id(), 1)).isEqualTo(new Unsigned(0, 0, 0));
    assertThat(unsigned.of(lane.id(), 1).isWaiting()).isFalse();

    there.makeFinal(5, LaneHead.genesis(back.id()));
    there.judgements.keep(
        there.judgements.unjudged(3).stream()
            .map(message -> new Judgement(message, Optional.empty()))
            .toList());
    back.makeFinal(1, there.head(2));
    assertThat(unsigned.of(lane.id(), 1)).isEqualTo(new Unsigned(3, 2, 0));
    assertThat(unsigned.of(lane.id(), 1).isWaiting()).isTrue();
    assertThat(unsigned.headAt(lane.id(), 3)).isEqualTo(there.head(3).head());

    Checkpoint another = new Checkpoint(lane.id(), 2, 3, hash(0x51), Holds.NONE, 1);
    new PostgresCheckpoints(DATABASE).keep(new KeptCheckpoint(another, hash(2), SIGNATURE));
    assertThat(unsigned.of(lane.id(), 1)).isEqualTo(new Unsigned(3, 2, 0));

    Checkpoint checkpoint = new Checkpoint(lane.id(), 2, 3, there.head(3).head(), Holds.NONE, 1);
    new PostgresCheckpoints(DATABASE).keep(new KeptCheckpoint(checkpoint, hash(1), SIGNATURE));
    assertThat(unsigned.of(lane.id(), 1)).isEqualTo(new Unsigned(3, 2, 3));
    assertThat(unsigned.of(lane.id(), 2).isWaiting()).isTrue();
  }
}
