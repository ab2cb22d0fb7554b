package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * To vouch for a lane's head.
 *
 * @param statements what other attesters have said of the held messages, each under its identity:
 *     who does not hold a message itself wants to see who does
 */
public record CheckpointProposal(Checkpoint checkpoint, List<SignedMessage> statements)
    implements Proposal {
  private static final int FIXED_LENGTH = 2 * Hash32.LENGTH + 3 * Long.BYTES + Short.BYTES;

  public CheckpointProposal {
    statements = List.copyOf(statements);
    Require.inRange(
        statements.size(), 0, checkpoint.holds().nonces().size(), "count of statements of holds");
    statements.forEach(CheckpointProposal::requireOfItsLength);
  }

  private static void requireOfItsLength(SignedMessage statement) {
    Require.length(statement.body(), HoldStatement.LENGTH, "statement of a hold");
  }

  @Override
  public LaneId lane() {
    return checkpoint.lane();
  }

  @Override
  public long keyEpoch() {
    return checkpoint.keyEpoch();
  }

  /**
   * 1 ‖ lane (32 bytes) ‖ from (8) ‖ nonce (8) ‖ head (32) ‖ key epoch (8) ‖ count of holds (2) ‖
   * holds (8 each) ‖ statements, whole.
   */
  @Override
  public Bytes encode() {
    List<Bytes> said = statements.stream().map(SignedMessage::encode).toList();
    Bytes holds = checkpoint.holds().encode();
    ByteBuffer out =
        ByteBuffer.allocate(
            1 + FIXED_LENGTH + holds.length() + said.stream().mapToInt(Bytes::length).sum());
    out.put(CHECKPOINT)
        .put(checkpoint.lane().value().bytes().asByteBuffer())
        .putLong(checkpoint.from())
        .putLong(checkpoint.nonce())
        .put(checkpoint.head().bytes().asByteBuffer())
        .putLong(checkpoint.keyEpoch())
        .putShort((short) checkpoint.holds().nonces().size())
        .put(holds.asByteBuffer());
    said.forEach(statement -> out.put(statement.asByteBuffer()));
    return Bytes.copyOf(out.array());
  }

  static CheckpointProposal read(Bytes bytes) {
    ByteBuffer in = bytes.asByteBuffer();
    Require.remaining(in, FIXED_LENGTH, "checkpoint proposal");
    LaneId lane = new LaneId(Hash32.read(in));
    long from = in.getLong();
    long nonce = in.getLong();
    Hash32 head = Hash32.read(in);
    long keyEpoch = in.getLong();
    int holdsLength = Short.toUnsignedInt(in.getShort()) * Long.BYTES;
    Require.remaining(in, holdsLength, "holds of a checkpoint proposal");
    Bytes holds = bytes.slice(FIXED_LENGTH, holdsLength);
    int statementsAt = FIXED_LENGTH + holdsLength;
    return new CheckpointProposal(
        checkpoint(lane, from, nonce, head, holds, keyEpoch),
        statements(bytes.slice(statementsAt, bytes.length() - statementsAt)));
  }

  private static Checkpoint checkpoint(
      LaneId lane, long from, long nonce, Hash32 head, Bytes holds, long keyEpoch) {
    try {
      return new Checkpoint(lane, from, nonce, head, Holds.decode(holds), keyEpoch);
    } catch (ProtocolException e) {
      throw new AttestationException(
          OUT_OF_RANGE, "checkpoint proposal", String.valueOf(e.getMessage()), "a checkpoint");
    }
  }

  private static List<SignedMessage> statements(Bytes bytes) {
    int length = HoldStatement.SIGNED_LENGTH;
    if (bytes.length() % length != 0) {
      throw new AttestationException(
          INCONSISTENT,
          "statements of holds",
          bytes.length() + " bytes",
          "a multiple of " + length);
    }
    List<SignedMessage> statements = new ArrayList<>();
    for (int from = 0; from < bytes.length(); from += length) {
      statements.add(SignedMessage.decode(bytes.slice(from, length)));
    }
    return statements;
  }
}
