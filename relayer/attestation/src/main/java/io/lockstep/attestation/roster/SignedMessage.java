package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an attester says, under its identity key, so that whoever holds it can prove later who said
 * it.
 *
 * @param scope what it belongs to: the hash of a ceremony or of a signing session. A message says
 *     nothing outside of its scope
 */
public record SignedMessage(
    MessageKind kind, Hash32 scope, Identifier sender, Bytes body, Bytes signature) {
  /** Bounds what a stranger's bytes can cost. The longest is the echo of a large ceremony. */
  public static final int BODY_LENGTH_MAX = 1 << 20;

  private static final byte[] TAG =
      "LOCKSTEP_ATTESTER_MESSAGE_V1".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_LENGTH = 1 + Hash32.LENGTH + Identifier.LENGTH;

  public SignedMessage {
    Require.inRange(body.length(), 0, BODY_LENGTH_MAX, "length of a message's body");
    Require.length(signature, IdentityKey.SIGNATURE_LENGTH, "signature of a message");
  }

  public static SignedMessage sign(
      IdentitySigner signer, Identifier sender, MessageKind kind, Hash32 scope, Bytes body) {
    return new SignedMessage(
        kind, scope, sender, body, signer.sign(statement(kind, scope, sender, body)));
  }

  public static SignedMessage decode(Bytes bytes) {
    int bodyLength = bytes.length() - HEADER_LENGTH - IdentityKey.SIGNATURE_LENGTH;
    if (bodyLength < 0) {
      throw new AttestationException(
          WRONG_LENGTH,
          "signed message",
          bytes.length() + " bytes",
          "at least " + (HEADER_LENGTH + IdentityKey.SIGNATURE_LENGTH));
    }
    return new SignedMessage(
        MessageKind.of(bytes.asByteBuffer().get()),
        new Hash32(bytes.slice(1, Hash32.LENGTH)),
        Identifier.decode(bytes.slice(1 + Hash32.LENGTH, Identifier.LENGTH)),
        bytes.slice(HEADER_LENGTH, bodyLength),
        bytes.slice(HEADER_LENGTH + bodyLength, IdentityKey.SIGNATURE_LENGTH));
  }

  /** Kind (1 byte) ‖ scope (32) ‖ sender (32) ‖ body ‖ signature (64). */
  public Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(HEADER_LENGTH + body.length() + IdentityKey.SIGNATURE_LENGTH)
            .put(headed(kind, scope, sender, body))
            .put(signature.asByteBuffer())
            .array());
  }

  /**
   * Checks that the sender is on the roster and said this.
   *
   * @throws AttestationException if not
   */
  public SignedMessage requireSigned(Roster roster) {
    IdentityKey identity = roster.member(sender).identity();
    if (!identity.signed(statement(kind, scope, sender, body), signature)) {
      throw new AttestationException(
          NOT_SIGNED, kind + " of " + sender, "another signature", "one of its identity key");
    }
    return this;
  }

  /** Whether the sender is on the roster and said this. */
  public boolean isSigned(Roster roster) {
    return roster
        .find(sender)
        .filter(member -> member.identity().signed(statement(kind, scope, sender, body), signature))
        .isPresent();
  }

  /**
   * What is signed has the body's hash where the message has the body: an echo is long, and Ed25519
   * hashes what it is given by Bouncy Castle's SHA-512, twice when it signs, where the platform's
   * SHA-256 takes a fraction of the time.
   */
  private static Bytes statement(MessageKind kind, Hash32 scope, Identifier sender, Bytes body) {
    return Bytes.copyOf(
        ByteBuffer.allocate(TAG.length + HEADER_LENGTH + Hash32.LENGTH)
            .put(TAG)
            .put(headed(kind, scope, sender, sha256(body)))
            .array());
  }

  private static Bytes sha256(Bytes body) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(body.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }

  private static byte[] headed(MessageKind kind, Hash32 scope, Identifier sender, Bytes body) {
    return ByteBuffer.allocate(HEADER_LENGTH + body.length())
        .put(kind.code())
        .put(scope.bytes().asByteBuffer())
        .put(sender.encode().asByteBuffer())
        .put(body.asByteBuffer())
        .array();
  }
}
