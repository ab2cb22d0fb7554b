package io.lockstep.app.db;

import io.lockstep.app.CliException;
import io.lockstep.app.config.DatabaseConfig;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Durability;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import java.time.Duration;

/** The database of the configuration, as a command uses it. */
public final class ConfiguredDatabase {
  /** What a silent server gets beyond the time after which it should have given up itself. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private ConfiguredDatabase() {}

  /**
   * Looks the password up.
   *
   * @param name shows in the server's list of sessions
   */
  public static DatabaseSettings settings(DatabaseConfig config, Role role, String name) {
    return new DatabaseSettings(
        config.url(),
        config.user(),
        new Password(config.password().reveal()),
        role,
        new PoolLimits(name, config.connectionsMax(), config.connectTimeout()),
        new TimeLimits(
            config.statementTimeout(),
            TimeLimits.USUAL.lock(),
            TimeLimits.USUAL.idleInTransaction(),
            config.connectTimeout(),
            config.statementTimeout().plus(GRACE)));
  }

  /**
   * Refuses a server that may lose what it said it had kept: transactions and shares leave on the
   * strength of it.
   */
  public static void requireDurable(Database database) {
    Durability found = Durability.of(database);
    if (!found.isFull()) {
      throw CliException.permanent(
          "database: found %s, expected fsync and full_page_writes on; it would lose in a power cut what it has confirmed"
              .formatted(found));
    }
  }
}
