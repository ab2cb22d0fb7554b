package io.lockstep.app.keys;

import io.lockstep.app.config.ConfigFile;
import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A roster as people write it and compare it before a ceremony. {@code ops/config/roster.yaml}
 * explains every key.
 */
public final class RosterFile {
  private static final long NUMBER_MAX = 1_000_000;

  private RosterFile() {}

  public static Roster read(Path file) {
    return ConfigFile.read(file, RosterFile::read);
  }

  private static Value<Roster> read(Section root) {
    root.required("version", Scalar.wholeNumber(1, 1));
    Value<List<RosterMember>> members =
        Values.list(root.sections("attesters").stream().map(RosterFile::member).toList());
    return members.isRight() ? roster(root, members.get()) : Value.wrong();
  }

  private static Value<Roster> roster(Section root, List<RosterMember> members) {
    if (members.isEmpty()) {
      return Value.wrong();
    }
    try {
      return Value.of(
          new Roster(
              members.stream().sorted(Comparator.comparing(RosterMember::identifier)).toList()));
    } catch (AttestationException e) {
      root.wrong("attesters", String.valueOf(e.getMessage()));
      return Value.wrong();
    }
  }

  private static Value<RosterMember> member(Section section) {
    var number = section.required("number", Scalar.longNumber(1, NUMBER_MAX));
    var identity = section.required("identity", RosterFile::identity);
    var address = section.required("address", RosterFile::address);
    section.refuseUnknown();
    return Values.all(number, identity, address)
        .then(() -> new RosterMember(Identifier.of(number.get()), identity.get(), address.get()));
  }

  private static IdentityKey identity(String text) {
    try {
      return new IdentityKey(Bytes.fromHex(text));
    } catch (ProtocolException | AttestationException e) {
      throw new IllegalArgumentException(
          "an identity as lockstep keys identity prints it: 0x and 64 hexadecimal digits", e);
    }
  }

  private static String address(String text) {
    String read = AttesterAddress.of(text).toString();
    if (read.length() > RosterMember.ADDRESS_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "at most %d letters".formatted(RosterMember.ADDRESS_LENGTH_MAX));
    }
    return read;
  }
}
