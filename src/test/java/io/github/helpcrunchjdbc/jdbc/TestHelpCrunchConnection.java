package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TestHelpCrunchConnection {
  private final MemoryQuery three = MemoryQuery.numbers(3);
  private final MemoryQuery hanging = MemoryQuery.numbers(3).hangingAtRow(2);
  private final MemorySession session =
      new MemorySession(new MemoryEngine().with("three", three).with("hanging", hanging));
  private final ExecutorService others = Executors.newCachedThreadPool();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = session.connect();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    others.shutdown();
    assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(three.open() + hanging.open()).isZero();
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void transactionsAreHarmless() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(false);
    assertThat(connection.getAutoCommit()).isFalse();
    connection.commit();
    Savepoint unnamed = connection.setSavepoint();
    Savepoint named = connection.setSavepoint("s");
    assertThat(unnamed.getSavepointId()).isPositive();
    assertThat(named.getSavepointName()).isEqualTo("s");
    assertState("22023", unnamed::getSavepointName);
    assertState("22023", named::getSavepointId);
    connection.rollback(named);
    connection.releaseSavepoint(unnamed);
    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
    assertState("22023", () -> connection.setTransactionIsolation(3));
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertState("22023", () -> connection.setHoldability(77));
  }

  @Test
  void readOnly() throws SQLException {
    assertThat(connection.isReadOnly()).isTrue();
    connection.setReadOnly(false);
    assertThat(connection.isReadOnly()).isFalse();
    connection.setReadOnly(true);
  }

  @Test
  void catalogAndSchema() throws SQLException {
    assertThat(connection.getCatalog()).isNull();
    connection.setCatalog("any");
    assertThat(connection.getCatalog()).isNull();
    assertThat(connection.getSchema()).isEqualTo("helpcrunch");
    connection.setSchema("HelpCrunch");
    connection.setSchema(null);
    assertThat(connection.getSchema()).isEqualTo("helpcrunch");
    assertState("22023", () -> connection.setSchema("public"));
    // It is there, but names without a schema are never looked for in it.
    assertThatThrownBy(() -> connection.setSchema("helpcrunch_meta"))
        .hasMessage("the schema of a connection is always helpcrunch, not helpcrunch_meta");
  }

  @Test
  void isValidAsksTheService() throws SQLException {
    assertThat(connection.isValid(0)).isTrue();
    session.setHealth(MemorySession.Health.DOWN);
    assertThat(connection.isValid(1)).isFalse();
    session.setHealth(MemorySession.Health.SILENT);
    assertThat(connection.isValid(1)).isFalse();
    assertState("22023", () -> connection.isValid(-1));
    connection.close();
    assertThat(connection.isValid(1)).isFalse();
  }

  @Test
  void closeClosesWhatIsOpen() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("three");
    PreparedStatement prepared = connection.prepareStatement("three");
    ResultSet more = prepared.executeQuery();
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThat(prepared.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    assertThat(more.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement)
        .isInstanceOf(SQLNonTransientConnectionException.class);
    assertState("08003", () -> connection.prepareStatement("three"));
    assertState("08003", connection::getMetaData);
    assertState("08003", connection::commit);
    assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x"))
        .isInstanceOf(SQLClientInfoException.class);
  }

  @Test
  void abortEndsWhatHangs() throws Exception {
    Statement statement = connection.createStatement();
    Future<String> state =
        others.submit(
            () -> {
              try (ResultSet rows = statement.executeQuery("hanging")) {
                while (rows.next()) {
                  assertThat(rows.getLong(1)).isEqualTo(1);
                }
                return "none";
              } catch (SQLException e) {
                return e.getSQLState();
              }
            });
    hanging.awaitHanging();
    connection.abort(Runnable::run);
    assertThat(state.get()).isEqualTo("57014");
    assertThat(connection.isClosed()).isTrue();
    connection.abort(Runnable::run);
    assertState("22023", () -> connection.abort(null));
  }

  /** A pool may have ended its threads already. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void abortNeedsNoThreadOfItsExecutor(boolean rejects) throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("three");
    connection.abort(
        task -> {
          throw rejects
              ? new RejectedExecutionException("shut down")
              : new IllegalStateException("stopped");
        });
    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  void networkTimeout() throws SQLException {
    assertThat(connection.getNetworkTimeout()).isZero();
    connection.setNetworkTimeout(Runnable::run, 500);
    assertThat(connection.getNetworkTimeout()).isEqualTo(500);
    assertThat(session.networkTimeout()).isEqualTo(500);
    assertState("22023", () -> connection.setNetworkTimeout(null, 0));
    assertState("22023", () -> connection.setNetworkTimeout(Runnable::run, -1));
  }

  @Test
  void clientInfo() throws SQLException {
    connection.setClientInfo("ApplicationName", "test");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("test");
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.setClientInfo("Nothing", "x");
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("Nothing");
    Properties info = new Properties();
    info.setProperty("ClientUser", "me");
    connection.setClientInfo(info);
    assertThat(connection.getClientInfo()).isEqualTo(info);
    connection.setClientInfo("ClientUser", null);
    assertThat(connection.getClientInfo()).isEmpty();
    assertThat(connection.getClientInfo("Nothing")).isNull();
  }

  @Test
  void sensitiveAndUpdatableAreDowngradedWithOneWarning() throws SQLException {
    for (int i = 0; i < 3; i++) {
      Statement statement =
          connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
      assertThat((Throwable) statement.getWarnings())
          .hasMessageContaining("insensitive and read-only");
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(statement.executeQuery("three").next()).isTrue();
    }
    assertThat((Throwable) connection.getWarnings()).isNotNull();
    assertThat((Throwable) connection.getWarnings().getNextWarning()).isNull();
    connection.clearWarnings();
    connection.prepareStatement("three", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    assertThat((Throwable) connection.getWarnings()).isNull();
    assertState("22023", () -> connection.createStatement(1, 2));
  }

  @Test
  void preparedStatementsWithKeys() throws SQLException {
    for (PreparedStatement prepared :
        new PreparedStatement[] {
          connection.prepareStatement("three", Statement.RETURN_GENERATED_KEYS),
          connection.prepareStatement("three", new int[] {1}),
          connection.prepareStatement("three", new String[] {"id"})
        }) {
      assertThat(prepared.executeQuery().next()).isTrue();
      assertThat(prepared.getGeneratedKeys().next()).isFalse();
    }
  }

  @Test
  void theRest() throws SQLException {
    assertThat(connection.nativeSQL("{fn NOW()}")).isEqualTo("{fn NOW()}");
    assertThat(connection.getTypeMap()).isEmpty();
    connection.setTypeMap(Map.of("x", String.class));
    assertThat(connection.getTypeMap()).hasSize(1);
    assertThatThrownBy(() -> connection.prepareCall("{call x}"))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("no stored procedures");
    assertThat((Object[]) connection.createArrayOf("BIGINT", new Object[] {1L}).getArray())
        .containsExactly(1L);
    Array texts = connection.createArrayOf("varchar", new Object[] {null, 2});
    assertThat(texts.getBaseTypeName()).isEqualTo("VARCHAR");
    assertThat(connection.createArrayOf("TIMESTAMP", new Object[0]).getBaseType())
        .isEqualTo(Types.TIMESTAMP);
    assertThat(connection.createArrayOf("text", new Object[0]).getBaseTypeName())
        .isEqualTo("VARCHAR");
    assertThat(connection.createArrayOf("INT", new Object[0]).getBaseType())
        .isEqualTo(Types.INTEGER);
    assertState("22023", () -> connection.createArrayOf("nonsense", new Object[0]));
    assertState("22023", () -> connection.createArrayOf(null, new Object[0]));
    assertThat(connection.createClob().length()).isZero();
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThat(connection.isWrapperFor(null)).isFalse();
    assertState("22023", () -> connection.unwrap(Statement.class));
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo(state);
  }
}
