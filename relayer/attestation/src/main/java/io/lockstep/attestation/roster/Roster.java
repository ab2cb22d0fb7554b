package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attesters that share a key. Another roster means another key, so its hash goes into the
 * certificate of the ceremony that made the key.
 *
 * @param members rising by identifier, each with an identity of its own
 */
public record Roster(List<RosterMember> members) {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_ROSTER_V1");

  public Roster {
    members = List.copyOf(members);
    Require.inRange(
        members.size(),
        PublicKeyPackage.THRESHOLD_MIN,
        PublicKeyPackage.PARTICIPANTS_MAX,
        "count of attesters");
    Require.rising(members, RosterMember::identifier, "identifier on the roster");
    long identities = members.stream().map(RosterMember::identity).distinct().count();
    if (identities != members.size()) {
      throw new AttestationException(
          INCONSISTENT, "roster", identities + " identity keys", "one for each attester");
    }
  }

  public static Roster decode(Bytes bytes) {
    ByteBuffer in = bytes.asByteBuffer();
    List<RosterMember> members = new ArrayList<>();
    while (in.hasRemaining()) {
      Require.inRange(
          members.size() + 1, 1, PublicKeyPackage.PARTICIPANTS_MAX, "count of attesters");
      members.add(RosterMember.read(in));
    }
    return new Roster(members);
  }

  /** One member behind the other. */
  public Bytes encode() {
    List<Bytes> encoded = members.stream().map(RosterMember::encode).toList();
    ByteBuffer out = ByteBuffer.allocate(encoded.stream().mapToInt(Bytes::length).sum());
    encoded.forEach(member -> out.put(member.asByteBuffer()));
    return Bytes.copyOf(out.array());
  }

  public Hash32 hash() {
    return new Keccak256().add(TAG).add(encode()).finish();
  }

  public int size() {
    return members.size();
  }

  public List<Identifier> identifiers() {
    return members.stream().map(RosterMember::identifier).toList();
  }

  public Optional<RosterMember> find(Identifier identifier) {
    return members.stream().filter(member -> member.identifier().equals(identifier)).findFirst();
  }

  /**
   * Somebody who must be on the roster.
   *
   * @throws AttestationException if they are not
   */
  public RosterMember member(Identifier identifier) {
    return find(identifier)
        .orElseThrow(() ->
            new AttestationException(
                FOREIGN, "identifier", identifier, "one that is on the roster"));
  }
}
