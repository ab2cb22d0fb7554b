package io.lockstep.app.watch;

import static io.lockstep.app.testnet.CollateralTerms.units;

import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LocalDatabase;
import io.lockstep.app.testnet.RelayerFolder;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One server and one pair of chains for all tests of this JVM, with which they end. */
public final class World {
  private static final LocalDatabase SERVER = LocalDatabase.start();
  private static final TwoChains CHAINS = TwoChains.start("prague", TwoChains.Extent.COLLATERAL);

  /** Not the one that others are made of, which nobody may use meanwhile. */
  private static final String ADMINISTRATION = "template1";

  private static final AtomicInteger COUNT = new AtomicInteger();

  static {
    letIn("strict", "scram-sha-256");
    sql(ADMINISTRATION, "CREATE ROLE strict LOGIN PASSWORD 'right'");
    sql(ADMINISTRATION, "GRANT lockstep_daemon TO strict");
    sql(ADMINISTRATION, "CREATE ROLE stranger LOGIN");
    CHAINS.directions().forEach(direction -> direction.deliver(direction.next(Holds.NONE)));
  }

  private World() {}

  /** The server asks nobody for a password but this one. */
  private static void letIn(String user, String method) {
    sql(
        ADMINISTRATION,
        """
        DO $$ BEGIN
          EXECUTE format('COPY (SELECT unnest(ARRAY[%%L, %%L])) TO %%L', 'host all %s 127.0.0.1/32 %s',
            'host all all 127.0.0.1/32 trust', current_setting('hba_file'));
          PERFORM pg_reload_conf();
        END $$
        """
            .formatted(user, method));
  }

  public static TwoChains chains() {
    return CHAINS;
  }

  /** The name of a database with the relayer's schema that nobody else uses. */
  public static String migratedDatabase() {
    return create("test_" + COUNT.incrementAndGet(), LocalDatabase.NAME);
  }

  /** The name of one with an attester's schema that nobody else uses. */
  public static String attesterDatabase() {
    return create("test_" + COUNT.incrementAndGet(), Attester.TEMPLATE);
  }

  /** Made when the first test wants one. */
  private static final class Attester {
    static final String TEMPLATE = create("attester_template", "template0");

    static {
      Migrations.ofAttester(settings(TEMPLATE, Role.DAEMON)).migrate();
    }
  }

  static String emptyDatabase() {
    return create("test_" + COUNT.incrementAndGet(), "template0");
  }

  private static String create(String name, String template) {
    sql(ADMINISTRATION, "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return name;
  }

  public static void sql(String database, String statement) {
    try (Connection connection =
            DriverManager.getConnection(SERVER.url(database), LocalDatabase.USER, "");
        Statement session = connection.createStatement()) {
      session.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What one row with one column says. */
  public static @Nullable String text(String database, String question) {
    try (Connection connection =
            DriverManager.getConnection(SERVER.url(database), LocalDatabase.USER, "");
        Statement session = connection.createStatement();
        ResultSet found = session.executeQuery(question)) {
      return found.next() ? found.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String url(String database) {
    return SERVER.url(database);
  }

  static int databasePort() {
    return SERVER.port();
  }

  public static DatabaseSettings settings(String database, Role role) {
    return new DatabaseSettings(
        SERVER.url(database),
        LocalDatabase.USER,
        Password.NONE,
        role,
        PoolLimits.of("test-" + database),
        TimeLimits.USUAL);
  }

  /** A configuration of both lanes. */
  public static Path config(Path folder, String database) {
    return RelayerFolder.write(folder, CHAINS, SERVER.url(database), LocalDatabase.USER);
  }

  /** A message from the vault to the ledger. */
  public static void lock(long tokens) {
    CollateralLanes lanes = CHAINS.collateral();
    lanes.byHolder(
        lanes.lock(CollateralKind.CREDIT, lanes.trader(), units(tokens), 0, Hash32.ZERO));
  }

  /** So many blocks as make final what was on the chains before. */
  public static void mine() {
    CHAINS.ends().forEach(end -> end.chain().mine(2));
  }

  public static Direction out() {
    return CHAINS.collateral().out();
  }

  public static Direction home() {
    return CHAINS.collateral().home();
  }

  /** How many messages there are. */
  public static long sent(Direction direction) {
    return direction.log().lastNonce();
  }
}
