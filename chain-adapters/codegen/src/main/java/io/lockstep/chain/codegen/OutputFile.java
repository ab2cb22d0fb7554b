package io.lockstep.chain.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file, touched only when it changes, so that Maven compiles nothing anew in vain. */
final class OutputFile {

  private OutputFile() {}

  static void write(Path file, String content) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(content)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
