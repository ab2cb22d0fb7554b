package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.keys.ceremony.Errand;
import io.lockstep.app.keys.ceremony.KeyKeeping;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.app.transport.Frames;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.PendingKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One attester's keys in its folder.
 *
 * @param root where its identity is and what sessions it has begun
 * @param files of the key in question: the root itself, or an epoch's folder in it
 */
public record KeptKeys(
    KeyFolder root, KeyFolder files, Identifier attester, Roster roster, Sealing sealing)
    implements KeyKeeping {
  private static final int TERMS_IN_NAME = 18;

  private BegunSessions sessions() {
    return new BegunSessions(root.path().resolve("sessions"));
  }

  @Override
  public Optional<Begun> begun(Hash32 session) {
    return sessions().find(session);
  }

  @Override
  public void begin(Hash32 session, Begun begun) {
    sessions().begin(session, begun);
  }

  // Pending shares

  private SecretFile pendingFile(Hash32 terms) {
    String name = terms.toString().substring(2, TERMS_IN_NAME);
    return new SecretFile(
        files.path().resolve("attester-%s.%s%s".formatted(attester, name, KeyFolder.PENDING)));
  }

  /** Signed messages and no secret, but nobody else's business. */
  private static SecretFile saidFile(Path pending) {
    return new SecretFile(Path.of(pending + ".said"));
  }

  /** What was said lies there first, so that there is no pending share without it. */
  @Override
  public void store(Stored stored) {
    Hash32 terms = stored.key().certification().termsHash();
    SecretFile pending = pendingFile(terms);
    saidFile(pending.path())
        .replace(Frames.join(stored.said().stream().map(SignedMessage::encode).toList()));
    pending.write(sealing.seal(stored.key().reveal(), terms.bytes()));
  }

  @Override
  public Optional<Stored> findPending(Hash32 terms) {
    Path file = pendingFile(terms).path();
    return Files.exists(file) ? Optional.of(stored(file)) : Optional.empty();
  }

  private Stored stored(Path pending) {
    byte[] key = Sealing.open(pending, sealing.passphrase()).secret();
    Bytes said = Bytes.copyOf(saidFile(pending).read());
    return new Stored(
        PendingKey.decode(key), Frames.split(said).stream().map(SignedMessage::decode).toList());
  }

  private static void destroyPending(Path pending) {
    new SecretFile(pending).destroy();
    saidFile(pending).destroy();
  }

  // Certified shares

  boolean hasShare() {
    return Files.exists(files.shareFile(attester));
  }

  CertifiedKey share() {
    return files.readShare(attester, roster, sealing.passphrase());
  }

  /** What a refresh has replaced while not all had said that they have stored theirs. */
  SecretFile oldShare() {
    return new SecretFile(Path.of(files.shareFile(attester) + ".old"));
  }

  @Override
  public Optional<CertifiedKey> findCertified(Hash32 terms) {
    return Optional.of(this)
        .filter(KeptKeys::hasShare)
        .map(KeptKeys::share)
        .filter(share -> share.certificate().certification().termsHash().equals(terms));
  }

  @Override
  public Optional<String> obstacle(Errand errand) {
    return switch (errand) {
      case NEW_KEY ->
          hasShare()
              ? Optional.of(
                  files.shareFile(attester)
                      + ": found the share of a key, expected none; keys rotate makes the next key")
              : Optional.empty();
      case REFRESH ->
          Files.exists(oldShare().path())
              ? Optional.of(
                  oldShare().path()
                      + ": found a refresh that not all have confirmed, expected none; run it again"
                      + " with its session, on all")
              : Optional.empty();
      case REGISTER -> Optional.empty();
    };
  }

  /** From here on the new share signs; whoever crashes in between begins here again. */
  @Override
  public void certified(CertifiedKey key) {
    if (!hasShare()) {
      files.replaceRoster(roster);
      files.writeShare(key, sealing);
    } else if (!share().certificate().hash().equals(key.certificate().hash())) {
      SecretFile share = new SecretFile(files.shareFile(attester));
      if (!Files.exists(oldShare().path())) {
        share.keepAs(oldShare().path());
      }
      share.replace(sealing.seal(key.reveal(), key.label()));
    }
    destroyPending(pendingFile(key.certificate().certification().termsHash()).path());
  }

  @Override
  public void confirmedByAll(CertifiedKey key) {
    requireReplaced();
    oldShare().destroy();
    files.pending(attester).forEach(KeptKeys::destroyPending);
  }

  /** Two names of one file: to write over the old share would be to write over the only one. */
  private void requireReplaced() {
    Path old = oldShare().path();
    try {
      if (Files.exists(old) && Files.isSameFile(old, files.shareFile(attester))) {
        throw new IllegalStateException(old + " is the share in use");
      }
    } catch (IOException e) {
      throw CliException.temporary("%s cannot be read (%s)".formatted(old, e));
    }
  }
}
