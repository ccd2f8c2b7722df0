package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("everywhere")
class TestHelpCrunchPreparedStatement {
  private final MemoryQuery query =
      new MemoryQuery(
          List.of(MemoryQuery.column("id", Types.BIGINT, "BIGINT")),
          List.of(
              new QueryParameter(Types.BIGINT, "BIGINT", 0, 0),
              new QueryParameter(Types.VARCHAR, "VARCHAR", 0, 0),
              new QueryParameter(Types.TIMESTAMP, "TIMESTAMP", 3, 0)),
          List.of());
  private Connection connection;
  private PreparedStatement statement;

  @BeforeEach
  void prepare() throws SQLException {
    connection = MemorySession.connect(new MemoryEngine().with("sql", query));
    statement = connection.prepareStatement("sql");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<Object> bound() throws SQLException {
    statement.executeQuery().close();
    return query.values().get(query.values().size() - 1);
  }

  @Test
  void valuesReachTheEngineInItsForm() throws SQLException {
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    statement.setInt(1, 5);
    statement.setLong(2, 6);
    statement.setTimestamp(3, new Timestamp(1000), tokyo);
    assertThat(bound()).containsExactly(5L, "6", 1000L + 9 * 3_600_000);
    statement.setString(1, "7");
    statement.setObject(2, "x", Types.VARCHAR);
    statement.setObject(3, "1970-01-01T00:00:01", JDBCType.TIMESTAMP);
    assertThat(bound()).containsExactly(7L, "x", 1000L);
    statement.setObject(1, new BigDecimal("8.4"), Types.DECIMAL, 0);
    statement.setNull(2, Types.VARCHAR);
    statement.setTimestamp(3, null);
    assertThat(bound()).containsExactly(8L, null, null);
  }

  @Test
  void valuesAreOfTheExecutionThatTheyWereSetFor() throws SQLException {
    statement.setLong(1, 1);
    statement.setString(2, "a");
    statement.setNull(3, Types.TIMESTAMP);
    List<Object> first = bound();
    statement.setString(2, "b");
    assertThat(bound().get(1)).isEqualTo("b");
    assertThat(first.get(1)).isEqualTo("a");
  }

  @Test
  void streams() throws Exception {
    statement.setLong(1, 1);
    statement.setNull(3, Types.TIMESTAMP);
    byte[] ascii = "abc".getBytes(StandardCharsets.US_ASCII);
    statement.setCharacterStream(2, new StringReader("abc"), 2);
    assertThat(bound().get(1)).isEqualTo("ab");
    statement.setAsciiStream(2, new ByteArrayInputStream(ascii));
    assertThat(bound().get(1)).isEqualTo("abc");
    statement.setBinaryStream(2, new ByteArrayInputStream(ascii), 1L);
    assertThat(bound().get(1)).isEqualTo("a");
    statement.setClob(2, new StringReader("abc"));
    assertThat(bound().get(1)).isEqualTo("abc");
    statement.setClob(2, connection.createClob());
    assertThat(bound().get(1)).isEqualTo("");
    statement.setURL(2, new URL("https://a.b"));
    assertThat(bound().get(1)).isEqualTo("https://a.b");
  }

  @Test
  void missingParameterIsNamed() throws SQLException {
    assertState("07001", "parameter 1 of 3 was not set", statement::executeQuery);
    statement.setLong(1, 1);
    statement.setString(2, null);
    assertState("07001", "parameter 3 of 3 was not set", statement::execute);
    statement.setNull(3, Types.NULL);
    statement.executeQuery();
    statement.clearParameters();
    assertState("07001", "parameter 1 of 3", statement::executeQuery);
  }

  @Test
  void indexOutOfRange() {
    assertState("07001", "it has 3", () -> statement.setLong(0, 1));
    assertState("07001", "it has 3", () -> statement.setLong(4, 1));
    assertState("07001", "it has 3", () -> statement.setNull(4, Types.NULL));
  }

  @Test
  void badValue() {
    assertState("22018", "parameter 1 of type BIGINT", () -> statement.setString(1, "x"));
    assertState("22003", "parameter 1 of type BIGINT", () -> statement.setDouble(1, 1e30));
  }

  @Test
  void aScaleIsANumberOfDigits() throws SQLException {
    BigDecimal one = BigDecimal.ONE;
    for (int scale : new int[] {Integer.MIN_VALUE, -1, 401, 100_000_000, Integer.MAX_VALUE}) {
      assertState("22023", "0 to 400", () -> statement.setObject(1, one, Types.DECIMAL, scale));
    }
    statement.setObject(1, one, Types.DECIMAL, 400);
  }

  @Test
  void takesNoOtherSql() {
    assertState("22023", "takes no other", () -> statement.executeQuery("sql"));
    for (String sql : List.of("sql", "BEGIN", "SET x = 1", "USE helpcrunch")) {
      assertState("22023", "takes no other", () -> statement.execute(sql));
      assertState("22023", "takes no other", () -> statement.execute(sql, new int[0]));
      assertState("22023", "takes no other", () -> statement.executeUpdate(sql));
      assertState("22023", "takes no other", () -> statement.executeLargeUpdate(sql));
    }
  }

  @Test
  void updatesAreRefused() throws SQLException {
    for (ThrowingCallable update :
        List.<ThrowingCallable>of(
            statement::executeUpdate, statement::executeLargeUpdate, statement::addBatch)) {
      assertThatThrownBy(update)
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("the driver reads only");
    }
    statement.clearBatch();
    assertThat(statement.executeBatch()).isEmpty();
  }

  @Test
  void metaData() throws SQLException {
    assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("id");
    ParameterMetaData parameters = statement.getParameterMetaData();
    assertThat(parameters.getParameterCount()).isEqualTo(3);
    assertThat(parameters.getParameterType(1)).isEqualTo(Types.BIGINT);
    assertThat(parameters.getParameterTypeName(2)).isEqualTo("VARCHAR");
    assertThat(parameters.getParameterClassName(3)).isEqualTo("java.sql.Timestamp");
    assertThat(parameters.getPrecision(3)).isEqualTo(23);
    assertThat(parameters.getScale(3)).isEqualTo(3);
    assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
    assertState("07001", "it has 3", () -> parameters.getParameterType(4));
  }

  @Test
  void closedStatement() throws SQLException {
    assertThat(statement.isPoolable()).isTrue();
    statement.close();
    assertState("55000", "closed", () -> statement.setLong(1, 1));
    assertState("55000", "closed", statement::executeQuery);
    assertState("55000", "closed", statement::getMetaData);
  }

  @Test
  void maxRowsCounts() throws SQLException {
    statement.setLong(1, 1);
    statement.setString(2, "a");
    statement.setNull(3, Types.TIMESTAMP);
    statement.setMaxRows(7);
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isFalse();
    }
    assertThat(query.executions().get(0).maxRows()).isEqualTo(7);
  }

  @Test
  void isAnObjectLikeOthers() throws SQLException {
    PreparedStatement other = connection.prepareStatement("sql");
    assertThat(statement).isNotEqualTo(other).isNotEqualTo(null);
    assertThat(statement.hashCode()).isEqualTo(statement.hashCode());
    assertThat(Set.of(statement, other)).contains(statement, other);
    assertThat(statement.toString()).isNotBlank().isEqualTo(statement.toString());
    assertThat(statement.isWrapperFor(PreparedStatement.class)).isTrue();
    assertThat(statement.unwrap(PreparedStatement.class)).isSameAs(statement);
    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
    assertThat(statement.unwrap(ReportsProgress.class)).isNotNull();
    statement.setLong(1, 1);
    statement.setString(2, "a");
    statement.setNull(3, Types.TIMESTAMP);
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.getStatement()).isSameAs(statement);
    }
    assertThat(statement.unwrap(Receipt.class).requests()).isZero();
  }

  @Test
  void everySetterOfJdbcIsKnown() {
    List<Method> setters =
        Arrays.stream(PreparedStatement.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("set"))
            .toList();
    assertThat(setters).hasSizeGreaterThanOrEqualTo(50);
    for (Method setter : setters) {
      Object[] arguments =
          Arrays.stream(setter.getParameterTypes())
              .map(type -> Array.get(Array.newInstance(type, 1), 0))
              .toArray();
      assertThatThrownBy(() -> setter.invoke(statement, arguments))
          .as(setter.toString())
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  /** Drivers older than such a setter have the answer that JDBC gives it. */
  @Test
  void aSetterOfALaterJdbcIsNoneOfOurs() throws SQLException {
    HelpCrunchPreparedStatement own =
        (HelpCrunchPreparedStatement)
            ((StatementProxy) Proxy.getInvocationHandler(statement)).statement();
    assertThat(ParameterSetters.call(own, "setLater", new Object[] {1})).isFalse();
    assertThat(ParameterSetters.call(own, "setLater", new Object[] {"name", "a", "b"})).isFalse();
    assertThat(ParameterSetters.call(own, "setString", new Object[] {1, "5", "b"})).isFalse();
    assertThat(ParameterSetters.call(own, "setString", new Object[] {1, "5"})).isTrue();
  }

  private static void assertState(String state, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo(state);
  }
}
