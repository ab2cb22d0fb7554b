package io.lockstep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.core.Failure.Kind;
import io.lockstep.persistence.Database.Work;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.StorageException.Code;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final String WRITE =
      "INSERT INTO lockstep.audit_log (subject, what) VALUES ('test', 'written')";
  private static final Duration SHORT = Duration.ofMillis(300);

  private static TestDatabase test;

  @BeforeAll
  static void create() {
    test = TestServer.migrated();
  }

  @Test
  void actsInItsRole() {
    try (Database database = test.open()) {
      assertThat(ask(database, "SELECT current_user")).isEqualTo("lockstep_daemon");
    }
  }

  @Test
  void takesBackWhatFailsHalfWay() {
    try (Database database = test.open()) {
      String before = count(database);
      assertThatThrownBy(() ->
              database.transact(handle -> {
                handle.execute(WRITE);
                throw new IllegalArgumentException("of the caller");
              }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("of the caller");

      assertThat(count(database)).isEqualTo(before);
    }
  }

  @Test
  void doesNotKnowWhatBecameOfACommitThatWasCutOff() throws IOException {
    for (boolean heard : new boolean[] {true, false}) {
      try (CuttingProxy proxy = CuttingProxy.cuttingAt("COMMIT", heard);
          Database cut = Database.open(at(proxy.url(test.name()), PoolLimits.of("cut")));
          Database direct = test.open()) {
        String before = count(direct);

        StorageException failure = failureOf(cut, handle -> handle.execute(WRITE));

        assertThat(failure.code()).isEqualTo(Code.OUTCOME_UNKNOWN);
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("read before acting");
        if (!heard) {
          assertThat(count(direct)).isEqualTo(before);
        }
      }
    }
  }

  @Test
  void knowsThatNothingHappenedWhenTheConnectionBrokeBefore() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.cuttingAt("audit_log", false);
        Database cut = Database.open(at(proxy.url(test.name()), PoolLimits.of("cut")))) {
      assertThat(failureOf(cut, handle -> handle.execute(WRITE)).code())
          .isEqualTo(Code.UNREACHABLE);
    }
  }

  @Test
  void anAnswerAtCommitIsNoUnknownOutcome() throws SQLException {
    try (SqlSession owner = test.sqlAsOwner();
        Database database = test.open()) {
      owner.run(
          """
          CREATE TABLE public.checked_at_commit (value integer UNIQUE DEFERRABLE INITIALLY DEFERRED);
          GRANT INSERT ON public.checked_at_commit TO lockstep_daemon
          """);

      StorageException failure =
          failureOf(
              database,
              handle -> handle.execute("INSERT INTO public.checked_at_commit VALUES (1), (1)"));

      assertThat(failure.code()).isEqualTo(Code.REFUSED);
    }
  }

  @Test
  void saysThatNobodyListens() {
    try (Database database =
        Database.open(at("jdbc:postgresql://127.0.0.1:1/x", new PoolLimits("nobody", 1, SHORT)))) {
      assertThat(failureOf(database, handle -> handle.execute("SELECT 1")).code())
          .isEqualTo(Code.UNREACHABLE);
    }
  }

  @Test
  void saysThatTheDatabaseIsNotThere() {
    String missing = test.settings(Role.DAEMON).url().replace(test.name(), "missing");
    try (Database database = Database.open(at(missing, new PoolLimits("missing", 1, SHORT)))) {
      assertThat(failureOf(database, handle -> handle.execute("SELECT 1")).code())
          .isEqualTo(Code.NOT_PERMITTED);
    }
  }

  @Test
  void saysThatAllConnectionsAreInUse() {
    try (Database database =
        Database.open(at(test.settings(Role.DAEMON).url(), new PoolLimits("small", 1, SHORT)))) {
      Code code =
          database.transact(_ -> failureOf(database, handle -> handle.execute("SELECT 1")).code());

      assertThat(code).isEqualTo(Code.POOL_EXHAUSTED);
    }
  }

  @Test
  void givesASlowStatementUp() {
    try (Database database = Database.open(test.settings(within(SHORT, SHORT)))) {
      assertThat(failureOf(database, handle -> handle.execute("SELECT pg_sleep(20)")).code())
          .isEqualTo(Code.TIMED_OUT);
    }
  }

  @Test
  void givesTheWaitForALockUp() throws SQLException {
    try (SqlSession holder = test.sqlAsOwner();
        Database database = Database.open(test.settings(within(Duration.ofSeconds(20), SHORT)))) {
      holder.run("BEGIN; LOCK TABLE lockstep.audit_log");

      assertThat(failureOf(database, handle -> handle.execute(WRITE)).code())
          .isEqualTo(Code.LOCKED);
    }
  }

  @Test
  void saysThatTheServerTakesNoWrites() {
    try (Database database = test.open()) {
      Code code =
          failureOf(
                  database,
                  handle -> {
                    handle.execute("SET TRANSACTION READ ONLY");
                    return handle.execute(WRITE);
                  })
              .code();

      assertThat(code).isEqualTo(Code.READ_ONLY);
    }
  }

  @Test
  void saysThatTheRoleMayNot() {
    try (Database reader = test.openAs(Role.READER)) {
      assertThat(failureOf(reader, handle -> handle.execute(WRITE)).code())
          .isEqualTo(Code.NOT_PERMITTED);
    }
  }

  @Test
  void saysThatTheDiskIsFullAndThatTransactionsCollided() {
    try (Database database = test.open()) {
      assertThat(raised(database, "53100")).isEqualTo(Code.DISK_FULL);
      assertThat(raised(database, "40001")).isEqualTo(Code.SERIALIZATION);
      assertThat(raised(database, "40P01")).isEqualTo(Code.SERIALIZATION);
      assertThat(raised(database, "57P01")).isEqualTo(Code.UNREACHABLE);
    }
  }

  private static Code raised(Database database, String state) {
    return failureOf(
            database,
            handle ->
                handle.execute(
                    "DO $$ BEGIN RAISE EXCEPTION 'staged' USING ERRCODE = '%s'; END $$"
                        .formatted(state)))
        .code();
  }

  @Test
  void showsNoPassword() {
    DatabaseSettings settings =
        new DatabaseSettings(
            "url",
            "user",
            new Password("secret"),
            Role.DAEMON,
            PoolLimits.of("p"),
            TimeLimits.USUAL);

    assertThat(settings.toString()).doesNotContain("secret").contains("(hidden)");
  }

  private static TimeLimits within(Duration statement, Duration lock) {
    return new TimeLimits(
        statement, lock, Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  private static DatabaseSettings at(String url, PoolLimits pool) {
    DatabaseSettings usual = test.settings(Role.DAEMON);
    return new DatabaseSettings(
        url, usual.user(), usual.password(), Role.DAEMON, pool, TimeLimits.USUAL);
  }

  private static StorageException failureOf(Database database, Work<?> work) {
    return catchThrowableOfType(StorageException.class, () -> database.transact(work));
  }

  private static String count(Database database) {
    return ask(database, "SELECT count(*) FROM lockstep.audit_log");
  }

  private static String ask(Database database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
