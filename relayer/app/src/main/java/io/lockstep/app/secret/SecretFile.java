package io.lockstep.app.secret;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.lockstep.app.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A file that nobody but its owner can read. It is written whole or not at all, never over another,
 * and is on the disk when the method returns.
 */
public record SecretFile(Path path) {
  /** Longer than any secret of ours; a mistaken path must not fill the memory. */
  private static final int LENGTH_MAX = 1 << 20;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

  /**
   * Refuses a file whose permissions let somebody else read or change it. Who owns it is not asked,
   * nor who may write to its folder: root trusts the owner of a file that it is told to read.
   */
  public byte[] read() {
    try {
      requireOwnersOnly(path);
      if (Files.isDirectory(path)) {
        throw CliException.permanent("%s: found a folder, expected a file".formatted(path));
      }
      requireShort(Files.size(path));
      // A pipe has no size, and a file may grow.
      try (InputStream in = Files.newInputStream(path)) {
        byte[] secret = in.readNBytes(LENGTH_MAX + 1);
        requireShort(secret.length);
        return secret;
      }
    } catch (NoSuchFileException e) {
      throw CliException.permanent("%s: found no such file".formatted(path));
    } catch (IOException e) {
      throw CliException.temporary("%s cannot be read (%s)".formatted(path, e.getMessage()));
    }
  }

  private void requireShort(long length) {
    if (length > LENGTH_MAX) {
      throw CliException.permanent(
          "%s: found %d bytes or more, expected a secret of at most %d"
              .formatted(path, length, LENGTH_MAX));
    }
  }

  private static void requireOwnersOnly(Path path) throws IOException {
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
    if (!OWNERS.containsAll(found) && !isCredential(path, found, System.getenv())) {
      throw CliException.permanent(
          "%s: found permissions %s, expected none for group and others: run chmod 600 %s"
              .formatted(path, PosixFilePermissions.toString(found), path));
    }
  }

  /**
   * Whether it is one that systemd laid down for this service alone. It lets the service's user in
   * by an access list, which shows as if a group could read.
   */
  static boolean isCredential(
      Path path, Set<PosixFilePermission> found, Map<String, String> environment) {
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    return folder != null
        && path.toAbsolutePath().normalize().startsWith(folder)
        && Set.of(OWNER_READ, GROUP_READ).containsAll(found);
  }

  /** Refuses to write over a file that is there. */
  public void write(byte[] secret) {
    try {
      Path folder = path.resolveSibling("").toAbsolutePath();
      Path unfinished = unfinished(folder, secret);
      try {
        // A link, because a move would replace what is there.
        Files.createLink(path, unfinished);
      } finally {
        Files.delete(unfinished);
      }
      syncFolder(folder);
    } catch (FileAlreadyExistsException e) {
      throw CliException.permanent(
          "%s: found a file, expected none; a secret is never written over".formatted(path));
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be written (%s)".formatted(path, e));
    }
  }

  /** Puts another secret in the place of the one that is there: at any moment one of them is. */
  public void replace(byte[] secret) {
    try {
      Path folder = path.resolveSibling("").toAbsolutePath();
      Files.move(unfinished(folder, secret), path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folder);
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be written (%s)".formatted(path, e));
    }
  }

  /** Gives the file a second name too, under which it stays when this one is replaced. */
  public void keepAs(Path second) {
    try {
      Files.createLink(second, path);
      syncFolder(path.resolveSibling("").toAbsolutePath());
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be made (%s)".formatted(second, e));
    }
  }

  /**
   * Writes over the file and deletes it, if it is there. A disk may still have the bytes: those
   * that move what is written, copies and backups keep them.
   */
  public void destroy() {
    try {
      if (Files.exists(path)) {
        writeThrough(path, new byte[Math.toIntExact(Files.size(path))]);
        Files.delete(path);
        syncFolder(path.resolveSibling("").toAbsolutePath());
      }
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be destroyed (%s)".formatted(path, e));
    }
  }

  private static Path unfinished(Path folder, byte[] secret) throws IOException {
    Path unfinished = Files.createTempFile(folder, ".secret-", "", owner("rw-------"));
    writeThrough(unfinished, secret);
    return unfinished;
  }

  private static void writeThrough(Path file, byte[] secret) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(secret);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> owner(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Makes a folder that only its owner can enter, unless it is there. */
  public static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder, owner("rwx------"));
    } catch (IOException e) {
      throw CliException.permanent("%s cannot be made (%s)".formatted(folder, e));
    }
  }
}
