package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people ask of an account of 20,000 customers, which takes 200 requests to read. */
@Timeout(600)
class TestEverydayQuestions {
  private static final int MOST_REQUESTS = 330;

  private static final List<String> QUESTIONS =
      Stream.of(
              "COUNT(*) FROM customers",
              "* FROM customers ORDER BY firstSeen DESC LIMIT 10",
              "COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP '2026-11-01 00:00:00'",
              "COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-11-01 00:00:00'",
              "COUNT(*) FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2025",
              "id, name FROM customers WHERE firstSeen >= TIMESTAMP '2026-11-20 00:00:00'",
              "id FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-06-10'",
              "id FROM customers WHERE firstSeen < TIMESTAMP '2024-08-01 00:00:00'",
              "id FROM customers WHERE firstSeen > TIMESTAMP '2026-01-01 00:00:00'"
                  + " ORDER BY firstSeen LIMIT 100",
              "countryCode, COUNT(*) FROM customers GROUP BY countryCode",
              "countryCode, COUNT(*) FROM customers GROUP BY countryCode"
                  + " HAVING COUNT(*) > 500 ORDER BY 2 DESC LIMIT 5",
              "DISTINCT countryCode FROM customers",
              "COUNT(DISTINCT countryCode) FROM customers",
              "countryCode, COUNT(*) FROM customers"
                  + " WHERE lastSeen >= TIMESTAMP '2026-11-01 00:00:00' GROUP BY countryCode",
              "EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1",
              "FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1",
              "EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1",
              "CAST(lastSeen AS DATE), COUNT(*) FROM customers"
                  + " WHERE lastSeen >= TIMESTAMP '2026-11-15 00:00:00' GROUP BY 1",
              "COUNT(email) FROM customers",
              "COUNT(*) FILTER (WHERE email IS NULL) * 100.0 / COUNT(*) FROM customers",
              "COUNT(*) FROM customers WHERE lastSeen IS NULL",
              "COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead')",
              "COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead') AND HAS_TAG(tags, 'Paid')",
              "COUNT(*) FROM customers WHERE countryCode = 'UA'",
              "COUNT(*) FROM customers WHERE countryCode <> 'UA'",
              "COUNT(*) FROM customers WHERE countryCode IN ('UA', 'PL') OR HAS_TAG(tags, 'vip')",
              "COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')),"
                  + " SUM(CASE WHEN lastSeen >= TIMESTAMP '2026-11-01 00:00:00' THEN 1 ELSE 0 END),"
                  + " MAX(lastSeen) FROM customers",
              "MIN(firstSeen), MAX(firstSeen) FROM customers",
              "MIN(lastSeen), MAX(lastSeen) FROM customers",
              "1 FROM (VALUES 1) WHERE EXISTS (SELECT * FROM customers WHERE id > 500)",
              "id FROM customers WHERE email = 'nobody@example.com'",
              "COUNT(*) FROM customers WHERE email LIKE '%@gmail.com%'",
              "COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-01-01 00:00:00'"
                  + " AND HAS_TAG(tags, 'Lead')")
          .map(question -> "SELECT " + question)
          .toList();

  @Test
  void aThirdOfAThousandRequestsAnswerThemAll() throws SQLException {
    List<DemoCustomer> customers =
        DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 20_000);
    try (SimulatedAccount account =
            SimulatedAccount.builder().customers(customers).apiKey("everyday").start();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:helpcrunch:baseUrl="
                    + account.baseUrl()
                    + ";apiKey=everyday;requestsPerMinute=0")) {
      int before = 0;
      StringBuilder costs = new StringBuilder();
      for (String question : QUESTIONS) {
        read(connection, question);
        int all = account.requests().size();
        costs.append(all - before).append("  ").append(question).append('\n');
        before = all;
      }
      assertThat(QUESTIONS).hasSize(33);
      assertThat(before).as(costs.toString()).isLessThanOrEqualTo(MOST_REQUESTS);
    }
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
