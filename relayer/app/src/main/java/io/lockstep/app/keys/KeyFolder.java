package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.atrest.SealedSecret;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a ceremony leaves behind, in files. A share and an identity lie sealed in a file of their
 * own that only the owner can read; the roster is public.
 *
 * <ul>
 *   <li>{@code roster}: who the attesters are
 *   <li>{@code attester-N.share}: the share of attester N and the certificate of all, sealed
 *   <li>{@code attester-N.identity}: what attester N signs its messages with, sealed
 *   <li>{@code passphrase}: only of a demo, where nobody said one
 * </ul>
 */
public record KeyFolder(Path path) {
  private static final long ROSTER_LENGTH_MAX = 1 << 20;

  static KeyFolder create(Path path) {
    SecretFile.createFolder(path);
    return new KeyFolder(path);
  }

  Path rosterFile() {
    return path.resolve("roster");
  }

  Path shareFile(Identifier attester) {
    return path.resolve("attester-%s.share".formatted(attester));
  }

  Path identityFile(Identifier attester) {
    return path.resolve("attester-%s.identity".formatted(attester));
  }

  private SecretFile passphraseFile() {
    return new SecretFile(path.resolve("passphrase"));
  }

  /** The one that was said, or else the one that lies beside the files of a demo. */
  public Passphrase passphrase(PassphraseOption option) {
    return option
        .passphrase()
        .or(() ->
            Files.exists(passphraseFile().path())
                ? Optional.of(Passphrase.in(passphraseFile()))
                : Optional.empty())
        .orElseThrow(() ->
            CliException.permanent(
                "a passphrase for the files in %s is needed: give --passphrase-file FILE, or set %s"
                    .formatted(path, PassphraseOption.VARIABLE)));
  }

  /** Lays a new passphrase beside the files: a lock with its key in it. */
  Passphrase generatePassphrase(SecureRandom random) {
    Passphrase passphrase = Passphrase.generate(random);
    passphraseFile().write(passphrase.reveal());
    return passphrase;
  }

  void writeRoster(Roster roster) {
    try {
      Files.writeString(
          rosterFile(),
          roster.encode() + "\n",
          java.nio.file.StandardOpenOption.CREATE_NEW,
          java.nio.file.StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw CliException.permanent(
          "%s cannot be written (%s); a key is never written over another"
              .formatted(rosterFile(), e));
    }
  }

  public Roster readRoster() {
    try {
      if (Files.size(rosterFile()) > ROSTER_LENGTH_MAX) {
        throw CliException.permanent(rosterFile() + ": found a file too long for a roster");
      }
      return Roster.decode(Bytes.fromHex(Files.readString(rosterFile()).strip()));
    } catch (ProtocolException e) {
      throw CliException.permanent("%s: %s".formatted(rosterFile(), e.getMessage()));
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(rosterFile(), e));
    }
  }

  void writeShare(CertifiedKey key, Passphrase passphrase, SecureRandom random) {
    seal(shareFile(key.identifier()), key.reveal(), key.label(), passphrase, random);
  }

  void writeIdentity(
      Identifier attester, IdentitySigner identity, Passphrase passphrase, SecureRandom random) {
    seal(identityFile(attester), identity.reveal(), identity.key().bytes(), passphrase, random);
  }

  private static void seal(
      Path file, byte[] secret, Bytes label, Passphrase passphrase, SecureRandom random) {
    SealedSecret sealed =
        SealedSecret.seal(secret, label, passphrase.characters(), Argon2Cost.STANDARD, random);
    new SecretFile(file).write(sealed.encode().toArray());
  }

  public CertifiedKey readShare(Identifier attester, Roster roster, Passphrase passphrase) {
    Path file = shareFile(attester);
    SealedSecret sealed = SealedSecret.decode(Bytes.copyOf(new SecretFile(file).read()));
    CertifiedKey key = CertifiedKey.decode(open(file, sealed, passphrase), roster);
    if (!key.identifier().equals(attester) || !key.label().equals(sealed.label())) {
      throw CliException.permanent(
          "%s: found the share of attester %s, expected that of %s"
              .formatted(file, key.identifier(), attester));
    }
    return key;
  }

  /** What may be read of a share without a passphrase; see {@link CertifiedKey#label}. */
  public Bytes readLabel(Identifier attester) {
    return SealedSecret.decode(Bytes.copyOf(new SecretFile(shareFile(attester)).read())).label();
  }

  public IdentitySigner readIdentity(Identifier attester, Roster roster, Passphrase passphrase) {
    Path file = identityFile(attester);
    SealedSecret sealed = SealedSecret.decode(Bytes.copyOf(new SecretFile(file).read()));
    IdentitySigner identity = IdentitySigner.decode(open(file, sealed, passphrase));
    if (!identity.key().equals(roster.member(attester).identity())) {
      throw CliException.permanent(
          "%s: found the identity %s, expected that of attester %s on the roster"
              .formatted(file, identity.key(), attester));
    }
    return identity;
  }

  private static byte[] open(Path file, SealedSecret sealed, Passphrase passphrase) {
    try {
      return sealed.open(passphrase.characters());
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(file, e.getMessage()));
    }
  }
}
