package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Wrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings, facts about rows and columns, and wrappers, on the demo account. */
class TestKeptAndTold {
  private static final String QUERY =
      "SELECT id, name, lastSeen, unsubscribed, 1.5 AS ratio FROM customers WHERE id = ?";

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private ResultSet row() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(QUERY);
    statement.setLong(1, 1005);
    ResultSet rows = statement.executeQuery();
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void settingsOfAStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.getConnection()).isSameAs(connection);
      assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
      statement.setFetchSize(37);
      assertThat(statement.getFetchSize()).isEqualTo(37);
      statement.setLargeMaxRows(5_000_000_000L);
      assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
      statement.setQueryTimeout(12);
      assertThat(statement.getQueryTimeout()).isEqualTo(12);
      assertThat(statement.getResultSetHoldability()).isEqualTo(connection.getHoldability());
      assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      assertThat(statement.enquoteNCharLiteral("it's")).isEqualTo("N'it''s'");
      assertThat(statement.isSimpleIdentifier("lastSeen")).isTrue();
      assertThat(statement.isSimpleIdentifier("last seen")).isFalse();
      assertThat(statement.isSimpleIdentifier("1st")).isFalse();
    }
  }

  @Test
  void warningsAreCleared() throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      assertThat((Throwable) statement.getWarnings()).isNotNull();
      statement.clearWarnings();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @Test
  void settingsOfAResult() throws SQLException {
    try (ResultSet row = row()) {
      assertThat(row.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
      row.setFetchSize(10);
      assertThat(row.getFetchSize()).isEqualTo(10);
      assertThat(row.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      assertThat(row.rowDeleted()).isFalse();
      assertThat(row.rowInserted()).isFalse();
      assertThat(row.rowUpdated()).isFalse();
    }
  }

  @Test
  @SuppressWarnings("deprecation") // It is part of the interface all the same.
  void textAsStreams() throws Exception {
    try (ResultSet row = row()) {
      try (Reader reader = row.getNCharacterStream("name")) {
        char[] begin = new char[4];
        assertThat(reader.read(begin)).isEqualTo(4);
        assertThat(begin).containsExactly("isil".toCharArray());
      }
      byte[] bytes = row.getUnicodeStream("name").readAllBytes();
      assertThat(bytes)
          .isIn(
              "isil YILMAZ".getBytes(StandardCharsets.UTF_8),
              "isil YILMAZ".getBytes(StandardCharsets.UTF_16BE));
    }
  }

  @Test
  void columnsOfAResult() throws SQLException {
    try (ResultSet row = row()) {
      ResultSetMetaData columns = row.getMetaData();
      assertThat(columns.getColumnTypeName(1)).isEqualTo("BIGINT");
      assertThat(columns.getColumnTypeName(2)).isEqualTo("VARCHAR");
      assertThat(columns.getColumnTypeName(3)).isEqualTo("TIMESTAMP");
      assertThat(columns.getColumnTypeName(4)).isEqualTo("BOOLEAN");
      assertThat(columns.getColumnTypeName(5)).isEqualTo("DECIMAL");
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        assertThat(columns.isAutoIncrement(i)).isFalse();
        assertThat(columns.isCurrency(i)).isFalse();
        assertThat(columns.isWritable(i)).isFalse();
        assertThat(columns.isDefinitelyWritable(i)).isFalse();
        assertThat(columns.isCaseSensitive(i)).isEqualTo(i == 2);
      }
    }
  }

  @Test
  void parameters() throws SQLException {
    ParameterMetaData parameters = connection.prepareStatement(QUERY).getParameterMetaData();
    assertThat(parameters.isSigned(1)).isTrue();
    assertThat(parameters.isNullable(1)).isNotEqualTo(ParameterMetaData.parameterNoNulls);
  }

  @Test
  void wrappers() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    ParameterMetaData parameters = connection.prepareStatement(QUERY).getParameterMetaData();
    try (ResultSet row = row()) {
      ResultSetMetaData columns = row.getMetaData();
      assertThat(row.isWrapperFor(ResultSet.class)).isTrue();
      assertThat(row.unwrap(ResultSet.class)).isSameAs(row);
      assertThat(columns.isWrapperFor(Statement.class)).isFalse();
      assertThat(columns.unwrap(ResultSetMetaData.class)).isSameAs(columns);
      assertThat(parameters.isWrapperFor(ParameterMetaData.class)).isTrue();
      assertThat(parameters.unwrap(ParameterMetaData.class)).isSameAs(parameters);
      assertThat(metaData.isWrapperFor(DatabaseMetaData.class)).isTrue();
      assertThat(metaData.unwrap(DatabaseMetaData.class)).isSameAs(metaData);
      for (Wrapper wrapper : new Wrapper[] {row, columns, parameters, metaData}) {
        assertThatThrownBy(() -> wrapper.unwrap(String.class)).isInstanceOf(SQLException.class);
      }
    }
  }

  /** As transaction managers nest transactions. */
  @Test
  void savepointsAreTakenAndUndoNothing() throws SQLException {
    assertThat(connection.getMetaData().supportsSavepoints()).isTrue();
    connection.setAutoCommit(false);
    Savepoint savepoint = connection.setSavepoint("nested");
    try (ResultSet row = row()) {
      connection.rollback(savepoint);
      connection.releaseSavepoint(savepoint);
      assertThat(row.getLong(1)).isEqualTo(1005);
    }
  }

  @Test
  void rowIds() throws SQLException {
    assertThat(connection.getMetaData().getRowIdLifetime())
        .isEqualTo(RowIdLifetime.ROWID_UNSUPPORTED);
  }
}
