package io.lockstep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.StorageException.Code;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationsTest {
  @Test
  void migratesOnceAndThenFindsNothingToDo() {
    Migrations migrations = of(TestServer.empty());

    assertThat(migrations.migrate()).hasSizeGreaterThan(4).first().isEqualTo("V0001 audit log");
    assertThat(migrations.migrate()).isEmpty();
    assertThatCode(migrations::requireExactly).doesNotThrowAnyException();
  }

  @Test
  void refusesADatabaseWithoutASchema() {
    assertThat(mismatchOf(TestServer.empty())).contains("has no schema").contains("db migrate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE FROM lockstep.schema_history WHERE version = '0005'                 | older than this program and lacks V0005
          UPDATE lockstep.schema_history SET version = '9999' WHERE version = '0005' | newer than this program
          UPDATE lockstep.schema_history SET version = '0002.5' WHERE version = '0003' | not part of this program
          UPDATE lockstep.schema_history SET checksum = 1 WHERE version = '0003'     | applied with other contents
          UPDATE lockstep.schema_history SET success = false WHERE version = '0005'  | failed half way
          """)
  void refusesASchemaThatIsNotExactlyItsOwn(String tampering, String why) throws SQLException {
    TestDatabase database = TestServer.migrated();
    try (SqlSession owner = database.sqlAsOwner()) {
      owner.run(tampering);
    }

    assertThat(mismatchOf(database)).contains(why);
  }

  @Test
  void needsAnOwnerAndNoSuperuser() throws SQLException {
    TestDatabase database = TestServer.empty();
    try (SqlSession superuser = database.sqlAsOwner()) {
      superuser.run(
          """
          CREATE ROLE plain_owner LOGIN CREATEROLE;
          ALTER DATABASE %s OWNER TO plain_owner
          """
              .formatted(database.name()));
    }

    assertThat(Migrations.ofRelayer(as(database, "plain_owner")).migrate()).isNotEmpty();
  }

  @Test
  void isCheckedByADaemonThatOwnsNothing() throws SQLException {
    TestDatabase database = TestServer.migrated();
    try (SqlSession superuser = database.sqlAsOwner()) {
      superuser.run("CREATE ROLE plain_daemon LOGIN; GRANT lockstep_daemon TO plain_daemon");
    }
    DatabaseSettings daemon = as(database, "plain_daemon");

    assertThatCode(Migrations.ofRelayer(daemon)::requireExactly).doesNotThrowAnyException();
    try (Database opened = Database.open(daemon)) {
      assertThat(
              opened.<String>read(
                  handle -> handle.createQuery("SELECT current_user").mapTo(String.class).one()))
          .isEqualTo("lockstep_daemon");
    }
  }

  private static DatabaseSettings as(TestDatabase database, String user) {
    DatabaseSettings usual = database.settings(Role.DAEMON);
    return new DatabaseSettings(
        usual.url(), user, usual.password(), usual.role(), usual.pool(), usual.time());
  }

  @Test
  void tellsAServerThatIsNotThereFromASchemaThatIsNot() {
    DatabaseSettings nowhere =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/x",
            "x",
            Password.NONE,
            Role.DAEMON,
            PoolLimits.of("test"),
            TimeLimits.USUAL);

    StorageException failure =
        catchThrowableOfType(
            StorageException.class, () -> Migrations.ofRelayer(nowhere).requireExactly());
    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
  }

  private static String mismatchOf(TestDatabase database) {
    StorageException refusal =
        catchThrowableOfType(StorageException.class, () -> of(database).requireExactly());
    assertThat(refusal.code()).isEqualTo(Code.SCHEMA_MISMATCH);
    return String.valueOf(refusal.getMessage());
  }

  private static Migrations of(TestDatabase database) {
    return Migrations.ofRelayer(database.settings(Role.DAEMON));
  }
}
