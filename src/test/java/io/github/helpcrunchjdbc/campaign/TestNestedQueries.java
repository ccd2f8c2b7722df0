package io.github.helpcrunchjdbc.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

/**
 * Sub-queries within sub-queries, which ask for values of the queries around them, answered as H2
 * answers them. {@code -Dnested.count} and {@code -Dnested.seed} make it longer or another one.
 */
class TestNestedQueries {
  @Test
  void nestedSubQueriesAnswerAsInH2() throws SQLException {
    long seed = Long.getLong("nested.seed", 20_260_101L);
    int count = Integer.getInteger("nested.count", 25);
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    try (Connection connection =
            DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0;warmUp=false");
        Connection judge =
            Driver.load().connect("jdbc:h2:mem:;DEFAULT_NULL_ORDERING=LAST", new Properties())) {
      for (int i = 0; i < count; i++) {
        String sql = new NestedQueryMaker(seed + i).query();
        List<String> expected = rows(judge, sql);
        List<String> answer = rows(connection, sql);
        rows += answer.size();
        if (!answer.equals(expected)) {
          wrong.add(sql + "\n  should be " + expected + ", is " + answer);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).isGreaterThan(count / 2);
  }

  private static List<String> rows(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append(' ');
        }
        rows.add(row.toString());
      }
      Collections.sort(rows);
      return rows;
    } catch (SQLException e) {
      return List.of(e.getSQLState() + " " + e.getMessage());
    }
  }
}
