package io.lockstep.app.secret;

import io.lockstep.app.CliException;
import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The key of an account that pays for gas, in a file that only its owner can read. */
public final class SigningKeyFile {
  private SigningKeyFile() {}

  public static SigningKey read(Path file) {
    String text = new String(new SecretFile(file).read(), StandardCharsets.US_ASCII).strip();
    try {
      return SigningKey.of(Bytes.fromHex(text));
    } catch (ProtocolException | IllegalArgumentException e) {
      // Its message could tell what the file holds.
      throw CliException.permanent(
          "%s: found no private key, expected 0x and 64 hexadecimal digits".formatted(file));
    }
  }
}
