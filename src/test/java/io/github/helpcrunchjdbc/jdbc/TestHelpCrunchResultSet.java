package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
@Tag("zones")
class TestHelpCrunchResultSet {
  private final MemoryQuery three = MemoryQuery.numbers(3);
  private final MemoryEngine engine =
      new MemoryEngine()
          .with("three", three)
          .with("none", MemoryQuery.numbers(0))
          .with(
              "labels",
              new MemoryQuery(
                  List.of(
                      MemoryQuery.column("ID", Types.BIGINT, "BIGINT"),
                      MemoryQuery.column("id", Types.BIGINT, "BIGINT"),
                      MemoryQuery.column("title", Types.VARCHAR, "VARCHAR")),
                  List.of(),
                  List.<@Nullable Object[]>of(new @Nullable Object[] {1L, 2L, "t"})));
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = MemorySession.connect(engine);
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    assertThat(three.open()).as("cursors left open").isZero();
  }

  @Test
  void positions() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.getRow()).isZero();
    for (int i = 1; i <= 3; i++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.isBeforeFirst()).isFalse();
      assertThat(rows.isFirst()).isEqualTo(i == 1);
      assertThat(rows.isLast()).isEqualTo(i == 3);
      assertThat(rows.isAfterLast()).isFalse();
      assertThat(rows.getRow()).isEqualTo(i);
      assertThat(rows.getLong(1)).as("the row after looking ahead").isEqualTo(i);
    }
    assertThat(rows.next()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.getRow()).isZero();
    assertThat(three.open()).as("closed as soon as it is read").isZero();
  }

  @Test
  void positionsOfNothing() throws SQLException {
    ResultSet rows = statement.executeQuery("none");
    assertThat(rows.isBeforeFirst()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isFalse();
  }

  @Test
  void noValueBeforeAndAfterTheRows() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    assertState("24000", "before its first row", () -> rows.getLong(1));
    while (rows.next()) {
      assertThat(rows.getLong("n")).isPositive();
    }
    assertState("24000", "after its last row", () -> rows.getLong("n"));
  }

  @Test
  void noSuchColumn() throws SQLException {
    ResultSet rows = statement.executeQuery("labels");
    rows.next();
    assertState("42703", "its columns are 1 to 3", () -> rows.getString(0));
    assertState("42703", "its columns are 1 to 3", () -> rows.getString(4));
    assertState("42703", "ID, id, title", () -> rows.getString("nothing"));
    assertState("42703", "", () -> rows.getString((String) null));
  }

  @Test
  void labelsMatchInAnyCaseAndTheFirstWins() throws Exception {
    Surroundings.runInAll(
        () -> {
          ResultSet rows = statement.executeQuery("labels");
          rows.next();
          assertThat(rows.getLong("id")).isEqualTo(1);
          assertThat(rows.getLong("ID")).isEqualTo(1);
          assertThat(rows.getLong("Id")).isEqualTo(1);
          assertThat(rows.findColumn("TITLE")).isEqualTo(3);
          assertThat(rows.findColumn("TITLE")).isEqualTo(3);
        });
  }

  @Test
  void maxRowsBoundsRowsAndExecution() throws SQLException {
    statement.setMaxRows(2);
    ResultSet rows = statement.executeQuery("three");
    assertThat(rows.next()).isTrue();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.next()).isTrue();
    assertThat(rows.isLast()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThat(three.executions().get(0).maxRows()).isEqualTo(2);
  }

  @Test
  void closed() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    rows.next();
    rows.close();
    rows.close();
    assertThat(rows.isClosed()).isTrue();
    assertThat(three.open()).isZero();
    assertState("55000", "closed", () -> rows.getLong(1));
    assertState("55000", "closed", () -> rows.getLong("n"));
    assertState("55000", "closed", rows::next);
    assertState("55000", "closed", rows::getMetaData);
    assertState("55000", "closed", rows::wasNull);
  }

  @ParameterizedTest
  @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
  void failureWhileReadingStaysAFailure(int type) throws SQLException {
    MemoryQuery failing =
        MemoryQuery.numbers(1)
            .failing(new HelpCrunchException(ErrorCode.RATE_LIMITED, 429, "too many", null));
    engine.with("failing", failing);
    ResultSet rows =
        connection.createStatement(type, ResultSet.CONCUR_READ_ONLY).executeQuery("failing");
    assertThat(rows.next()).isTrue();
    List<ThrowingCallable> calls =
        List.of(
            rows::next,
            rows::next,
            rows::getRow,
            rows::isBeforeFirst,
            rows::isFirst,
            rows::isLast,
            rows::isAfterLast,
            () -> rows.getLong(1),
            () -> rows.getLong("n"));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(SQLTransientException.class)
          .hasMessageMatching("too many \\(statement [0-9]+\\)")
          .extracting(thrown -> ((SQLException) thrown).getErrorCode())
          .isEqualTo(429);
    }
    assertThat(failing.open()).isZero();
    rows.close();
    assertState("55000", "closed", rows::isAfterLast);
  }

  @Test
  void rawExceptionsOfExpressionsAreTranslated() throws SQLException {
    engine.with(
        "cast", MemoryQuery.numbers(0).failing(new NumberFormatException("For \"personal\"")));
    ResultSet rows = statement.executeQuery("cast");
    assertThatThrownBy(rows::next)
        .isInstanceOf(SQLDataException.class)
        .hasMessageNotContaining("personal")
        .hasNoCause();
    engine.with("checked", MemoryQuery.numbers(0).failing(new SQLSyntaxErrorException("as it is")));
    ResultSet others = statement.executeQuery("checked");
    assertThatThrownBy(others::next)
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessage("as it is");
  }

  @Test
  void metaData() throws SQLException {
    engine.with(
        "typed",
        new MemoryQuery(
            List.of(
                new ResultColumn(
                    "seen",
                    "lastSeen",
                    "customers",
                    "helpcrunch",
                    Types.TIMESTAMP,
                    "TIMESTAMP",
                    3,
                    0,
                    true),
                new ResultColumn("n", "n", null, null, Types.DECIMAL, "DECIMAL", 7, 2, false),
                new ResultColumn("v", "v", null, null, Types.VARCHAR, "VARCHAR", 0, 0, true)),
            List.of(),
            List.of()));
    ResultSetMetaData columns = statement.executeQuery("typed").getMetaData();
    assertThat(columns.getColumnCount()).isEqualTo(3);
    assertThat(columns.getColumnLabel(1)).isEqualTo("seen");
    assertThat(columns.getColumnName(1)).isEqualTo("lastSeen");
    assertThat(columns.getTableName(1)).isEqualTo("customers");
    assertThat(columns.getSchemaName(1)).isEqualTo("helpcrunch");
    assertThat(columns.getCatalogName(1)).isEmpty();
    assertThat(columns.getTableName(2)).isEmpty();
    assertThat(columns.getColumnClassName(1)).isEqualTo("java.sql.Timestamp");
    assertThat(columns.getPrecision(1)).isEqualTo(23);
    assertThat(columns.getScale(1)).isEqualTo(3);
    assertThat(columns.getColumnDisplaySize(1)).isEqualTo(23);
    assertThat(columns.getPrecision(2)).isEqualTo(7);
    assertThat(columns.getScale(2)).isEqualTo(2);
    assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
    assertThat(columns.isSigned(2)).isTrue();
    assertThat(columns.isSigned(3)).isFalse();
    assertThat(columns.getPrecision(3)).isPositive();
    assertThat(columns.isSearchable(3)).isTrue();
    assertThat(columns.isReadOnly(3)).isTrue();
    assertState("42703", "", () -> columns.getColumnLabel(4));
  }

  @Test
  void movesForwardOnly() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    assertState("0A000", "forward only", rows::beforeFirst);
    assertState("0A000", "forward only", () -> rows.absolute(1));
    assertState("0A000", "reads only", () -> rows.updateString(1, "x"));
    assertState("0A000", "reads only", rows::deleteRow);
  }

  private static void assertState(String state, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo(state);
  }
}
