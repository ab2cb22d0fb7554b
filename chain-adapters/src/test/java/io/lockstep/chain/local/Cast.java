package io.lockstep.chain.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Foundry's command line for ABI encoding. */
public final class Cast {

  private Cast() {}

  public static Bytes calldata(String signature, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(ProjectHome.find().program("cast").toString(), "calldata", signature));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as(output).isZero();
      return Bytes.fromHex(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
