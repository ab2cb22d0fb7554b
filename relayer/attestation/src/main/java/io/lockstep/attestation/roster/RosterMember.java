package io.lockstep.attestation.roster;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One attester.
 *
 * @param address where it answers, in printable ASCII; what it means is for the transport to say
 */
public record RosterMember(Identifier identifier, IdentityKey identity, String address) {
  public static final int ADDRESS_LENGTH_MAX = 255;

  private static final int HEADER_LENGTH = Identifier.LENGTH + IdentityKey.LENGTH + 1;

  public RosterMember {
    Require.inRange(address.length(), 1, ADDRESS_LENGTH_MAX, "length of an attester's address");
    if (!address.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
      throw new AttestationException(
          OUT_OF_RANGE, "address of attester " + identifier, "another letter", "printable ASCII");
    }
  }

  static RosterMember read(ByteBuffer in) {
    byte[] identifier = taken(in, Identifier.LENGTH);
    byte[] identity = taken(in, IdentityKey.LENGTH);
    byte[] address = taken(in, Byte.toUnsignedInt(taken(in, 1)[0]));
    return new RosterMember(
        Identifier.decode(Bytes.copyOf(identifier)),
        new IdentityKey(Bytes.copyOf(identity)),
        new String(address, StandardCharsets.ISO_8859_1));
  }

  private static byte[] taken(ByteBuffer in, int length) {
    Require.remaining(in, length, "roster");
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** Identifier (32 bytes) ‖ identity key (32) ‖ length of the address (1) ‖ address. */
  Bytes encode() {
    byte[] text = address.getBytes(StandardCharsets.US_ASCII);
    return Bytes.copyOf(
        ByteBuffer.allocate(HEADER_LENGTH + text.length)
            .put(identifier.encode().asByteBuffer())
            .put(identity.bytes().asByteBuffer())
            .put((byte) text.length)
            .put(text)
            .array());
  }
}
