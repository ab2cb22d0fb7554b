package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.app.transport.Tls;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Which servers are asked for checkpoints. Each is checked, so it only matters to whom one talks.
 */
final class ServerTrust {
  private static final long ROSTER_LENGTH_MAX = 1 << 20;

  private ServerTrust() {}

  /** With a roster, those on it; without one, anybody. */
  static SSLContext of(Optional<Path> rosterFile) {
    return rosterFile
        .map(file -> Tls.anonymous(identities(file), InstantSource.system()))
        .orElseGet(Tls::withAnybody);
  }

  private static Set<IdentityKey> identities(Path file) {
    return read(file).members().stream()
        .map(RosterMember::identity)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Roster read(Path file) {
    try {
      if (Files.size(file) > ROSTER_LENGTH_MAX) {
        throw CliException.permanent(file + ": found a file too long for a roster");
      }
      return Roster.decode(Bytes.fromHex(Files.readString(file).strip()));
    } catch (ProtocolException | AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(file, e));
    }
  }
}
