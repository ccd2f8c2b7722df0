package io.github.helpcrunchjdbc.jdbc.filler;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.BytesLob;
import io.github.helpcrunchjdbc.jdbc.value.ListArray;
import io.github.helpcrunchjdbc.jdbc.value.TextLob;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Connection that do nothing because nothing is written, and those that are refused.
 */
public abstract class ReadOnlyConnection implements Connection, SelfWrapper {
  /** Throws if the connection is closed. */
  protected abstract void checkOpen() throws SQLException;

  @Override
  public void commit() throws SQLException {
    checkOpen();
  }

  @Override
  public void rollback() throws SQLException {
    checkOpen();
  }

  @Override
  public void rollback(@Nullable Savepoint savepoint) throws SQLException {
    checkOpen();
    ArgumentChecks.notNull("the savepoint", savepoint);
  }

  @Override
  public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    checkOpen();
    ArgumentChecks.notNull("the savepoint", savepoint);
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  /** Ignores the call, as JDBC says of a driver without catalogs. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  /** Returns the SQL unchanged, because escapes are part of the SQL that the driver understands. */
  @Override
  public String nativeSQL(@Nullable String sql) throws SQLException {
    checkOpen();
    return ArgumentChecks.notNull("the SQL", sql);
  }

  @Override
  public CallableStatement prepareCall(@Nullable String sql) throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported(
        "there are no stored procedures; use prepareStatement with a SELECT");
  }

  @Override
  public CallableStatement prepareCall(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public CallableStatement prepareCall(
      @Nullable String sql, int type, int concurrency, int newHoldability) throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public Array createArrayOf(@Nullable String typeName, @Nullable Object @Nullable [] elements)
      throws SQLException {
    checkOpen();
    return ListArray.of(
        ArgumentChecks.notNull("the type", typeName),
        Arrays.asList(ArgumentChecks.notNull("the array", elements)));
  }

  @Override
  public Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public NClob createNClob() throws SQLException {
    checkOpen();
    return new TextLob("");
  }

  @Override
  public Blob createBlob() throws SQLException {
    checkOpen();
    return new BytesLob(new byte[0]);
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no XML values; use a String");
  }

  @Override
  public Struct createStruct(@Nullable String typeName, @Nullable Object @Nullable [] attributes)
      throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no structured types to create values of");
  }

  @Override
  public void setShardingKey(@Nullable ShardingKey key) throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no shards");
  }

  @Override
  public void setShardingKey(@Nullable ShardingKey key, @Nullable ShardingKey superKey)
      throws SQLException {
    setShardingKey(key);
  }

  @Override
  public boolean setShardingKeyIfValid(@Nullable ShardingKey key, int timeout) throws SQLException {
    setShardingKey(key);
    return false;
  }

  @Override
  public boolean setShardingKeyIfValid(
      @Nullable ShardingKey key, @Nullable ShardingKey superKey, int timeout) throws SQLException {
    setShardingKey(key);
    return false;
  }
}
