package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.filler.ReadOnlyStatement;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings that callers give a statement for its next execution, and the execution begun last.
 * Also tells which names need no quotation marks.
 */
abstract class StatementSettings extends ReadOnlyStatement {
  private volatile long maxRows;
  private volatile int fetchSize;
  private volatile int queryTimeout;
  private volatile int maxFieldSize;
  private volatile boolean poolable;
  private volatile int resultSetType = ResultSet.TYPE_FORWARD_ONLY;
  private volatile @Nullable Execution begun;

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

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return resultSetType;
  }

  @Override
  public int getMaxRows() throws SQLException {
    checkOpen();
    return (int) Math.min(maxRows, Integer.MAX_VALUE);
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    maxRows = ArgumentChecks.notNegative("the row limit", max);
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = ArgumentChecks.notNegative("the fetch size", rows);
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    queryTimeout = ArgumentChecks.notNegative("the query timeout", seconds);
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  /**
   * Keeps the size, but no value is ever cut to it: JDBC would have the driver cut values silently.
   */
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    maxFieldSize = ArgumentChecks.notNegative("the field size", max);
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void setPoolable(boolean newPoolable) throws SQLException {
    checkOpen();
    poolable = newPoolable;
  }

  /**
   * Returns whether a name is a word of letters, digits and underscores that SQL does not reserve.
   */
  @Override
  public boolean isSimpleIdentifier(@Nullable String name) throws SQLException {
    return super.isSimpleIdentifier(name) && !SqlFrontEnd.isReserved(String.valueOf(name));
  }
}
