package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.filler.ReadOnlyConnection;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.ClientInfoStatus;
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
abstract class ConnectionAttributes extends ReadOnlyConnection {
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
  private volatile int isolation = TRANSACTION_NONE;
  private volatile int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private volatile Map<String, Class<?>> typeMap = Map.of();

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
  public Savepoint setSavepoint() throws SQLException {
    checkOpen();
    return new Mark(savepoints.incrementAndGet(), null);
  }

  @Override
  public Savepoint setSavepoint(@Nullable String name) throws SQLException {
    checkOpen();
    return new Mark(
        savepoints.incrementAndGet(), ArgumentChecks.notNull("the savepoint's name", name));
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  /**
   * Keeps the value. JDBC takes it as a hint, and nothing can be written in any case. A pool that
   * sets false wants to read false again, or it warns or closes the connection.
   */
  @Override
  public void setReadOnly(boolean newReadOnly) throws SQLException {
    checkOpen();
    readOnly = newReadOnly;
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
      throw ArgumentChecks.invalid(
          "the schema of a connection is always " + SCHEMA + ", not " + schema);
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
        ArgumentChecks.oneOf(
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
    return ArgumentChecks.oneOf(
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

  /** Keeps the map, though there are no user-defined types to map. */
  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    typeMap = map == null ? Map.of() : new HashMap<>(map);
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
}
