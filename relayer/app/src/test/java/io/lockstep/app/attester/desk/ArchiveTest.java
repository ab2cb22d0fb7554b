package io.lockstep.app.attester.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.attester.Quorum;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.Incident;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finished checkpoints: what is taken, what is refused, and what they may give away. */
class ArchiveTest {
  private static final Quorum QUORUM = Quorum.create(3);
  private static final Hash32 HEAD = Keccak256.ofText("head");
  private static final Hash32 OTHER = Keccak256.ofText("other");
  private static final Lane LANE =
      new Lane(gateway(1, "0x11"), gateway(2, "0x22"), new Channel(HEAD));
  private static final DomainSeparator DOMAIN = DomainSeparator.of(LANE.destination());

  private final Shelves shelves = new Shelves();
  private final Archive archive =
      new Archive(QUORUM.key(), List.of(LANE, LANE.paired()), shelves, shelves);
  private final Contradictions contradictions =
      new Contradictions(shelves, shelves, DeskListener.silent());

  private static InteroperableAddress gateway(long chain, String twoDigits) {
    return new InteroperableAddress(
        ChainId.of(chain), Address.fromHex("0x" + twoDigits.substring(2).repeat(20)));
  }

  private static Checkpoint checkpoint(LaneId lane, long nonce, Hash32 head, long epoch) {
    return new Checkpoint(lane, 2, nonce, head, Holds.NONE, epoch);
  }

  private static Checkpoint right(long nonce) {
    return checkpoint(LANE.id(), nonce, HEAD, 3);
  }

  /** As somebody's quorum signs it, for whatever gateway. */
  private static FinishedCheckpoint signed(
      Quorum quorum, Checkpoint checkpoint, DomainSeparator domain) {
    return new FinishedCheckpoint(
        checkpoint, quorum.sign(quorum.session(checkpoint.digest(domain))));
  }

  private void assertRefused(FinishedCheckpoint finished, List<LastHeard.Share> heard) {
    assertThatThrownBy(() -> archive.keep(finished, heard))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("found");
    assertThat(shelves.kept).isEmpty();
    assertThat(shelves.heard).isEmpty();
  }

  @Test
  void keepsWhatTheQuorumHasSigned() {
    FinishedCheckpoint finished = signed(QUORUM, right(9), DOMAIN);

    archive.keep(finished, List.of());

    assertThat(archive.beyond(LANE.id(), 8))
        .singleElement()
        .satisfies(kept -> assertThat(kept.digest()).isEqualTo(right(9).digest(DOMAIN)));
  }

  /** Threat 12, 19: whoever is not the quorum has no weight, however well it signs. */
  @Test
  void refusesAnotherKey() {
    assertRefused(signed(Quorum.create(3), right(9), DOMAIN), List.of());
    assertRefused(signed(QUORUM.withKeyOf(3), right(9), DOMAIN), List.of());
  }

  /** Threat 23. */
  @Test
  void refusesAnotherEpochLaneGatewayOrHead() {
    assertRefused(signed(QUORUM, checkpoint(LANE.id(), 9, HEAD, 4), DOMAIN), List.of());
    assertRefused(signed(QUORUM, checkpoint(new LaneId(OTHER), 9, HEAD, 3), DOMAIN), List.of());
    assertRefused(signed(QUORUM, right(9), DomainSeparator.of(LANE.source())), List.of());
    assertRefused(
        new FinishedCheckpoint(
            checkpoint(LANE.id(), 9, OTHER, 3), signed(QUORUM, right(9), DOMAIN).signature()),
        List.of());
  }

  @Test
  void servesSixteenTheFurthestFirst() {
    for (long nonce = 5; nonce < 25; nonce++) {
      archive.keep(signed(QUORUM, right(nonce), DOMAIN), List.of());
    }

    assertThat(archive.beyond(LANE.id(), 0))
        .extracting(kept -> kept.checkpoint().nonce())
        .hasSize(16)
        .startsWith(24L, 23L);
    assertThatThrownBy(() -> archive.beyond(new LaneId(OTHER), 0))
        .isInstanceOf(AttestationException.class);
  }

  // What its signers said

  @Test
  void keepsWhatASignerSaid() {
    SigningSession session = QUORUM.session(right(9).digest(DOMAIN));
    LastHeard.Share share = QUORUM.share(2, session);

    archive.keep(new FinishedCheckpoint(right(9), QUORUM.sign(session)), List.of(share));

    assertThat(LastHeard.decode(archive.lastHeard(Identifier.of(2))).share()).contains(share);
    assertThat(LastHeard.decode(archive.lastHeard(Identifier.of(3))).share()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"another digest", "another key", "another sender", "no share"})
  void refusesWhatASignerHasNotSaid(String wrong) {
    SigningSession session = QUORUM.session(right(9).digest(DOMAIN));
    FinishedCheckpoint finished = new FinishedCheckpoint(right(9), QUORUM.sign(session));
    LastHeard.Share share =
        switch (wrong) {
          case "another digest" -> QUORUM.share(2, QUORUM.session(OTHER));
          case "another key" -> {
            Quorum other = QUORUM.withKeyOf(3);
            yield other.share(2, other.session(right(9).digest(DOMAIN)));
          }
          case "another sender" -> {
            SignedMessage said = QUORUM.share(2, session).answer();
            yield new LastHeard.Share(
                session,
                new SignedMessage(
                    said.kind(), said.scope(), Identifier.of(4), said.body(), said.signature()));
          }
          default -> QUORUM.share(1, session);
        };

    assertRefused(finished, List.of(share));
  }

  // What contradicts the own log

  /** Threat 6. */
  @Test
  void aForgedHeadHaltsOnceAndIsNotServed() {
    archive.keep(signed(QUORUM, right(9), DOMAIN), List.of());
    contradictions.check(LANE.id(), 0);
    assertThat(shelves.halts).isEmpty();

    shelves.finalHeads.put(9L, OTHER);
    contradictions.check(LANE.id(), 0);
    contradictions.check(LANE.id(), 0);

    assertThat(shelves.halts)
        .singleElement()
        .satisfies(
            halt -> assertThat(halt.kind()).isEqualTo(Incident.Kind.CHECKPOINT_CONTRADICTED));
    assertThat(archive.beyond(LANE.id(), 0)).isEmpty();
  }

  @Test
  void theSameHeadHaltsNothing() {
    archive.keep(signed(QUORUM, right(9), DOMAIN), List.of());
    shelves.finalHeads.put(9L, HEAD);

    contradictions.check(LANE.id(), 0);

    assertThat(shelves.halts).isEmpty();
    assertThat(archive.beyond(LANE.id(), 0)).hasSize(1);
  }
}
