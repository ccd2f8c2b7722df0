package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of a cursor: of a query, or of metadata in memory. For one thread, but another
 * thread may close it or cancel its statement.
 */
final class HelpCrunchResultSet extends OpenResultSet {
  private final RowCursor cursor;

  private boolean ended;
  private boolean peeked;
  private boolean hasPeeked;
  private long rowNumber;

  HelpCrunchResultSet(
      List<ResultColumn> columns,
      RowCursor cursor,
      ZoneId zone,
      Execution execution,
      ResultSetOwner owner) {
    super(columns, zone, execution, owner);
    this.cursor = cursor;
  }

  @Override
  void release() throws SQLException {
    closeCursor();
  }

  @Override
  boolean isBeforeRows() {
    return rowNumber == 0;
  }

  public boolean next() throws SQLException {
    lock().lock();
    try {
      checkReadable();
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
      lock().unlock();
    }
  }

  private boolean advance() throws SQLException {
    if (peeked) {
      peeked = false;
      return hasPeeked;
    }
    try {
      if (execution().maxRows() > 0 && rowNumber >= execution().maxRows()) {
        return false;
      }
      execution().checkActive();
      return cursor.next();
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  /** Returns the cursor's row. Its expressions may be evaluated only now. */
  private @Nullable Object[] read() throws SQLException {
    try {
      return cursor.row();
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  /** Returns whether there is a next row, without leaving the current one. */
  private boolean peek() throws SQLException {
    lock().lock();
    try {
      checkReadable();
      if (!peeked && !ended) {
        @Nullable Object[] row = currentRow();
        // The cursor may use the array again for the next row.
        setRow(row == null ? null : row.clone());
        hasPeeked = advance();
        peeked = true;
      }
      return !ended && hasPeeked;
    } finally {
      lock().unlock();
    }
  }

  private void end() throws SQLException {
    ended = true;
    owner().ended();
    execution().memory().end();
    closeCursor();
  }

  private void closeCursor() throws SQLException {
    try {
      cursor.close();
    } catch (RuntimeException thrown) {
      throw SqlExceptions.of(thrown);
    }
  }

  public int getRow() throws SQLException {
    checkReadable();
    return currentRow() == null ? 0 : (int) Math.min(rowNumber, Integer.MAX_VALUE);
  }

  public boolean isBeforeFirst() throws SQLException {
    checkReadable();
    return rowNumber == 0 && peek();
  }

  public boolean isFirst() throws SQLException {
    checkReadable();
    return rowNumber == 1 && currentRow() != null;
  }

  /**
   * Returns whether this is the last row; this may send a request, to know whether there is another
   * row.
   */
  public boolean isLast() throws SQLException {
    checkReadable();
    return currentRow() != null && !peek();
  }

  public boolean isAfterLast() throws SQLException {
    checkReadable();
    return rowNumber > 0 && currentRow() == null;
  }

  public int getType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  public void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw ResultSetProxy.forwardOnly();
    }
  }
}
