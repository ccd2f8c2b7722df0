package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.execution.Execution;
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
      return statement.unwrap(Execution.class).cost();
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
      assertThat(costOf(connection, examples.get(0)))
          .isEqualTo("requests=40 sharedRequests=0 cachedPages=0");
      for (String example : examples.subList(1, examples.size())) {
        assertThat(costOf(connection, example))
            .as(example)
            .isEqualTo("requests=0 sharedRequests=0 cachedPages=40");
      }
    }
  }
}
