package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What setMaxRows and setFetchSize make of the requests, of both kinds of statement. */
class TestBoundsOfStatements {
  private static final String QUERY = "SELECT id FROM customers";

  private interface Setting {
    void on(Statement statement) throws SQLException;
  }

  private AskedAccount account;

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(People.many(350));
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  private int rows(Setting setting, boolean prepared) throws SQLException {
    account.account().clear();
    try (Statement statement =
        prepared
            ? account.connection().prepareStatement(QUERY)
            : account.connection().createStatement()) {
      setting.on(statement);
      try (ResultSet rows =
          statement instanceof PreparedStatement query
              ? query.executeQuery()
              : statement.executeQuery(QUERY)) {
        return ToolTraffic.count(rows);
      }
    }
  }

  private List<Integer> limits() throws Exception {
    return account.requests().stream().map(request -> request.get("limit").asInt()).toList();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 1", "false, 30", "true, 30", "false, 150", "true, 150"})
  void maxRowsBoundTheRequests(boolean prepared, int most) throws Exception {
    assertThat(rows(statement -> statement.setMaxRows(most), prepared)).isEqualTo(most);
    assertThat(limits()).hasSize((most + 99) / 100);
    int plain = account.requests().size();
    assertThat(rows(statement -> statement.setLargeMaxRows(most), prepared)).isEqualTo(most);
    assertThat(account.requests()).hasSize(plain);
  }

  /** What an OFFSET leaves out is none of the rows that maxRows counts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers ORDER BY name DESC, id OFFSET 10 ROWS",
        "SELECT id FROM customers ORDER BY name DESC, id LIMIT 4 OFFSET 10",
        "SELECT id FROM customers ORDER BY lastSeen DESC, id OFFSET 10 ROWS",
        "SELECT id FROM customers ORDER BY lastSeen DESC, id LIMIT 4 OFFSET 10",
        "SELECT id FROM customers ORDER BY id LIMIT 30 OFFSET 10",
        "SELECT id / 100, COUNT(*) FROM customers GROUP BY id / 100 ORDER BY 1 OFFSET 2 ROWS"
      })
  void maxRowsCountsBehindTheOffset(String sql) throws SQLException {
    List<Object> right = account.judged(sql).column(0);
    try (Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(5);
      List<Object> shown = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          shown.add(rows.getObject(1));
        }
      }
      assertThat(shown).isNotEmpty().isEqualTo(right.subList(0, Math.min(5, right.size())));
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 10", "false, 10000"})
  void fetchSizeDoesNotMultiplyRequests(boolean prepared, int size) throws Exception {
    assertThat(rows(statement -> statement.setFetchSize(size), prepared)).isEqualTo(350);
    assertThat(limits()).hasSize(4);
  }

  @Test
  void noBoundsReadAll() throws Exception {
    assertThat(rows(statement -> statement.setMaxRows(0), false)).isEqualTo(350);
    assertThat(limits().get(0)).isEqualTo(100);
  }
}
