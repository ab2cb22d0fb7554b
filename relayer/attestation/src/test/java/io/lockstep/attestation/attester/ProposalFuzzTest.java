package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;
import static io.lockstep.attestation.Decoders.decoder;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import io.lockstep.testkit.DecoderFuzz;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What attesters are sent has one form each, and everything else is refused. */
class ProposalFuzzTest {
  private static final int ROUNDS = 2_000;
  private static final Panel PANEL = Panel.of(3, 4);
  private static final LaneId LANE = new LaneId(Keccak256.ofText("lane"));
  private static final Hash32 HASH = Keccak256.ofText("hash");
  private static final HoldStatement STATEMENT = new HoldStatement(LANE, 5, HASH);
  private static final Proposal BARE =
      new CheckpointProposal(new Checkpoint(LANE, 0, 9, HASH, Holds.NONE, 1), List.of());
  private static final Proposal WITH_HOLDS =
      new CheckpointProposal(
          new Checkpoint(LANE, 4, 9, HASH, Holds.of(5, 7, 9), 1),
          List.of(PANEL.holds(1, STATEMENT), PANEL.holds(2, STATEMENT)));
  private static final Proposal RULING =
      new RulingProposal(new Ruling(LANE, 7, HASH, Decision.VOID, 3));
  private static final LastHeard HEARD = new LastHeard(Optional.of(share()));

  private static LastHeard.Share share() {
    SigningSession session =
        PANEL.session(HASH, PANEL.pool(1, (_, _) -> new CommitmentUse.First(1)));
    return new LastHeard.Share(
        session,
        PANEL.says(2, MessageKind.SIGNING_ANSWER, session.hash(), Bytes.fromHex("0x010203")));
  }

  static Stream<DecoderFuzz> decoders() {
    return Stream.of(
        decoder(
            "proposal",
            Stream.of(BARE, WITH_HOLDS, RULING).map(Proposal::encode),
            bytes -> Proposal.decode(bytes).encode()),
        decoder(
            "hold", Stream.of(STATEMENT.encode()), bytes -> HoldStatement.decode(bytes).encode()),
        decoder(
            "last heard",
            Stream.of(HEARD.encode(), new LastHeard(Optional.empty()).encode()),
            bytes -> LastHeard.decode(bytes).encode()));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decodersReadExactlyOrRefuse(DecoderFuzz decoder) {
    decoder.readNoise(ROUNDS);
    decoder.readNoiseOfTheRightLength(ROUNDS);
    decoder.readDamaged(ROUNDS);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (Proposal proposal : List.of(BARE, WITH_HOLDS, RULING)) {
      assertThat(Proposal.decode(proposal.encode())).isEqualTo(proposal);
    }
    assertThat(HoldStatement.decode(STATEMENT.encode())).isEqualTo(STATEMENT);
    assertThat(LastHeard.decode(HEARD.encode())).isEqualTo(HEARD);
  }

  @Test
  void noMoreStatementsThanHolds() {
    Checkpoint one = new Checkpoint(LANE, 0, 9, HASH, Holds.of(5), 1);

    refused(
        OUT_OF_RANGE,
        "count of statements",
        () ->
            new CheckpointProposal(
                one, List.of(PANEL.holds(1, STATEMENT), PANEL.holds(2, STATEMENT))));
  }

  @Test
  void whatIsNoProposalIsRefused() {
    refused(WRONG_LENGTH, "proposal", () -> Proposal.decode(Bytes.EMPTY));
    refused(OUT_OF_RANGE, "kind of proposal", () -> Proposal.decode(Bytes.fromHex("0x03")));
    refused(OUT_OF_RANGE, "held nonce", () -> new HoldStatement(LANE, 0, HASH));
  }
}
