package io.lockstep.app.secret;

import io.lockstep.app.CliException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command takes its passphrase from: a file, or the environment. Never the command line,
 * which every user of the machine can read.
 */
public final class PassphraseOption {
  public static final String VARIABLE = "LOCKSTEP_KEY_PASSPHRASE";

  /** What Java puts in the place of bytes that are no letter where it runs. */
  private static final String UNREADABLE = "\ufffd";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = {
        "Holds the passphrase of the key files, readable by its owner only.",
        "Without it, the environment variable " + VARIABLE + " is used."
      })
  private @Nullable Path file;

  /** Nothing if nobody said one. */
  public Optional<Passphrase> passphrase() {
    return passphrase(Optional.ofNullable(file), System.getenv());
  }

  static Optional<Passphrase> passphrase(Optional<Path> file, Map<String, String> environment) {
    if (file.isPresent()) {
      return Optional.of(Passphrase.in(new SecretFile(file.get())));
    }
    return Optional.ofNullable(environment.get(VARIABLE)).map(PassphraseOption::ofEnvironment);
  }

  private static Passphrase ofEnvironment(String value) {
    requireReadable(value);
    return Passphrase.of(value.getBytes(StandardCharsets.UTF_8), VARIABLE);
  }

  /**
   * Under LC_ALL=C, which services often run with, Java reads the environment as ASCII and makes
   * one and the same mark of every other byte. All passphrases of such letters would then be one.
   */
  private static void requireReadable(String value) {
    if (value.contains(UNREADABLE)) {
      throw CliException.permanent(
          "passphrase from %s: found bytes that this locale cannot read, expected ASCII or a UTF-8"
                  .formatted(VARIABLE)
              + " locale; set LC_ALL=C.UTF-8, or give --passphrase-file FILE");
    }
  }
}
