package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.testing.DocExample;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/caching.md says of its examples is so. */
class TestCachingPage {
  private static String costOf(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(ToolTraffic.count(statement.executeQuery(sql))).isPositive();
      Receipt receipt = statement.unwrap(Receipt.class);
      return receipt.requests() + " requests, " + receipt.cachedPages() + " pages from memory";
    }
  }

  @Test
  void onlyTheFirstExampleSendsRequests() throws Exception {
    List<String> examples =
        DocExample.all().stream()
            .filter(example -> example.file().equals(Path.of("docs", "caching.md")))
            .map(DocExample::sql)
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    // A key of its own, so that nobody else has read the account before.
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0;cacheTtl=60;apiKey=caching-page")) {
      assertThat(costOf(connection, examples.get(0))).isEqualTo("40 requests, 0 pages from memory");
      for (String example : examples.subList(1, examples.size())) {
        assertThat(costOf(connection, example))
            .as(example)
            .isEqualTo("0 requests, 40 pages from memory");
      }
    }
  }
}
