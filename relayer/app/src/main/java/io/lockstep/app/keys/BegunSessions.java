package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.keys.ceremony.KeyKeeping.Begun;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sessions that an attester has said hello in, a small file for each. They are never deleted:
 * who says hello twice in a session contradicts itself.
 */
record BegunSessions(Path folder) {
  private Path file(Hash32 session) {
    return folder.resolve(session.toString());
  }

  Optional<Begun> find(Hash32 session) {
    Path file = file(session);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Bytes bytes = Bytes.copyOf(new SecretFile(file).read());
    try {
      return Optional.of(
          new Begun(
              new Hash32(bytes.slice(0, Hash32.LENGTH)),
              new Hash32(bytes.slice(Hash32.LENGTH, Hash32.LENGTH))));
    } catch (AttestationException | IndexOutOfBoundsException e) {
      throw CliException.permanent("%s: found no record of a session".formatted(file));
    }
  }

  /** Durable when it returns; refused if the session was begun before. */
  void begin(Hash32 session, Begun begun) {
    SecretFile.createFolder(folder);
    byte[] record = new byte[2 * Hash32.LENGTH];
    begun.terms().bytes().asByteBuffer().get(record, 0, Hash32.LENGTH);
    begun.agreement().bytes().asByteBuffer().get(record, Hash32.LENGTH, Hash32.LENGTH);
    new SecretFile(file(session)).write(record);
  }
}
