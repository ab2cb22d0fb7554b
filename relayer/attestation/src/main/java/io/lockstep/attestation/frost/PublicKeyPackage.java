package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.group.Points;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What everybody knows of a key: how many must sign, who can, and the key itself.
 *
 * <p>All verification shares lie on one polynomial of degree below the threshold whose value at
 * zero is the group key. So if every signature share of a round is right, the signature is.
 *
 * @param roster rising by identifier
 */
public record PublicKeyPackage(int threshold, GroupKey groupKey, List<VerificationShare> roster) {
  /** RFC 9591 shares a secret among no fewer. */
  public static final int THRESHOLD_MIN = 2;

  /** Bounds what a stranger's bytes can cost. The largest quorum foreseen is 9 of 13. */
  public static final int PARTICIPANTS_MAX = 64;

  private static final int HEADER_LENGTH = 1 + Points.LENGTH;

  public PublicKeyPackage {
    roster = List.copyOf(roster);
    Require.inRange(roster.size(), THRESHOLD_MIN, PARTICIPANTS_MAX, "count of participants");
    Require.inRange(threshold, THRESHOLD_MIN, roster.size(), "threshold");
    Require.rising(roster, VerificationShare::identifier, "identifier on the roster");
    requireOnePolynomial(threshold, groupKey, roster);
  }

  private static void requireOnePolynomial(
      int threshold, GroupKey groupKey, List<VerificationShare> roster) {
    List<VerificationShare> quorum = roster.subList(0, threshold);
    if (!Lagrange.interpolate(quorum, BigInteger.ZERO, groupKey.point())) {
      throw new AttestationException(
          INCONSISTENT, "group key", groupKey.point().compressed(), "the one of the roster");
    }
    for (VerificationShare share : roster.subList(threshold, roster.size())) {
      if (!Lagrange.interpolate(quorum, share.identifier().value(), share.point())) {
        throw new AttestationException(
            INCONSISTENT,
            "verification share of " + share.identifier(),
            share.point().compressed(),
            "the one that the first " + threshold + " of the roster give");
      }
    }
  }

  /**
   * Reads what {@link #encode} writes. A group key that the gateway would refuse, because its
   * x-coordinate is not below the order, is refused here too: the ceremony must be held again.
   */
  public static PublicKeyPackage decode(Bytes bytes) {
    Require.wholeEntries(bytes, HEADER_LENGTH, VerificationShare.LENGTH, "public key package");
    int count = (bytes.length() - HEADER_LENGTH) / VerificationShare.LENGTH;
    Require.inRange(count, THRESHOLD_MIN, PARTICIPANTS_MAX, "count of participants");
    ByteBuffer in = bytes.asByteBuffer();
    int threshold = Byte.toUnsignedInt(in.get());
    CurvePoint key = Points.read(in, "group key");
    Require.inRange(
        key.x(), BigInteger.ONE, Secp256k1.ORDER.subtract(BigInteger.ONE), "x of the group key");
    VerificationShare[] roster = new VerificationShare[count];
    for (int i = 0; i < count; i++) {
      roster[i] = VerificationShare.read(in);
    }
    return new PublicKeyPackage(threshold, GroupKey.of(key), List.of(roster));
  }

  /** Threshold (1 byte) ‖ group key (33) ‖ for each participant: identifier (32) ‖ share (33). */
  public Bytes encode() {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_LENGTH + roster.size() * VerificationShare.LENGTH)
            .put((byte) threshold)
            .put(groupKey.point().compressed().asByteBuffer());
    roster.forEach(share -> share.writeTo(out));
    return Bytes.copyOf(out.array());
  }

  /**
   * The share of somebody who must be on the roster.
   *
   * @throws AttestationException if they are not
   */
  public CurvePoint verificationShare(Identifier identifier) {
    return roster.stream()
        .filter(share -> share.identifier().equals(identifier))
        .map(VerificationShare::point)
        .findFirst()
        .orElseThrow(() ->
            new AttestationException(
                FOREIGN, "identifier", identifier, "one that is on the roster"));
  }
}
