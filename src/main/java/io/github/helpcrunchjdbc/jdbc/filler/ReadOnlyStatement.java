package io.github.helpcrunchjdbc.jdbc.filler;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The methods of Statement that would write, or that do nothing because nothing is written. */
public abstract class ReadOnlyStatement implements Statement, SelfWrapper {
  /** Throws if the statement or its connection is closed. */
  protected abstract void checkOpen() throws SQLException;

  @Override
  public boolean execute(@Nullable String sql, int keys) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(@Nullable String sql, int @Nullable [] keys) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(@Nullable String sql, String @Nullable [] keys) throws SQLException {
    return execute(sql);
  }

  @Override
  public int executeUpdate(@Nullable String sql) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  @Override
  public int executeUpdate(@Nullable String sql, int keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(@Nullable String sql, int @Nullable [] keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(@Nullable String sql, String @Nullable [] keys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(@Nullable String sql) throws SQLException {
    checkOpen();
    throw SqlExceptions.readsOnly("an update");
  }

  @Override
  public long executeLargeUpdate(@Nullable String sql, int keys) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(@Nullable String sql, int @Nullable [] keys) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(@Nullable String sql, String @Nullable [] keys)
      throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    checkOpen();
    throw SqlExceptions.readsOnly("a batch of updates");
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    checkOpen();
    return new int[0];
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    return new long[0];
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return (int) getLargeUpdateCount();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return -1;
  }

  /** Ignores the name, which is for positioned updates; the driver has none. */
  @Override
  public void setCursorName(@Nullable String name) throws SQLException {
    checkOpen();
  }

  /**
   * Changes nothing: escapes are part of the SQL that the driver understands and can't be turned
   * off.
   */
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /** Ignores the hint. */
  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    ArgumentChecks.oneOf(
        "the fetch direction",
        direction,
        ResultSet.FETCH_FORWARD,
        ResultSet.FETCH_REVERSE,
        ResultSet.FETCH_UNKNOWN);
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public String enquoteLiteral(@Nullable String text) throws SQLException {
    return Statement.super.enquoteLiteral(ArgumentChecks.notNull("the literal", text));
  }

  @Override
  public String enquoteNCharLiteral(@Nullable String text) throws SQLException {
    return Statement.super.enquoteNCharLiteral(ArgumentChecks.notNull("the literal", text));
  }

  @Override
  public String enquoteIdentifier(@Nullable String name, boolean always) throws SQLException {
    String checked = ArgumentChecks.notNull("the identifier", name);
    return Statement.super.enquoteIdentifier(checked, always || !isSimpleIdentifier(checked));
  }

  @Override
  public boolean isSimpleIdentifier(@Nullable String name) throws SQLException {
    return Statement.super.isSimpleIdentifier(ArgumentChecks.notNull("the identifier", name));
  }
}
