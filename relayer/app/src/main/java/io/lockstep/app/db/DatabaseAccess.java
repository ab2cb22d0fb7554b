package io.lockstep.app.db;

import io.lockstep.app.CliException;
import io.lockstep.app.secret.SecretFile;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where the database is, and who asks. A password on the command line would show in the list of
 * processes, so there is no option for one.
 */
final class DatabaseAccess {
  private static final String SCHEME = "jdbc:postgresql://";
  private static final String PASSWORD_VARIABLE = "LOCKSTEP_DATABASE_PASSWORD";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "As in jdbc:postgresql://localhost:5432/lockstep.")
  private String url = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      required = true,
      defaultValue = "${env:LOCKSTEP_DATABASE_USER}",
      description = "Who owns the schema; LOCKSTEP_DATABASE_USER if not given.")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file that only its owner can read, with the password in its first line; "
              + PASSWORD_VARIABLE
              + " if not given.")
  private @Nullable Path passwordFile;

  String url() {
    return url;
  }

  /** The owner's settings: the role is not used by a migration. */
  DatabaseSettings settings() {
    requireUrl();
    return new DatabaseSettings(
        url,
        user,
        password(),
        Role.DAEMON,
        PoolLimits.of("lockstep-db"),
        TimeLimits.USUAL.withoutStatementLimit());
  }

  private void requireUrl() {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new ParameterException(
          spec.commandLine(),
          "--url: found a password in it, expected one in --password-file or " + PASSWORD_VARIABLE);
    }
    if (!url.startsWith(SCHEME)) {
      throw new ParameterException(
          spec.commandLine(), "--url: found %s, expected %s…".formatted(url, SCHEME));
    }
  }

  private Password password() {
    String variable = System.getenv(PASSWORD_VARIABLE);
    if (passwordFile != null) {
      return new Password(firstLine(passwordFile));
    }
    return variable == null ? Password.NONE : new Password(variable);
  }

  private static String firstLine(Path file) {
    return new String(new SecretFile(file).read(), StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElseThrow(() ->
            CliException.permanent(
                "--password-file: found nothing in %s, expected a password".formatted(file)));
  }
}
