package io.lockstep.app.watch.scenario;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The database of one scenario, and what it says in the end. */
final class Records implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final EmbeddedDatabase server;
  private final String name;
  private @Nullable Connection asking;

  private Records(EmbeddedDatabase server, String name) {
    this.server = server;
    this.name = name;
  }

  /** With nothing in it but the lane. */
  static Records of(EmbeddedDatabase server, Lane lane, BlockId first) {
    Records template = new Records(server, "lane_" + lane.id());
    create(server, template.name, "template0");
    Migrations.ofRelayer(template.settings(Role.DAEMON)).migrate();
    try (Database database = template.open()) {
      new LaneRegistry(database).register(lane, first);
    }
    return template;
  }

  /** The same once more, under another name. */
  Records copy() {
    Records copy = new Records(server, "scenario_" + COUNT.incrementAndGet());
    create(server, copy.name, name);
    return copy;
  }

  private static void create(EmbeddedDatabase server, String name, String template) {
    run(server, "CREATE DATABASE \"%s\" TEMPLATE \"%s\"".formatted(name, template));
  }

  private static void run(EmbeddedDatabase server, String sql) {
    try (Connection connection = connect(server, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(EmbeddedDatabase server, String name) throws SQLException {
    return DriverManager.getConnection(server.url(name), EmbeddedDatabase.USER, "");
  }

  // How a process gets at it

  Database open() {
    return Database.open(settings(Role.DAEMON));
  }

  Database openAs(Role role) {
    return Database.open(settings(role));
  }

  private DatabaseSettings settings(Role role) {
    return new DatabaseSettings(
        server.url(name),
        EmbeddedDatabase.USER,
        Password.NONE,
        role,
        new PoolLimits(name, 1, Duration.ofSeconds(5)),
        TimeLimits.USUAL);
  }

  // What it says

  /** A message that is final, and where it stood. */
  record Kept(LaneHead head, Hash32 messageHash, BlockId block) {}

  List<Kept> finalMessages() {
    return read(
        "SELECT nonce, head, message_hash, source_block_number, source_block_hash FROM ops.messages WHERE state = 'FINAL' ORDER BY nonce",
        row ->
            new Kept(
                new LaneHead(row.getLong(1), Hash32.fromHex(row.getString(2))),
                Hash32.fromHex(row.getString(3)),
                new BlockId(row.getLong(4), Hash32.fromHex(row.getString(5)))));
  }

  LaneHead observed() {
    return read(
            "SELECT observed_nonce, observed_head FROM ops.positions",
            row -> new LaneHead(row.getLong(1), Hash32.fromHex(row.getString(2))))
        .getFirst();
  }

  BlockId readThrough() {
    return read(
            "SELECT read_through_block_number, read_through_block_hash FROM ops.positions",
            row -> new BlockId(row.getLong(1), Hash32.fromHex(row.getString(2))))
        .getFirst();
  }

  BlockId finalBlock() {
    return read(
            "SELECT final_block_number, final_block_hash FROM ops.positions",
            row -> new BlockId(row.getLong(1), Hash32.fromHex(row.getString(2))))
        .getFirst();
  }

  List<Incident.Kind> incidents() {
    return read(
        "SELECT kind FROM lockstep.incident ORDER BY incident",
        row -> Incident.Kind.valueOf(row.getString(1)));
  }

  List<Long> openHalts() {
    return read(
        "SELECT halt FROM lockstep.lane_halt WHERE lifted_by IS NULL ORDER BY halt",
        row -> row.getLong(1));
  }

  List<String> quarantined() {
    return read("SELECT provider FROM lockstep.quarantine", row -> row.getString(1));
  }

  List<String> decisions() {
    return read(
        "SELECT operator || ': ' || what FROM lockstep.audit_log WHERE operator IS NOT NULL ORDER BY sequence",
        row -> row.getString(1));
  }

  /** The first row of the audit log that is not as it was written. */
  Optional<String> auditBreak() {
    return read(
            "SELECT coalesce(CAST(lockstep.first_audit_break() AS text), '')",
            row -> row.getString(1))
        .stream()
        .filter(found -> !found.isEmpty())
        .findFirst();
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, Row<T> shape) {
    try (Statement statement = connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(shape.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One for all questions, because a new one takes longer than an answer. */
  private Connection connection() throws SQLException {
    Connection open = asking;
    if (open == null || !open.isValid(1)) {
      open = connect(server, name);
      asking = open;
    }
    return open;
  }

  @Override
  public void close() {
    run(server, "DROP DATABASE \"%s\" WITH (FORCE)".formatted(name));
  }
}
