package io.lockstep.persistence;

import io.lockstep.persistence.StorageException.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The steps that make the schema. They run as a command of their own, by whoever owns the database;
 * a daemon only checks that the schema is exactly the one that it was built with.
 */
public final class Migrations {
  private static final String SCHEMA = "lockstep";
  private static final String WATCHING = "classpath:db/migration/watching";
  private static final String HISTORY = "schema_history";
  private static final String MIGRATE = "./lockstep db migrate";

  private final Flyway flyway;
  private final String command;

  private Migrations(Flyway flyway, String command) {
    this.flyway = flyway;
    this.command = command;
  }

  /** The relayer's. The settings name the owner of the database; the role is not used. */
  public static Migrations ofRelayer(DatabaseSettings owner) {
    return of(owner, MIGRATE, WATCHING);
  }

  /** An attester's: what it watches as a relayer does, and what it makes of it. */
  public static Migrations ofAttester(DatabaseSettings owner) {
    return of(owner, MIGRATE + " --attester", WATCHING, "classpath:db/migration/attester");
  }

  /** Versions are counted through all folders, so that no two of them meet in one schema. */
  private static Migrations of(DatabaseSettings owner, String command, String... folders) {
    return new Migrations(
        Flyway.configure()
            .dataSource(Database.source(owner))
            .locations(folders)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .schemas(SCHEMA)
            .defaultSchema(SCHEMA)
            .table(HISTORY)
            // By default a schema that is newer than the program is taken for good.
            .ignoreMigrationPatterns(new String[0])
            .cleanDisabled(true)
            .load(),
        command);
  }

  /** What was done; an empty list if the schema was exactly right before. */
  public List<String> migrate() {
    try {
      MigrateResult result = flyway.migrate();
      return result.migrations.stream()
          .map(done -> "V%s %s".formatted(done.version, done.description))
          .toList();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  /** Refuses a schema that is anything but the one that this program was built with. */
  public void requireExactly() {
    MigrationInfo[] all = all();
    if (Arrays.stream(all).noneMatch(Migrations::isApplied)) {
      throw mismatch("the database has no schema of Lockstep's; run " + MIGRATE);
    }
    Stream.of(
            first(all, Migrations::failed),
            first(all, Migrations::newer),
            first(all, Migrations::unknown),
            first(all, Migrations::changed),
            first(all, Migrations::notApplied))
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(why -> {
          throw mismatch(why);
        });
  }

  private MigrationInfo[] all() {
    try {
      return flyway.info().all();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  private interface Finding {
    Optional<String> in(MigrationInfo migration);
  }

  private static Optional<String> first(MigrationInfo[] all, Finding finding) {
    return Arrays.stream(all).map(finding::in).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> failed(MigrationInfo migration) {
    return told(
        migration.getState().isFailed(),
        migration,
        "%s failed half way; restore the database and run ./lockstep db migrate again");
  }

  private static Optional<String> newer(MigrationInfo migration) {
    return told(
        migration.getState() == MigrationState.FUTURE_SUCCESS,
        migration,
        "the schema is newer than this program, which does not know %s; run the newer program");
  }

  private static Optional<String> unknown(MigrationInfo migration) {
    return told(
        migration.getState() == MigrationState.MISSING_SUCCESS,
        migration,
        "the schema has %s, which is not part of this program; it was made by another");
  }

  private static Optional<String> changed(MigrationInfo migration) {
    return told(
        isApplied(migration) && !migration.isChecksumMatching(),
        migration,
        "%s was applied with other contents than this program has; it was made by another");
  }

  private static Optional<String> notApplied(MigrationInfo migration) {
    return told(
        !isApplied(migration),
        migration,
        "the schema is older than this program and lacks %s; run ./lockstep db migrate");
  }

  private static Optional<String> told(boolean so, MigrationInfo migration, String sentence) {
    return so
        ? Optional.of(
            sentence.formatted(
                "V%s %s".formatted(migration.getVersion(), migration.getDescription())))
        : Optional.empty();
  }

  private static boolean isApplied(MigrationInfo migration) {
    return migration.getState().isApplied();
  }

  private StorageException mismatch(String why) {
    return new StorageException(Code.SCHEMA_MISMATCH, why.replace(MIGRATE, command));
  }

  private static StorageException failure(FlywayException failure) {
    StorageException translated = SqlFailure.of(failure);
    return translated.code() == Code.UNEXPECTED
        ? new StorageException(Code.SCHEMA_MISMATCH, SqlFailure.firstLine(failure), failure)
        : translated;
  }
}
