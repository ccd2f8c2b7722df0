package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
class TestBadInput {
  private SimulatedAccount account;

  @BeforeEach
  void start() {
    account = SimulatedAccount.of(People.few());
  }

  @AfterEach
  void close() {
    account.close();
  }

  private Connection connect(String... properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:helpcrunch:baseUrl="
            + account.baseUrl()
            + ";apiKey="
            + account.apiKey()
            + ";requestsPerMinute=0;checkKey=false;customFields=off"
            + (String.join(";", properties).contains("maxRetries") ? "" : ";maxRetries=0")
            + (properties.length == 0 ? "" : ";" + String.join(";", properties)));
  }

  private SQLException failure(String sql, String... properties) {
    return catchThrowableOfType(
        SQLException.class,
        () -> {
          try (Connection connection = connect(properties)) {
            read(connection, sql);
          }
        });
  }

  private static SQLException failure(Connection connection, String sql) {
    return catchThrowableOfType(SQLException.class, () -> read(connection, sql));
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        result.getObject(1);
      }
    }
  }

  /** A SQLException is also an Iterable, which AssertJ would rather take it for. */
  private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(SQLException e) {
    return assertThat((Throwable) e);
  }

  private SQLException failure(Failure failure, String... properties) {
    account.failNext(99, failure);
    SQLException e = failure("SELECT id FROM customers WHERE name = 'secret'", properties);
    assertFailure(e).isNotNull().hasMessageNotContaining(account.apiKey());
    return e;
  }

  @Test
  void http400NamesTheColumnOfTheFilter() {
    SQLException e =
        failure(
            Failure.answer(
                400,
                """
                {"errors": [
                  {"code": "invalid_request", "message": "Invalid request"},
                  {"code": "customer", "message": "This value should be of type numeric."},
                  {"code": "filter[0].field", "message": "This value should not be blank."}]}
                """));
    assertThat(e.getSQLState()).startsWith("22");
    assertThat(e.getErrorCode()).isEqualTo(400);
    assertFailure(e)
        .hasMessageContaining("column name")
        .hasMessageContaining("This value should be of type numeric.")
        .hasMessageContaining("This value should not be blank.")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void httpRefusalOfTheKey(int status) {
    SQLException e = failure(Failure.status(status));
    assertFailure(e).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    assertThat(e.getSQLState()).isEqualTo("28000");
    assertThat(e.getErrorCode()).isEqualTo(status);
    assertFailure(e).hasMessageContaining("Simulated failure");
    assertThat(account.requests()).hasSize(1);
  }

  @Test
  void http404() {
    SQLException e =
        failure(
            Failure.answer(
                404,
                "{\"errors\":[{\"code\":\"route_not_found\",\"message\":\"No such route\"}]}"));
    assertThat(e.getErrorCode()).isEqualTo(404);
    assertFailure(e).hasMessageContaining("No such route");
    assertThat(account.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void http429AfterTheLastRetry() {
    SQLException e = failure(Failure.status(429));
    assertFailure(e).isInstanceOf(SQLTransientException.class);
    assertThat(e.getErrorCode()).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void http5xx(int status) {
    SQLException e = failure(Failure.status(status));
    assertFailure(e).isInstanceOf(SQLTransientException.class);
    assertThat(e.getErrorCode()).isEqualTo(status);
  }

  @Test
  void failuresArePassedOverByRetries() throws SQLException {
    account.failNext(1, Failure.status(503));
    account.failNext(1, new Failure.CutBody());
    try (Connection connection = connect("maxRetries=3");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM customers WHERE id = 1")) {
      assertThat(result.next()).isTrue();
    }
    assertThat(account.requests()).hasSize(3);
  }

  @Test
  void brokenAnswers() {
    for (Failure broken :
        List.of(
            new Failure.CutBody(),
            new Failure.CutJson(),
            new Failure.Dropped(),
            Failure.garbage(),
            Failure.answer(200, "{}"),
            Failure.answer(200, ""),
            Failure.answer(200, "[]"))) {
      account.clear();
      SQLException e = failure(broken);
      assertThat(e.getSQLState()).as("%s: %s", broken, e).startsWith("08");
      assertFailure(e).hasMessageNotContaining("<html>");
    }
  }

  @Test
  void anAnswerCutInTheMiddleOfReading() throws SQLException {
    try (Connection connection = connect("pageSize=2", "maxConcurrentRequests=1");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM customers")) {
      account.failNext(99, new Failure.CutBody());
      assertThatThrownBy(
              () -> {
                while (result.next()) {
                  result.getLong(1);
                }
              })
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .asString()
          .startsWith("08");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(20)
  void aHangingServerEndsAtReadTimeout(boolean beforeHeaders) {
    SQLException e =
        failure(beforeHeaders ? new Failure.Hang() : new Failure.HangInBody(), "readTimeout=1");
    assertThat(e.getSQLState()).startsWith("08");
  }

  @Test
  void aClosedPort() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> {
              try (Connection connection =
                      DriverManager.getConnection(
                          "jdbc:helpcrunch:apiKey=k;maxRetries=0;baseUrl=http://127.0.0.1:"
                              + port);
                  Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT id FROM customers");
              }
            })
        .isInstanceOf(SQLTransientConnectionException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .extracting(e -> ((SQLException) e).getSQLState())
        .asString()
        .startsWith("08");
  }

  @Test
  void aWrongKey() {
    assertThatThrownBy(
            () -> {
              try (Connection connection =
                      DriverManager.getConnection(
                          "jdbc:helpcrunch:apiKey=wrong-key-1;baseUrl=" + account.baseUrl());
                  Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT id FROM customers");
              }
            })
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessageNotContaining("wrong-key-1")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("28000");
  }

  @Test
  void noKey() {
    // For another than the default baseUrl the environment is not asked.
    assertThatThrownBy(
            () -> DriverManager.getConnection("jdbc:helpcrunch:baseUrl=" + account.baseUrl()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("apiKey")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("28000");
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void anUnknownProperty() {
    assertThatThrownBy(() -> connect("pagesSize=5"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pagesSize")
        .hasMessageContaining("pageSize");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pageSize=0", "pageSize=101", "pageSize=ten", "maxRetries=-1"})
  void aPropertyOutOfRange(String property) {
    String[] nameAndValue = property.split("=");
    assertThatThrownBy(() -> connect(property))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(nameAndValue[0])
        .hasMessageContaining(nameAndValue[1]);
  }

  @Test
  void aMisspeltColumn() {
    SQLException e = failure("SELECT id, lastSen FROM customers");
    assertFailure(e).isInstanceOf(SQLSyntaxErrorException.class);
    assertThat(e.getSQLState()).startsWith("42");
    assertFailure(e).hasMessageContaining("lastSen").hasMessageContaining("lastSeen");
    assertThat(account.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELEC id FROM customers",
        "SELECT id FROM customer",
        "SELECT id FROM customers WHERE",
        "SELECT NO_SUCH(id) FROM customers",
        "SELECT id FROM customers GROUP BY name",
        "SELECT id FROM customers WHERE name = 5 + 'a' +",
        "DELETE FROM customers",
        "UPDATE customers SET name = 'x'",
        "INSERT INTO customers (id) VALUES (1)",
        "DROP TABLE customers",
        ""
      })
  void badSql(String sql) {
    SQLException e = failure(sql);
    assertFailure(e).as(sql).isNotNull();
    assertThat(e.getSQLState()).as("%s", e).matches("(42|25|0A).*");
    assertThat(account.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT CAST(name AS INTEGER) FROM customers WHERE id = 1",
        "SELECT 1 / (id - 1) FROM customers WHERE id = 1",
        "SELECT id FROM customers WHERE name LIKE 'a!b' ESCAPE '!'",
        "SELECT CAST(name AS DATE) FROM customers WHERE id = 1",
        "SELECT id FROM customers WHERE name ~ '['",
        "SELECT id FROM customers WHERE name SIMILAR TO '['",
        "SELECT REGEXP_REPLACE(name, '(', 'x') FROM customers",
        "SELECT TO_TIMESTAMP(name, 'YYYY') FROM customers WHERE id = 1",
        "SELECT JSON_VALUE('{\"a\": \"secret\"}', '$.a' RETURNING INTEGER ERROR ON ERROR)",
        "SELECT LOG(0)",
        "SELECT 1 / 0",
        "SELECT CAST('2024-13-45' AS DATE)",
        "SELECT OVERLAY('abc' PLACING 'x' FROM 0)",
      })
  void valuesThatDoNotFit(String sql) throws SQLException {
    try (Connection connection = connect()) {
      // A plan that failed once is there still.
      List<SQLException> failures = List.of(failure(connection, sql), failure(connection, sql));
      for (SQLException e : failures) {
        assertFailure(e).as(sql).isNotNull().hasMessageNotContaining("secret");
        assertThat(e.getSQLState()).as("%s", e).startsWith("22");
      }
      assertThat(failures.get(0).getSQLState()).isEqualTo(failures.get(1).getSQLState());
    }
  }

  @Test
  void subqueryOfSeveralRows() {
    assertThat(failure("SELECT (SELECT id FROM customers)").getSQLState()).isEqualTo("21000");
  }

  /** What Calcite's validator knows, but can't be computed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM"
            + " t",
        "SELECT name[1:2] FROM customers",
        "SELECT 'hello'[id:blocked] FROM customers",
        "SELECT 'hello' [id:blocked] FROM customers",
        "SELECT name [id : blocked] FROM customers",
        "SELECT \"name\" [id:blocked] FROM customers",
        "SELECT ARRAY[1, 2, 3][id:2] FROM customers",
        "SELECT (ARRAY[1, 2, 3])[:2] FROM customers",
        "SELECT a[2:] FROM (VALUES (ARRAY[1, 2, 3])) AS t(a)",
      })
  void notComputed(String sql) {
    SQLException e = failure(sql);
    assertFailure(e).isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThat(e.getSQLState()).isEqualTo("0A000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers LIMIT -1",
        "SELECT id FROM customers ORDER BY id OFFSET - 1",
        "SELECT id FROM customers LIMIT 5, -1",
        "SELECT id FROM customers FETCH NEXT -1 ROWS ONLY"
      })
  void aNegativeLimitSaysSo(String sql) {
    SQLException e = failure(sql);
    assertThat(e.getSQLState()).isEqualTo("2201W");
    assertFailure(e)
        .hasMessageStartingWith("negative limit at line 1, column ")
        .hasMessageContaining("is -1; it must be 0 or more");
    assertThat(account.bodies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LIMIT 1.5, LIMIT or FETCH is 1.5",
    "LIMIT 0.99999999999999999999, LIMIT or FETCH is 0.99999999999999999999",
    "FETCH FIRST 0.4 ROWS ONLY, LIMIT or FETCH is 0.4",
    "LIMIT 2 OFFSET 1.5, OFFSET is 1.5"
  })
  void aPartOfARowIsNoLimit(String clause, String told) {
    for (String sql :
        List.of("SELECT id FROM customers ORDER BY id %s", "SELECT * FROM (VALUES 1, 2) AS t %s")) {
      SQLException e = failure(sql.formatted(clause));
      assertThat(e.getSQLState()).isEqualTo("2201W");
      assertFailure(e).hasMessageContaining(told + "; it must be a whole number, 0 or more");
    }
    assertThat(account.bodies()).isEmpty();
  }

  @Test
  void aTopOfRowsAndAPart() {
    SQLException e = failure("SELECT TOP 1.5 id FROM customers");
    assertThat(e.getSQLState()).isEqualTo("42601");
    assertFailure(e).hasMessageContaining("whole number");
  }

  /** Calcite has words of its own for it, such as "Column count mismatch". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 UNION SELECT 1, 2 | as many columns must be in each query of UNION",
        "SELECT 1 EXCEPT SELECT 1, 2 | as many columns must be in each query of EXCEPT",
        "SELECT 1 WHERE (1, 2) IN (SELECT 1) | must be of like types, rows as long as others",
        "SELECT 1 = ANY (SELECT 1, 2) | must be of like types, rows as long as others",
        "SELECT id IN (DATE '2024-01-01') FROM customers | must be of like types",
        "SELECT (1, 2) IN ((1, 2), (3, 4, 5)) | rows as long as others",
        "SELECT 1 WHERE (1, 2) = (1, 2, 3) | rows as long as others",
        "VALUES (1, 2), (3) | rows as long as others",
      })
  void whatIsOfUnlikeShapeIsToldInPlainWords(String sql, String told) {
    SQLException e = failure(sql);
    assertThat(e.getSQLState()).isEqualTo("42000");
    assertFailure(e).hasMessageContaining(told);
  }
}
