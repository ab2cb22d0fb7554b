package io.lockstep.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import io.lockstep.persistence.view.OpsViews;
import org.junit.jupiter.api.Test;

class DemoDatabaseTest {
  @Test
  void isWhatARelayerNeeds() {
    try (DemoDatabase demo = DemoDatabase.start()) {
      DatabaseSettings settings =
          new DatabaseSettings(
              demo.url(),
              EmbeddedDatabase.USER,
              Password.NONE,
              Role.DAEMON,
              PoolLimits.of("test"),
              TimeLimits.USUAL);
      Migrations.ofRelayer(settings).requireExactly();
      try (Database database = Database.open(settings)) {
        assertThat(new OpsViews(database).positions()).isEmpty();
      }
    }
  }
}
