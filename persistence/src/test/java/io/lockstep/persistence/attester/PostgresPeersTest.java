package io.lockstep.persistence.attester;

import static io.lockstep.persistence.lane.SampleLane.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an attester keeps for others: finished checkpoints, and what it last heard of each peer. */
class PostgresPeersTest {
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

  private static KeptCheckpoint checkpoint(Lane lane, long nonce, Hash32 digest, Holds holds) {
    return new KeptCheckpoint(
        new Checkpoint(lane.id(), 0, nonce, hash(0x51), holds, 1), digest, SIGNATURE);
  }

  @Test
  void givesWhatLeadsFurthestFirstAndKeepsEachOnce() {
    Lane lane = SampleLane.number(1).lane();
    AttestedLane.follow(DATABASE, lane);
    PostgresCheckpoints store = new PostgresCheckpoints(DATABASE);
    KeptCheckpoint five = checkpoint(lane, 5, hash(1), Holds.of(2, 4));
    KeptCheckpoint nine = checkpoint(lane, 9, hash(2), Holds.NONE);
    KeptCheckpoint nineHeld = checkpoint(lane, 9, hash(3), Holds.of(9));

    store.keep(five);
    store.keep(nine);
    store.keep(nine);
    store.keep(nineHeld);

    assertThat(store.beyond(lane.id(), 0, 10)).containsExactly(nineHeld, nine, five);
    assertThat(store.beyond(lane.id(), 5, 10)).containsExactly(nineHeld, nine);
    assertThat(store.beyond(lane.id(), 0, 1)).containsExactly(nineHeld);
    assertThat(store.beyond(lane.id(), 9, 10)).isEmpty();
  }

  /** What has become final since is held against what the quorum has signed. */
  @Test
  void anotherHeadThanTheFinalOneIsEvidenceAndNotServed() {
    AttestedLane out = AttestedLane.follow(DATABASE, SampleLane.number(2).lane());
    AttestedLane home = AttestedLane.follow(DATABASE, out.lane.paired());
    PostgresCheckpoints store = new PostgresCheckpoints(DATABASE);
    KeptCheckpoint forged = checkpoint(out.lane, 5, hash(0x21), Holds.NONE);
    store.keep(forged);
    assertThat(store.beyond(out.id(), 0, 10)).containsExactly(forged);
    assertThat(store.contradicting(out.id(), 0)).isEmpty();

    out.makeFinal(5, LaneHead.genesis(home.id()));

    assertThat(store.beyond(out.id(), 0, 10)).isEmpty();
    assertThat(store.contradicting(out.id(), 0)).containsExactly(forged);
    assertThat(store.contradicting(out.id(), 5)).isEmpty();

    PostgresSigningLedger.open(DATABASE, List.of(out.lane, home.lane))
        .haltPair(
            out.id(),
            new Incident(Incident.Kind.CHECKPOINT_CONTRADICTED, "digest " + forged.digest()));

    assertThat(store.contradicting(out.id(), 0)).isEmpty();
    assertThat(out.judgements.halted()).isPresent();
    assertThat(home.judgements.halted()).isPresent();
  }

  @Test
  void remembersWhatWasHeardWithTheLongestLedger() {
    PostgresPeers peers = new PostgresPeers(DATABASE);
    Bytes first = Bytes.fromHex("0x01");
    Bytes second = Bytes.fromHex("0x02");

    assertThat(peers.lastHeard(hash(7), hash(1))).isEmpty();
    peers.heard(hash(7), hash(1), 5, first);
    peers.heard(hash(7), hash(1), 9, second);
    peers.heard(hash(7), hash(1), 8, first);

    assertThat(peers.lastHeard(hash(7), hash(1))).contains(second);
    assertThat(peers.lastHeard(hash(7), hash(2))).isEmpty();
    assertThat(List.of(peers.lastHeard(hash(8), hash(1)))).allMatch(none -> none.isEmpty());
  }
}
