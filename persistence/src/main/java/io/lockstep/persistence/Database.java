package io.lockstep.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections, and transactions over it. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    jdbi.registerArrayType(String.class, "text");
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Handle handle) throws SQLException;
  }

  /** Connects at the first use. */
  public static Database open(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.pool().name());
    config.setMaximumPoolSize(settings.pool().connectionsMax());
    config.setConnectionTimeout(settings.pool().patience().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setDataSource(source(settings));
    config.setConnectionInitSql(sessionSettings(settings));
    return new Database(new HikariDataSource(config));
  }

  static PGSimpleDataSource source(DatabaseSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    if (!settings.password().equals(Password.NONE)) {
      source.setPassword(settings.password().value());
    }
    source.setApplicationName(settings.pool().name());
    source.setConnectTimeout(seconds(settings.time().connect()));
    source.setSocketTimeout(seconds(settings.time().answer()));
    source.setTcpKeepAlive(true);
    return source;
  }

  /**
   * The plans of foreign keys stay in a session. One that was made while a table had a single page
   * would read the whole table for each row later, so that the work grew with the square of the
   * messages; with sequential scans off it uses the index from the first row on.
   *
   * <p>What is committed must be kept, whatever the database was tuned to: shares and transactions
   * leave on the strength of it.
   */
  private static String sessionSettings(DatabaseSettings settings) {
    TimeLimits time = settings.time();
    return "SET ROLE %s; SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d; SET enable_seqscan = off; SET timezone = 'UTC'; SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        .formatted(
            settings.role().sqlName(),
            time.statement().toMillis(),
            time.lock().toMillis(),
            time.idleInTransaction().toMillis());
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.toSeconds()));
  }

  /**
   * Does the work whole or not at all.
   *
   * @throws StorageException with {@code OUTCOME_UNKNOWN} if it may have been done nevertheless
   */
  public <T> T transact(Work<T> work) {
    Handle handle = openHandle();
    try {
      begin(handle);
      T result = rollingBack(handle, work);
      commit(handle);
      return result;
    } finally {
      giveBack(handle);
    }
  }

  /** For one statement that only reads. */
  public <T> T read(Work<T> work) {
    Handle handle = openHandle();
    try {
      return work.with(handle);
    } catch (JdbiException | SQLException e) {
      throw SqlFailure.of(e);
    } finally {
      giveBack(handle);
    }
  }

  private Handle openHandle() {
    try {
      return jdbi.open();
    } catch (JdbiException e) {
      throw SqlFailure.of(e);
    }
  }

  private static void begin(Handle handle) {
    try {
      handle.begin();
    } catch (JdbiException e) {
      throw SqlFailure.of(e);
    }
  }

  /** What became of the work is known by then, so a connection that breaks here changes nothing. */
  private static void giveBack(Handle handle) {
    try {
      handle.close();
    } catch (JdbiException e) {
      LOG.debug("a connection could not be given back", e);
    }
  }

  private static <T> T rollingBack(Handle handle, Work<T> work) {
    try {
      return work.with(handle);
    } catch (JdbiException | SQLException e) {
      rollBack(handle, e);
      throw SqlFailure.of(e);
    } catch (RuntimeException | Error e) {
      rollBack(handle, e);
      throw e;
    }
  }

  private static void rollBack(Handle handle, Throwable because) {
    try {
      handle.rollback();
    } catch (JdbiException e) {
      because.addSuppressed(e);
    }
  }

  private static void commit(Handle handle) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      rollBack(handle, e);
      throw SqlFailure.ofCommit(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
