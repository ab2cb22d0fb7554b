package io.lockstep.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DurabilityTest {
  private final TestDatabase test = TestServer.migrated();

  @Test
  void embeddedServerKeepsWhatItCommits() {
    try (Database database = test.open()) {
      assertThat(Durability.of(database).isFull()).isTrue();
    }
  }

  /** A usual tuning, and wrong where something leaves the process once a row is kept. */
  @Test
  void aSessionWaitsForItsCommitsWhateverTheDatabaseWasTunedTo() throws SQLException {
    try (SqlSession owner = test.sqlAsOwner()) {
      owner.run("ALTER DATABASE %s SET synchronous_commit = off".formatted(test.name()));
    }
    try (Database database = test.open()) {
      assertThat(Durability.of(database).isFull()).isTrue();
    }
  }

  @Test
  void aServerThatWritesWithoutWaitingForTheDiskIsNotFull() {
    assertThat(new Durability(false, true, true).isFull()).isFalse();
    assertThat(new Durability(true, false, true).isFull()).isFalse();
    assertThat(new Durability(true, true, false).isFull()).isFalse();
  }
}
