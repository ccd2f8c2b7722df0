package io.github.helpcrunchjdbc.sql;

import io.github.helpcrunchjdbc.testing.DocsPage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of docs/cost.md is what the driver answers. */
class TestCostPage {
  private static final String EXAMPLE =
      "EXPLAIN ANALYZE SELECT id, name FROM customers"
          + " WHERE countryCode = 'UA' AND UPPER(notes) LIKE '%CALL%'";

  @Test
  void theBillIsThatOfTheExample() throws SQLException {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("`step`", "`what`", "`requests`", "`rows`", "`note`"));
    // A key of its own, so that nobody else has read the account before.
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:helpcrunch:demo;timeZone=UTC;stringMatching=strict;apiKey=cost-page");
        ResultSet rows = connection.createStatement().executeQuery(EXAMPLE)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
          String value = rows.getString(i);
          row.add(value == null ? "" : i == 2 ? "`" + value + "`" : value);
        }
        table.add(row);
      }
    }
    new DocsPage("cost.md").assertTable(table);
  }
}
