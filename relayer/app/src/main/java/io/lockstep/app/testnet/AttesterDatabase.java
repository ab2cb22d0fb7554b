package io.lockstep.app.testnet;

import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import java.time.Duration;

/**
 * The database of one local attester, which no other may enter.
 *
 * @param user as whom its daemon logs in
 * @param operator as whom its operator does
 */
public record AttesterDatabase(String url, String user, String operator) {
  private static final int CONNECTIONS_MAX = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For somebody who looks at it, as its daemon sees it. */
  public DatabaseSettings asDaemon() {
    return settings(user, Role.DAEMON);
  }

  public DatabaseSettings asOperator() {
    return settings(operator, Role.OPERATOR);
  }

  private DatabaseSettings settings(String login, Role role) {
    return new DatabaseSettings(
        url,
        login,
        Password.NONE,
        role,
        new PoolLimits("lockstep-demo", CONNECTIONS_MAX, PATIENCE),
        TimeLimits.USUAL);
  }
}
