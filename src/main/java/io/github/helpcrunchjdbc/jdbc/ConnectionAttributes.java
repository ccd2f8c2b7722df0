package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection that callers set and read, though they change nothing in a driver
 * that never writes: transactions, savepoints, holdability, catalog, client info. Thread-safe.
 */
abstract class ConnectionAttributes {
  static final String SCHEMA = TableDef.SCHEMA;

  /** A savepoint of a connection that has nothing to roll back. */
  private record Mark(int id, @Nullable String name) implements Savepoint {
    @Override
    public int getSavepointId() throws SQLException {
      if (name != null) {
        throw ArgumentChecks.invalid("the savepoint has a name, so it has no id");
      }
      return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
      if (name == null) {
        throw ArgumentChecks.invalid("the savepoint has an id, so it has no name");
      }
      return name;
    }
  }

  private final Warnings warnings = new Warnings();
  private final ClientInfo clientInfo = new ClientInfo(warnings);
  private final AtomicInteger savepoints = new AtomicInteger();
  private volatile boolean autoCommit = true;
  private volatile boolean readOnly = true;
  private volatile int isolation = Connection.TRANSACTION_NONE;
  private volatile int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private volatile Map<String, Class<?>> typeMap = Map.of();

  /** Throws if the connection is closed. */
  abstract void checkOpen() throws SQLException;

  final Warnings warnings() {
    return warnings;
  }

  public boolean getAutoCommit() {
    return autoCommit;
  }

  public void setAutoCommit(boolean newAutoCommit) {
    autoCommit = newAutoCommit;
  }

  public Savepoint setSavepoint() throws SQLException {
    return new Mark(savepoints.incrementAndGet(), null);
  }

  public Savepoint setSavepoint(@Nullable String name) throws SQLException {
    return new Mark(
        savepoints.incrementAndGet(), ArgumentChecks.notNull("the savepoint's name", name));
  }

  public boolean isReadOnly() {
    return readOnly;
  }

  /**
   * Keeps the value. JDBC takes it as a hint, and nothing can be written in any case. A pool that
   * sets false wants to read false again, or it warns or closes the connection.
   */
  public void setReadOnly(boolean newReadOnly) {
    readOnly = newReadOnly;
  }

  public String getSchema() {
    return SCHEMA;
  }

  public void setSchema(@Nullable String schema) throws SQLException {
    if (schema != null && !schema.isEmpty() && !schema.equalsIgnoreCase(SCHEMA)) {
      throw ArgumentChecks.invalid(
          "the schema of a connection is always " + SCHEMA + ", not " + schema);
    }
  }

  public int getTransactionIsolation() {
    return isolation;
  }

  public void setTransactionIsolation(int level) throws SQLException {
    isolation =
        ArgumentChecks.oneOf(
            "the transaction isolation",
            level,
            Connection.TRANSACTION_NONE,
            Connection.TRANSACTION_READ_UNCOMMITTED,
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE);
  }

  public int getHoldability() {
    return holdability;
  }

  public void setHoldability(int newHoldability) throws SQLException {
    holdability = checkedHoldability(newHoldability);
  }

  static int checkedHoldability(int holdability) throws SQLException {
    return ArgumentChecks.oneOf(
        "the holdability",
        holdability,
        ResultSet.HOLD_CURSORS_OVER_COMMIT,
        ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  public Map<String, Class<?>> getTypeMap() throws SQLException {
    return new HashMap<>(typeMap);
  }

  /** Keeps the map, though there are no user-defined types to map. */
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    typeMap = map == null ? Map.of() : new HashMap<>(map);
  }

  public @Nullable SQLWarning getWarnings() {
    return warnings.chain();
  }

  public void clearWarnings() {
    warnings.clear();
  }

  public Properties getClientInfo() {
    return clientInfo.all();
  }

  public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
    return clientInfo.get(name);
  }

  public void setClientInfo(@Nullable String name, @Nullable String value)
      throws SQLClientInfoException {
    checkOpenForClientInfo();
    clientInfo.set(name, value);
  }

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
}
