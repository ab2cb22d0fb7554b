package io.lockstep.chain.deploy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The manifest on disk. A write has reached the disk when it returns, whole or not at all; one run
 * at a time has the file.
 */
final class ManifestFile implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  private ManifestFile(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  static ManifestFile open(Path file) {
    Path path = file.toAbsolutePath();
    try {
      Files.createDirectories(parent(path));
      Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
      FileChannel lockFile =
          FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new ChainException(
            Code.MANIFEST_UNUSABLE,
            "another deployment works with %s; wait until it has ended".formatted(path));
      }
      return new ManifestFile(path, lockFile);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Optional<Manifest> read() {
    try {
      return Files.exists(path)
          ? Optional.of(ManifestJson.read(Files.readString(path)))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw unusable(path, e);
    }
  }

  void write(Manifest manifest) {
    byte[] content = ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      writeThrough(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      sync(parent(path));
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static void writeThrough(Path file, byte[] content) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  /** The new name is durable once the folder is. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path parent(Path absolute) {
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new ChainException(Code.MANIFEST_UNUSABLE, absolute + " is no file");
    }
    return parent;
  }

  private static ChainException unusable(Path path, Exception e) {
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return new ChainException(
        Code.MANIFEST_UNUSABLE,
        "the deployment's manifest %s cannot be used: %s".formatted(path, why),
        e);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }
}
