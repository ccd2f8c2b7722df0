package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings that callers give a statement for its next execution, and the execution begun last.
 */
class StatementSettings {
  private volatile long maxRows;
  private volatile int fetchSize;
  private volatile int queryTimeout;
  private volatile int maxFieldSize;
  private volatile boolean poolable;
  private volatile int resultSetType = ResultSet.TYPE_FORWARD_ONLY;
  private volatile @Nullable Execution begun;

  /** The settings of a statement that could not be made. */
  StatementSettings() {
    this(false);
  }

  /** Settings that bound nothing, until the caller sets bounds. */
  StatementSettings(boolean poolable) {
    this.poolable = poolable;
  }

  /**
   * Returns an execution with these bounds. Its time runs from now, and it can be cancelled.
   *
   * @param number the statement's number in this JVM
   * @param bound how many requests the execution may send
   * @param memory how much its sorts, joins and groups may keep
   * @param nanoTime the clock that measures its cost in time
   */
  final Execution newExecution(
      long number, RequestBudget.Bound bound, MemoryBudget memory, LongSupplier nanoTime) {
    long timeout = TimeUnit.SECONDS.toNanos(queryTimeout);
    Execution execution =
        new Execution(number, maxRows, fetchSize, timeout, bound, memory, nanoTime);
    begun = execution;
    return execution;
  }

  final void cancelExecution() {
    Execution last = begun;
    if (last != null) {
      last.cancel();
    }
  }

  /** Sets {@code TYPE_FORWARD_ONLY} or {@code TYPE_SCROLL_INSENSITIVE}. */
  final void setResultSetType(int type) {
    resultSetType = type;
  }

  public int getResultSetType() {
    return resultSetType;
  }

  public int getMaxRows() throws SQLException {
    return (int) Math.min(maxRows, Integer.MAX_VALUE);
  }

  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  public long getLargeMaxRows() {
    return maxRows;
  }

  public void setLargeMaxRows(long max) throws SQLException {
    maxRows = ArgumentChecks.notNegative("the row limit", max);
  }

  public int getFetchSize() {
    return fetchSize;
  }

  public void setFetchSize(int rows) throws SQLException {
    fetchSize = ArgumentChecks.notNegative("the fetch size", rows);
  }

  public int getQueryTimeout() {
    return queryTimeout;
  }

  public void setQueryTimeout(int seconds) throws SQLException {
    queryTimeout = ArgumentChecks.notNegative("the query timeout", seconds);
  }

  public int getMaxFieldSize() {
    return maxFieldSize;
  }

  /**
   * Keeps the size, but no value is ever cut to it: JDBC would have the driver cut values silently.
   */
  public void setMaxFieldSize(int max) throws SQLException {
    maxFieldSize = ArgumentChecks.notNegative("the field size", max);
  }

  public boolean isPoolable() {
    return poolable;
  }

  public void setPoolable(boolean newPoolable) {
    poolable = newPoolable;
  }
}
