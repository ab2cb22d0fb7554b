package io.lockstep.app.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.secret.PassphraseOption;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.atrest.SealedSecret;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a ceremony leaves behind, in files. A share and an identity lie sealed in a file of their
 * own that only the owner can read; the roster is public.
 *
 * <ul>
 *   <li>{@code roster}: who the attesters are
 *   <li>{@code attester-N.share}: the share of attester N and the certificate of all, sealed
 *   <li>{@code attester-N.share.old}: what a refresh has replaced, until all have stored theirs
 *   <li>{@code attester-N.….pending}: a share that N has not yet seen certified, sealed; beside it,
 *       {@code .said}, what N has said in that ceremony
 *   <li>{@code identity}, or {@code attester-N.identity} where the attesters of a local ceremony
 *       lie together: what an attester signs its messages with, sealed
 *   <li>{@code sessions}: which sessions were begun
 *   <li>{@code epoch-E}: the same for the key of a later epoch, of the identity above
 *   <li>{@code passphrase}: only of a demo, where nobody said one
 * </ul>
 */
public record KeyFolder(Path path) {
  private static final long ROSTER_LENGTH_MAX = 1 << 20;
  private static final String EPOCH = "epoch-";
  private static final Pattern HOLDER =
      Pattern.compile("attester-([0-9]{1,78})\\.(share|[0-9a-f]+\\.pending)");

  /** How the name of a share ends that is not certified yet. */
  static final String PENDING = ".pending";

  /** Makes a folder that only its owner can enter, unless it is there. */
  public static KeyFolder create(Path path) {
    SecretFile.createFolder(path);
    return new KeyFolder(path);
  }

  /**
   * Lays down what one attester has: its share, its identity and the roster, sealed under its own
   * passphrase, in a folder that has none of it yet.
   */
  public static KeyFolder write(
      Path path, Roster roster, CertifiedKey key, IdentitySigner identity, Sealing sealing) {
    KeyFolder folder = create(path);
    folder.writeRoster(roster);
    IdentityFile.in(path).write(identity, sealing);
    folder.writeShare(key, sealing);
    return folder;
  }

  /** Where the key of a later epoch is. */
  KeyFolder epoch(long keyEpoch) {
    return new KeyFolder(path.resolve(EPOCH + keyEpoch));
  }

  /** This folder and those of later epochs under it, if they hold anything of a ceremony. */
  List<KeyFolder> all() {
    return withEpochs().stream().filter(KeyFolder::isBegun).toList();
  }

  List<KeyFolder> withEpochs() {
    return Stream.concat(Stream.of(path), entries(EPOCH).stream()).map(KeyFolder::new).toList();
  }

  private boolean isBegun() {
    return Files.exists(rosterFile());
  }

  /** Whose shares or pending shares are here or in the folders of later epochs. */
  List<Identifier> holders() {
    return withEpochs().stream()
        .flatMap(folder -> folder.entries("attester-").stream())
        .map(file -> HOLDER.matcher(file.getFileName().toString()))
        .filter(Matcher::matches)
        .map(matcher -> new Identifier(new BigInteger(matcher.group(1))))
        .distinct()
        .sorted()
        .toList();
  }

  /** Shares that are not certified yet. */
  List<Path> pending(Identifier attester) {
    return entries("attester-%s.".formatted(attester)).stream()
        .filter(file -> file.toString().endsWith(PENDING))
        .toList();
  }

  boolean holdsIdentities() {
    return entries("attester-").stream().anyMatch(file -> file.toString().endsWith(".identity"));
  }

  /** Entries whose name begins so, in the order of their names. */
  List<Path> entries(String prefix) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var entries = Files.list(path)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .sorted(
              Comparator.comparingInt((Path entry) -> entry.toString().length())
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be read (%s)".formatted(path, e));
    }
  }

  Path rosterFile() {
    return path.resolve("roster");
  }

  Path shareFile(Identifier attester) {
    return path.resolve("attester-%s.share".formatted(attester));
  }

  /** The one of the attester, of this folder, or of the folder of epochs above it. */
  IdentityFile identityFile(Identifier attester) {
    IdentityFile together =
        new IdentityFile(path.resolve("attester-%s.identity".formatted(attester)));
    IdentityFile own = IdentityFile.in(path);
    if (together.exists() || own.exists() || !isOfLaterEpoch()) {
      return own.exists() ? own : together;
    }
    return IdentityFile.in(path.resolveSibling(""));
  }

  private boolean isOfLaterEpoch() {
    return String.valueOf(path.getFileName()).startsWith(EPOCH);
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
  public Passphrase generatePassphrase(SecureRandom random) {
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

  /** Durable, and in the place of one that no share belongs to. */
  void replaceRoster(Roster roster) {
    new SecretFile(rosterFile()).replace((roster.encode() + "\n").getBytes(US_ASCII));
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

  void writeShare(CertifiedKey key, Sealing sealing) {
    new SecretFile(shareFile(key.identifier())).write(sealing.seal(key.reveal(), key.label()));
  }

  void writeIdentity(Identifier attester, IdentitySigner identity, Sealing sealing) {
    new IdentityFile(path.resolve("attester-%s.identity".formatted(attester)))
        .write(identity, sealing);
  }

  public CertifiedKey readShare(Identifier attester, Roster roster, Passphrase passphrase) {
    return readShare(shareFile(attester), attester, roster, passphrase);
  }

  static CertifiedKey readShare(
      Path file, Identifier attester, Roster roster, Passphrase passphrase) {
    Sealing.Opened opened = Sealing.open(file, passphrase);
    CertifiedKey key = CertifiedKey.decode(opened.secret(), roster);
    if (!key.identifier().equals(attester) || !key.label().equals(opened.label())) {
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
    return identityFile(attester)
        .read(
            passphrase,
            roster.member(attester).identity(),
            "attester %s on the roster".formatted(attester));
  }
}
