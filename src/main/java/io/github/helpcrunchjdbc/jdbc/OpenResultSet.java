package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.metadata.ColumnsMetaData;
import io.github.helpcrunchjdbc.jdbc.value.ColumnReader;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What all result sets share: columns, labels, warnings, and a close that another thread may call.
 * This class has methods of ResultSet; callers get a {@link ResultSetProxy}.
 */
abstract class OpenResultSet extends ValueResultSet {
  private final List<ResultColumn> columns;
  private final Execution execution;
  private final ResultSetOwner owner;
  private final Warnings warnings = new Warnings();
  private final ResultSet proxy = ResultSetProxy.of(this);

  /** Held while rows are read, because cursors are for one thread. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable ColumnLabels labels;
  private volatile boolean closed;
  private @Nullable SQLException failure;
  private int fetchSize;

  OpenResultSet(
      List<ResultColumn> columns, ZoneId zone, Execution execution, ResultSetOwner owner) {
    super(
        columns.stream().map(column -> ColumnReader.of(column, zone)).toArray(ColumnReader[]::new));
    this.columns = columns;
    this.execution = execution;
    this.owner = owner;
    this.fetchSize = execution.fetchSize();
    warnings.showAlso(execution);
  }

  /** Releases what reading the rows needs. Called under the lock; a second call does nothing. */
  abstract void release() throws SQLException;

  /** Returns whether this result set stands before its first row. */
  abstract boolean isBeforeRows();

  /** Returns the object that callers get. */
  final ResultSet proxy() {
    return proxy;
  }

  final Execution execution() {
    return execution;
  }

  final ResultSetOwner owner() {
    return owner;
  }

  final ReentrantLock lock() {
    return lock;
  }

  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (!lock.tryLock()) {
      // Another thread waits for a row that nobody wants any more.
      execution.cancel();
      lock.lock();
    }
    try {
      setRow(null);
      owner.ended();
      release();
    } finally {
      lock.unlock();
    }
    owner.closed();
  }

  public boolean isClosed() throws SQLException {
    return closed;
  }

  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the result set is closed");
    }
  }

  /**
   * Throws if reading has failed before: to answer "no more rows" after a failure would silently
   * cut the result short.
   */
  final void checkReadable() throws SQLException {
    checkOpen();
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Ends reading after a failure. Returns the exception for the caller, which later calls get too.
   */
  final SQLException failed(Throwable thrown) {
    setRow(null);
    SQLException told = owner.failed(thrown);
    failure = told;
    try {
      release();
    } catch (SQLException e) {
      told.addSuppressed(e);
    }
    return told;
  }

  @Override
  SQLException noValue(int columnIndex) {
    if (closed) {
      return SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the result set is closed");
    }
    if (columnIndex < 1 || columnIndex > columns.size()) {
      return SqlExceptions.of(
          ErrorCode.NO_SUCH_COLUMN_INDEX,
          "the result has no column " + columnIndex + "; its columns are 1 to " + columns.size());
    }
    if (failure != null) {
      return failure;
    }
    return SqlExceptions.of(
        ErrorCode.INVALID_CURSOR,
        isBeforeRows()
            ? "the result set is before its first row; call next() first"
            : "the result set is after its last row");
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return super.wasNull();
  }

  public int findColumn(@Nullable String columnLabel) throws SQLException {
    ColumnLabels known = labels;
    if (known == null || closed) {
      checkOpen();
      known = new ColumnLabels(columns);
      labels = known;
    }
    return known.find(columnLabel);
  }

  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return ColumnsMetaData.of(columns);
  }

  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return owner.statement();
  }

  /** Unwraps as usual, and also to the {@link Receipt} of the execution that gives these rows. */
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    Receipt receipt = owner.receipt();
    return type == Receipt.class && receipt != null
        ? type.cast(receipt)
        : SelfWrapper.unwrap(proxy, type);
  }

  public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return (type == Receipt.class && owner.receipt() != null)
        || SelfWrapper.isWrapperFor(proxy, type);
  }

  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.chain();
  }

  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** Keeps the hint, which comes too late to change the pages of this execution. */
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = ArgumentChecks.notNegative("the fetch size", rows);
  }
}
