package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result set that moves in both directions over rows that it keeps. It reads nothing before it is
 * first moved. If the first move is to row n, it asks the service for the rows from n on. For one
 * thread, but another thread may close it or cancel its statement.
 */
final class ScrollableResultSet extends OpenResultSet {
  private static final long BEFORE_FIRST = 0;

  /**
   * Stands for the position after the last row, whose number is unknown until all rows are read.
   */
  private static final long AFTER_LAST = Long.MAX_VALUE;

  private final ScrolledRows rows;
  private long position = BEFORE_FIRST;
  private int fetchDirection = ResultSet.FETCH_FORWARD;

  /** A piece of reading; it throws what reading throws. */
  @FunctionalInterface
  private interface Reading<T> {
    T read();
  }

  ScrollableResultSet(
      List<ResultColumn> columns,
      ScrolledRows rows,
      ZoneId zone,
      Execution execution,
      ResultSetOwner owner) {
    super(columns, zone, execution, owner);
    this.rows = rows;
  }

  @Override
  void release() {
    rows.close();
  }

  @Override
  boolean isBeforeRows() {
    return position == BEFORE_FIRST;
  }

  private <T> T read(Reading<T> reading) throws SQLException {
    lock().lock();
    try {
      checkReadable();
      T result = reading.read();
      if (rows.isComplete()) {
        owner().ended();
      }
      return result;
    } catch (RuntimeException | Error thrown) {
      throw failed(thrown);
    } finally {
      lock().unlock();
    }
  }

  private boolean moveTo(long number) throws SQLException {
    return read(
        () -> {
          if (number < 1) {
            stand(BEFORE_FIRST, null);
            return false;
          }
          if (number == AFTER_LAST || !rows.has(number)) {
            stand(AFTER_LAST, null);
            return false;
          }
          stand(number, rows.getIfRead(number));
          return true;
        });
  }

  private void stand(long number, @Nullable Object @Nullable [] row) {
    position = number;
    setRow(row);
  }

  @Override
  @Nullable Object @Nullable [] lateRow() throws SQLException {
    if (!isOnRow() || isClosed()) {
      return null;
    }
    return read(
        () -> {
          @Nullable Object[] row = rows.get(position);
          setRow(row);
          return row;
        });
  }

  private boolean isOnRow() {
    return position != BEFORE_FIRST && position != AFTER_LAST;
  }

  private long count() throws SQLException {
    return read(rows::count);
  }

  private boolean has(long number) throws SQLException {
    return read(() -> rows.has(number));
  }

  public boolean next() throws SQLException {
    return moveTo(position == AFTER_LAST ? AFTER_LAST : position + 1);
  }

  public boolean previous() throws SQLException {
    return moveTo(position == AFTER_LAST ? count() : position - 1);
  }

  public boolean first() throws SQLException {
    return moveTo(1);
  }

  /** Moves to the last row, for which all rows are read. */
  public boolean last() throws SQLException {
    return moveTo(count());
  }

  /** Moves to a row. A negative number counts from the last row, so all rows are read. */
  public boolean absolute(int row) throws SQLException {
    return moveTo(row >= 0 ? row : count() + 1 + row);
  }

  public boolean relative(int rows) throws SQLException {
    long from = position == AFTER_LAST && rows < 0 ? count() + 1 : position;
    return moveTo(from == AFTER_LAST ? AFTER_LAST : from + rows);
  }

  public void beforeFirst() throws SQLException {
    moveTo(BEFORE_FIRST);
  }

  public void afterLast() throws SQLException {
    moveTo(AFTER_LAST);
  }

  public int getRow() throws SQLException {
    checkReadable();
    return isOnRow() ? (int) Math.min(position, Integer.MAX_VALUE) : 0;
  }

  public boolean isBeforeFirst() throws SQLException {
    checkReadable();
    return position == BEFORE_FIRST && has(1);
  }

  public boolean isFirst() throws SQLException {
    checkReadable();
    return position == 1;
  }

  /**
   * Returns whether this is the last row; this may send a request, to know whether there is another
   * row.
   */
  public boolean isLast() throws SQLException {
    checkReadable();
    return isOnRow() && !has(position + 1);
  }

  public boolean isAfterLast() throws SQLException {
    checkReadable();
    return position == AFTER_LAST && has(1);
  }

  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  /** Keeps the hint, which changes nothing. */
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    fetchDirection =
        ArgumentChecks.oneOf(
            "the fetch direction",
            direction,
            ResultSet.FETCH_FORWARD,
            ResultSet.FETCH_REVERSE,
            ResultSet.FETCH_UNKNOWN);
  }

  /** Does nothing: rows stay as they were read. */
  public void refreshRow() throws SQLException {
    checkOpen();
    throw SqlExceptions.of(
        ErrorCode.NOT_SUPPORTED, "rows stay as they were read; run the query again");
  }
}
