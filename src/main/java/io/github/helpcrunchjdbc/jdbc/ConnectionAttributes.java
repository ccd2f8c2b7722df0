package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.Arguments;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.failure.Wrappers;
import io.github.helpcrunchjdbc.jdbc.value.BytesLob;
import io.github.helpcrunchjdbc.jdbc.value.ListArray;
import io.github.helpcrunchjdbc.jdbc.value.TextLob;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a connection keeps because callers set and ask for it, though it changes nothing where
 * nothing is written: transactions, savepoints, holdability, catalog, client info. Thread-safe.
 */
abstract class ConnectionAttributes implements Connection {
  static final String SCHEMA = "helpcrunch";

  private final Warnings warnings = new Warnings();
  private final ClientInfo clientInfo = new ClientInfo(warnings);
  private final AtomicInteger savepoints = new AtomicInteger();
  private volatile boolean autoCommit = true;
  private volatile int isolation = TRANSACTION_NONE;
  private volatile int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private volatile Map<String, Class<?>> typeMap = Map.of();

  /** Throws if the connection is closed. */
  abstract void checkOpen() throws SQLException;

  final Warnings warnings() {
    return warnings;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean newAutoCommit) throws SQLException {
    checkOpen();
    autoCommit = newAutoCommit;
  }

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
    Arguments.notNull("the savepoint", savepoint);
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    checkOpen();
    return new HelpCrunchSavepoint(savepoints.incrementAndGet(), null);
  }

  @Override
  public Savepoint setSavepoint(@Nullable String name) throws SQLException {
    checkOpen();
    return new HelpCrunchSavepoint(
        savepoints.incrementAndGet(), Arguments.notNull("the savepoint's name", name));
  }

  @Override
  public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    checkOpen();
    Arguments.notNull("the savepoint", savepoint);
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return true;
  }

  /** Only a hint to JDBC: the connection stays read-only, and pools that say false go on. */
  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    checkOpen();
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  /** There are no catalogs; JDBC has such a driver ignore the call. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return SCHEMA;
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    checkOpen();
    if (schema != null && !schema.isEmpty() && !schema.equalsIgnoreCase(SCHEMA)) {
      throw Arguments.invalid("there is no schema " + schema + "; there is " + SCHEMA);
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return isolation;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    isolation =
        Arguments.oneOf(
            "the transaction isolation",
            level,
            TRANSACTION_NONE,
            TRANSACTION_READ_UNCOMMITTED,
            TRANSACTION_READ_COMMITTED,
            TRANSACTION_REPEATABLE_READ,
            TRANSACTION_SERIALIZABLE);
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return holdability;
  }

  @Override
  public void setHoldability(int newHoldability) throws SQLException {
    checkOpen();
    holdability = checkedHoldability(newHoldability);
  }

  static int checkedHoldability(int holdability) throws SQLException {
    return Arguments.oneOf(
        "the holdability",
        holdability,
        ResultSet.HOLD_CURSORS_OVER_COMMIT,
        ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return new HashMap<>(typeMap);
  }

  /** Kept, though there are no user-defined types to map. */
  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    typeMap = map == null ? Map.of() : new HashMap<>(map);
  }

  /** The SQL as it is: escapes are part of the SQL that is understood. */
  @Override
  public String nativeSQL(@Nullable String sql) throws SQLException {
    checkOpen();
    return Arguments.notNull("the SQL", sql);
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
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return clientInfo.all();
  }

  @Override
  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    checkOpen();
    return clientInfo.get(name);
  }

  @Override
  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInfo.set(name, value);
  }

  @Override
  public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInfo.setAll(properties);
  }

  private void checkOpenForClientInfo() throws SQLClientInfoException {
    try {
      checkOpen();
    } catch (SQLException e) {
      Map<String, ClientInfoStatus> failed = Map.of();
      throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), failed, e);
    }
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
    return new ListArray(Arrays.asList(Arguments.notNull("the array", elements)));
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

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return Wrappers.isWrapperFor(this, type);
  }
}
