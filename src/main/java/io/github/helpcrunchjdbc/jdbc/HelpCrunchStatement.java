package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.metadata.MemoryResult;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.sql.dialect.SessionCommand;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement. Threads that execute it at the same time wait for each other. {@code cancel} waits
 * for no other thread. {@code close} ends the waiting of other threads. It waits for a thread that
 * reads the result, and for no thread that executes.
 */
class HelpCrunchStatement extends StatementSettings {
  private final HelpCrunchConnection connection;
  private final Statement proxy = StatementProxy.of(this);
  private final Warnings warnings = new Warnings();
  private final ReentrantLock executing = new ReentrantLock();

  private volatile boolean closed;
  private volatile @Nullable ExecutionWatch watch;
  private volatile @Nullable ProgressListener progressListener;
  private volatile @Nullable OpenResultSet result;

  /** Whether {@code getMoreResults} went past the result, which may still be open. */
  private volatile boolean resultHidden;

  private volatile boolean closeOnCompletion;

  /** Whether the last statement was a command that gives no rows. */
  private volatile boolean lastWasCommand;

  HelpCrunchStatement(HelpCrunchConnection connection, boolean poolable) {
    super(poolable);
    this.connection = connection;
  }

  /** Returns the object that callers get. */
  Statement proxy() {
    return proxy;
  }

  final Warnings warnings() {
    return warnings;
  }

  public ResultSet getGeneratedKeys() throws SQLException {
    return connection.open(MemoryResult.noGeneratedKeys());
  }

  final void checkOpen() throws SQLException {
    connection.checkOpen();
    if (closed) {
      throw SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the statement is closed");
    }
  }

  /** Throws if this statement got its SQL when it was prepared. */
  void checkTakesSql() throws SQLException {}

  public ResultSet executeQuery(@Nullable String sql) throws SQLException {
    checkTakesSql();
    String text = ArgumentChecks.notNull("the SQL", sql);
    return run(text, started -> connection.engine().prepare(text, started), List.of());
  }

  public boolean execute(@Nullable String sql) throws SQLException {
    if (isCommand(sql)) {
      return false;
    }
    executeQuery(sql);
    return true;
  }

  /**
   * Returns whether the SQL is a command that sets up a session, such as SET. If it is, this method
   * also executes it, which changes nothing.
   */
  private boolean isCommand(@Nullable String sql) throws SQLException {
    checkTakesSql();
    String text = ArgumentChecks.notNull("the SQL", sql);
    try {
      if (!SessionCommand.isOne(text)) {
        return false;
      }
    } catch (HelpCrunchException e) {
      throw SqlExceptions.of(e);
    }
    executeCommand();
    return true;
  }

  /** Executes a command such as SET or BEGIN, which changes nothing. */
  final void executeCommand() throws SQLException {
    executing.lock();
    try {
      checkOpen();
      closeResult();
      warnings.clear();
      lastWasCommand = true;
    } finally {
      executing.unlock();
    }
  }

  public int executeUpdate(@Nullable String sql) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  public long executeLargeUpdate(@Nullable String sql) throws SQLException {
    if (sql != null && isCommand(sql)) {
      return 0;
    }
    throw SqlExceptions.readsOnly("an update");
  }

  public int getUpdateCount() {
    return (int) getLargeUpdateCount();
  }

  /** Returns 0 after a command such as SET or BEGIN, which changes nothing. */
  public long getLargeUpdateCount() {
    return lastWasCommand ? 0 : -1;
  }

  /**
   * Plans and executes a statement; the time of planning counts for the timeout.
   *
   * @param sql the statement's text
   * @param plan plans the statement
   */
  final ResultSet run(
      String sql, Function<Execution, PreparedQuery> plan, List<? extends @Nullable Object> values)
      throws SQLException {
    executing.lock();
    try {
      checkOpen();
      closeResult();
      lastWasCommand = false;
      ExecutionWatch begun = connection.begin(this, sql, progressListener);
      warnings.clear();
      warnings.showAlso(begun.execution());
      watch = begun;
      try {
        // The statement may have been closed before there was an execution to cancel.
        checkOpen();
      } catch (SQLException e) {
        throw begun.failed(e);
      }
      OpenResultSet opened =
          new ResultOpener(connection, begun).open(plan, values, getResultSetType());
      result = opened;
      resultHidden = false;
      if (closed) {
        opened.close();
        checkOpen();
      }
      return opened.proxy();
    } finally {
      executing.unlock();
    }
  }

  /** Notes that a result set of this statement was closed. */
  final void resultClosed() throws SQLException {
    // A result that the next execution closes does not complete the statement.
    if (closeOnCompletion && !executing.isHeldByCurrentThread()) {
      close();
    }
  }

  private void closeResult() throws SQLException {
    OpenResultSet open = result;
    if (open != null) {
      result = null;
      open.close();
    }
  }

  public void cancel() throws SQLException {
    cancelExecution();
  }

  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (executing.isLocked()) {
      cancelExecution();
    }
    connection.forget(this);
    closeResult();
  }

  public boolean isClosed() {
    return closed;
  }

  public void closeOnCompletion() {
    closeOnCompletion = true;
  }

  public boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  /** Unwraps as usual, and also to the {@link Receipt} of the execution started last. */
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    ExecutionWatch last = watch;
    return type == Receipt.class && last != null
        ? type.cast(last.receipt())
        : SelfWrapper.unwrap(proxy(), type);
  }

  public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return (type == Receipt.class && watch != null) || SelfWrapper.isWrapperFor(proxy(), type);
  }

  public void setProgressListener(@Nullable ProgressListener listener) {
    progressListener = listener;
  }

  public Connection getConnection() {
    return connection.proxy();
  }

  public @Nullable ResultSet getResultSet() throws SQLException {
    OpenResultSet open = result;
    return resultHidden || open == null ? null : open.proxy();
  }

  public boolean getMoreResults() throws SQLException {
    return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  public boolean getMoreResults(int current) throws SQLException {
    ArgumentChecks.oneOf(
        "what to do with the current result",
        current,
        Statement.CLOSE_CURRENT_RESULT,
        Statement.KEEP_CURRENT_RESULT,
        Statement.CLOSE_ALL_RESULTS);
    resultHidden = true;
    lastWasCommand = false;
    if (current != Statement.KEEP_CURRENT_RESULT) {
      closeResult();
    }
    return false;
  }

  public @Nullable SQLWarning getWarnings() {
    return warnings.chain();
  }

  public void clearWarnings() {
    warnings.clear();
  }
}
