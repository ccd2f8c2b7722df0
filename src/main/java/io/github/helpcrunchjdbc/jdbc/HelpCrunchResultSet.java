package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.metadata.ColumnsMetaData;
import io.github.helpcrunchjdbc.jdbc.value.ColumnReader;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a cursor: of a query, or of metadata that is in memory. For one thread, but another
 * may close it or cancel its statement.
 */
final class HelpCrunchResultSet extends ValueResultSet {
  /** What a result set tells whoever made it. */
  interface Owner {
    /** Of metadata. */
    Owner NONE =
        new Owner() {
          @Override
          public @Nullable Statement statement() {
            return null;
          }

          @Override
          public void ended() {
            // Nobody waits for it.
          }

          @Override
          public void closed(HelpCrunchResultSet resultSet) {
            // Nobody keeps it.
          }
        };

    /** The statement of {@code getStatement}, null for metadata. */
    @Nullable Statement statement();

    /** All rows were read, or reading failed. */
    void ended();

    void closed(HelpCrunchResultSet resultSet) throws SQLException;
  }

  private final List<ResultColumn> columns;
  private final RowCursor cursor;
  private final Execution execution;
  private final Owner owner;
  private final Warnings warnings = new Warnings();

  /** Held while the cursor works, because cursors are for one thread. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable ColumnLabels labels;
  private @Nullable Throwable failure;
  private volatile boolean closed;
  private boolean ended;
  private boolean peeked;
  private boolean hasPeeked;
  private long rowNumber;
  private int fetchSize;

  HelpCrunchResultSet(
      List<ResultColumn> columns, RowCursor cursor, ZoneId zone, Execution execution, Owner owner) {
    super(
        columns.stream().map(column -> ColumnReader.of(column, zone)).toArray(ColumnReader[]::new));
    this.columns = columns;
    this.cursor = cursor;
    this.execution = execution;
    this.owner = owner;
    this.fetchSize = execution.fetchSize();
    warnings.follow(execution);
  }

  @Override
  public boolean next() throws SQLException {
    lock.lock();
    try {
      checkOpen();
      if (failure != null) {
        // To answer "no more rows" would cut the result short in silence.
        throw SqlExceptions.of(failure);
      }
      if (ended) {
        return false;
      }
      if (!advance()) {
        setRow(null);
        end();
        return false;
      }
      setRow(read());
      rowNumber++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean advance() throws SQLException {
    if (peeked) {
      peeked = false;
      return hasPeeked;
    }
    try {
      if (execution.maxRows() > 0 && rowNumber >= execution.maxRows()) {
        return false;
      }
      execution.checkActive();
      return cursor.next();
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  /** The cursor's row, whose expressions may be evaluated only now. */
  private @Nullable Object[] read() throws SQLException {
    try {
      return cursor.row();
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  private SQLException failed(Throwable thrown) throws SQLException {
    setRow(null);
    failure = thrown;
    end();
    return SqlExceptions.of(thrown);
  }

  /** Whether there is a next row, without leaving this one. */
  private boolean peek() throws SQLException {
    lock.lock();
    try {
      if (!peeked && !ended) {
        @Nullable Object[] row = currentRow();
        // The cursor may use the array again for the next row.
        setRow(row == null ? null : row.clone());
        hasPeeked = advance();
        peeked = true;
      }
      return !ended && hasPeeked;
    } finally {
      lock.unlock();
    }
  }

  private void end() throws SQLException {
    ended = true;
    owner.ended();
    closeCursor();
  }

  private void closeCursor() throws SQLException {
    try {
      cursor.close();
    } catch (RuntimeException thrown) {
      throw SqlExceptions.of(thrown);
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (!lock.tryLock()) {
      // Another thread waits for a row: what it waits for is not wanted any more.
      execution.cancel();
      lock.lock();
    }
    try {
      setRow(null);
      owner.ended();
      closeCursor();
    } finally {
      lock.unlock();
    }
    owner.closed(this);
  }

  @Override
  public boolean isClosed() throws SQLException {
    return closed;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the result set is closed");
    }
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
    return SqlExceptions.of(
        ErrorCode.INVALID_CURSOR,
        rowNumber == 0
            ? "the result set is before its first row; call next() first"
            : "the result set is after its last row");
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return super.wasNull();
  }

  @Override
  public int findColumn(@Nullable String columnLabel) throws SQLException {
    ColumnLabels known = labels;
    if (known == null || closed) {
      checkOpen();
      known = new ColumnLabels(columns);
      labels = known;
    }
    return known.find(columnLabel);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new ColumnsMetaData(columns);
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return owner.statement();
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return currentRow() == null ? 0 : (int) Math.min(rowNumber, Integer.MAX_VALUE);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return rowNumber == 0 && peek();
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return rowNumber == 1 && currentRow() != null;
  }

  /** May send a request, to know whether there is another row. */
  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return currentRow() != null && !peek();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return rowNumber > 0 && currentRow() == null;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.chain();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** A hint that comes too late to change the pages being read. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = ArgumentChecks.notNegative("the fetch size", rows);
  }
}
