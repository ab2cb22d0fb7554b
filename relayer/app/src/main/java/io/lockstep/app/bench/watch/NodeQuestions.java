package io.lockstep.app.bench.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counts what a node was asked from some moment on, by its own word: Anvil prints the name of each
 * method that it is asked for, those of a batch one by one. What only a local chain knows, such as
 * mining, is not counted.
 */
record NodeQuestions(Path output, long begin) {

  private static final String STANDARD_METHOD = "eth_";

  static NodeQuestions fromNow(Path output) throws IOException {
    return new NodeQuestions(output, Files.size(output));
  }

  long count() throws IOException {
    try (FileChannel file = FileChannel.open(output, StandardOpenOption.READ)) {
      return new BufferedReader(Channels.newReader(file.position(begin), StandardCharsets.UTF_8))
          .lines()
          .filter(line -> line.startsWith(STANDARD_METHOD))
          .count();
    }
  }
}
