package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.metadata.HelpCrunchDatabaseMetaData;
import io.github.helpcrunchjdbc.jdbc.metadata.MemoryResult;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A connection. Thread-safe; each of its statements is executed by one thread at a time. */
final class HelpCrunchConnection extends ConnectionAttributes {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.connection");

  private final Session session;
  private final ConnectionSettings settings;
  private final ExecutionStarter executions;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final OpenStatements statements = new OpenStatements();

  private final Connection proxy = ConnectionProxy.of(this);

  private volatile int networkTimeout;
  private volatile @Nullable ProgressListener progressListener;

  HelpCrunchConnection(Session session, ConnectionSettings settings) {
    this.session = session;
    this.settings = settings;
    this.executions = new ExecutionStarter(session, settings);
  }

  /** Returns the object that callers get. */
  Connection proxy() {
    return proxy;
  }

  QueryEngine engine() {
    return session.engine();
  }

  int pageSize() {
    return settings.reading().pageSize();
  }

  ZoneId timeZone() {
    return settings.timeZone();
  }

  ResultSet open(MemoryResult memory) {
    return new HelpCrunchResultSet(
            memory.columns(),
            new RowsInMemory(memory.rows()),
            timeZone(),
            Execution.unbounded(),
            ResultSetOwner.NONE)
        .proxy();
  }

  void forget(HelpCrunchStatement statement) {
    statements.remove(statement);
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed.get()) {
      throw SqlExceptions.of(ErrorCode.CONNECTION_CLOSED, "the connection is closed");
    }
  }

  public Statement createStatement() throws SQLException {
    return kept(new HelpCrunchStatement(this, false)).proxy();
  }

  /**
   * Begins an execution of a statement of this connection.
   *
   * @param listener the listener of the statement, null if it has none
   */
  ExecutionWatch begin(
      HelpCrunchStatement statement, String sql, @Nullable ProgressListener listener) {
    return executions.begin(statement, sql, listener == null ? progressListener : listener);
  }

  public void setProgressListener(@Nullable ProgressListener listener) {
    progressListener = listener;
  }

  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, getHoldability());
  }

  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkAsked(type, concurrency, holdability);
    return typed(kept(new HelpCrunchStatement(this, false)), type, concurrency).proxy();
  }

  private HelpCrunchPreparedStatement prepare(@Nullable String sql) throws SQLException {
    checkOpen();
    String text = ArgumentChecks.notNull("the SQL", sql);
    try {
      PreparedQuery query = engine().prepare(text, Execution.unbounded());
      return kept(new HelpCrunchPreparedStatement(this, text, query));
    } catch (Throwable thrown) {
      throw executions.failedToPrepare(text, thrown);
    }
  }

  public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
    return prepare(sql).proxy();
  }

  public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, getHoldability());
  }

  public PreparedStatement prepareStatement(
      @Nullable String sql, int type, int concurrency, int holdability) throws SQLException {
    checkAsked(type, concurrency, holdability);
    return typed(prepare(sql), type, concurrency).proxy();
  }

  private <S extends HelpCrunchStatement> S kept(S statement) throws SQLException {
    statements.add(statement);
    if (closed.get()) {
      // The connection may have been closed before the statement was added to its open statements.
      statement.close();
      checkOpen();
    }
    return statement;
  }

  private static void checkAsked(int type, int concurrency, int holdability) throws SQLException {
    ArgumentChecks.oneOf(
        "the result set type",
        type,
        ResultSet.TYPE_FORWARD_ONLY,
        ResultSet.TYPE_SCROLL_INSENSITIVE,
        ResultSet.TYPE_SCROLL_SENSITIVE);
    ArgumentChecks.oneOf(
        "the result set concurrency",
        concurrency,
        ResultSet.CONCUR_READ_ONLY,
        ResultSet.CONCUR_UPDATABLE);
    checkedHoldability(holdability);
  }

  /**
   * Sets the type of the statement's results: they scroll if that is asked for. A type that can't
   * be had causes a warning, as JDBC says.
   */
  private <S extends HelpCrunchStatement> S typed(S statement, int type, int concurrency) {
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      statement.setResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE);
    }
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE || concurrency != ResultSet.CONCUR_READ_ONLY) {
      String message =
          "a sensitive or updatable result set was asked for; it is insensitive and read-only";
      warnings().add(ErrorCode.NOT_SUPPORTED, message);
      statement.warnings().add(ErrorCode.NOT_SUPPORTED, message);
    }
    return statement;
  }

  public DatabaseMetaData getMetaData() throws SQLException {
    return HelpCrunchDatabaseMetaData.of(
        proxy,
        settings.displayUrl(),
        session::tables,
        memory -> {
          checkOpen();
          return open(memory);
        });
  }

  public boolean isValid(int timeout) throws SQLException {
    ArgumentChecks.notNegative("the timeout", timeout);
    if (closed.get()) {
      return false;
    }
    Execution execution = Execution.of(0, 0, TimeUnit.SECONDS.toNanos(timeout));
    Runnable unwatch = StatementTimer.watch(execution);
    try {
      session.ping(execution);
      return true;
    } catch (HelpCrunchException e) {
      LOG.log(Level.FINE, "the connection is not valid", e);
      return false;
    } catch (Throwable thrown) {
      throw SqlExceptions.of(thrown);
    } finally {
      unwatch.run();
    }
  }

  public int getNetworkTimeout() {
    return networkTimeout;
  }

  /**
   * Sets the time limit and ignores the executor: each thread that waits for the service watches
   * the time itself.
   */
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    ArgumentChecks.notNull("the executor", executor);
    networkTimeout = ArgumentChecks.notNegative("the network timeout", milliseconds);
    session.setNetworkTimeout(milliseconds);
  }

  public void close() throws SQLException {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  public boolean isClosed() {
    return closed.get();
  }

  public void abort(@Nullable Executor executor) throws SQLException {
    Executor given = ArgumentChecks.notNull("the executor", executor);
    if (closed.compareAndSet(false, true)) {
      statements.cancel();
      try {
        given.execute(this::releaseAborted);
      } catch (RuntimeException e) {
        // The executor may be shut down. A second abort would do nothing, so this thread releases.
        releaseAborted();
      }
    }
  }

  private void releaseAborted() {
    try {
      release();
    } catch (SQLException e) {
      LOG.log(Level.FINE, "an aborted connection did not close cleanly", e);
    }
  }

  private void release() throws SQLException {
    try {
      statements.close();
    } finally {
      session.close();
    }
  }
}
