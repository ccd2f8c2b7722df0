package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many in each week from Monday on, as dashboards ask: by totals of weeks, not of their days.
 * Reading takes a hundred requests.
 */
class TestGroupsByWeek {
  private static final Instant BEGIN = Instant.parse("2025-11-20T08:00:00Z");
  private static final int CUSTOMERS = 2_000;
  private static final long SECONDS = 80 * 86_400L;

  private static DemoCustomer customer(int i) {
    return DemoCustomer.of(10 + i)
        .with(CustomerField.FIRST_SEEN, BEGIN.plusSeconds(SECONDS * i / CUSTOMERS))
        .with(
            CustomerField.LAST_SEEN,
            i % 9 == 2 ? null : BEGIN.plusSeconds(SECONDS * (i * 7 % CUSTOMERS) / CUSTOMERS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          18 | SELECT DATE_TRUNC('ISO_WEEK', lastSeen), COUNT(*) FROM customers GROUP BY DATE_TRUNC('ISO_WEEK', lastSeen)
          24 | SELECT DATE_TRUNC('ISO_WEEK', firstSeen), COUNT(*) FROM customers GROUP BY DATE_TRUNC('ISO_WEEK', firstSeen)
          18 | SELECT COUNT(DISTINCT DATE_TRUNC('ISO_WEEK', lastSeen)) FROM customers
          18 | SELECT EXTRACT(ISOYEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY EXTRACT(ISOYEAR FROM lastSeen)
          90 | SELECT DATE_TRUNC('ISO_WEEK', lastSeen), EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY DATE_TRUNC('ISO_WEEK', lastSeen), EXTRACT(YEAR FROM lastSeen)
          90 | SELECT DATE_TRUNC('MONTH', CAST(lastSeen AS DATE)), COUNT(*) FROM customers GROUP BY DATE_TRUNC('MONTH', CAST(lastSeen AS DATE))
          90 | SELECT COUNT(DISTINCT DATE_TRUNC('MONTH', CAST(lastSeen AS DATE))) FROM customers
          100 | SELECT DATE_TRUNC('ISO_WEEK', lastSeen), COUNT(*), (SELECT MAX(name) FROM customers) FROM customers GROUP BY DATE_TRUNC('ISO_WEEK', lastSeen)
          """)
  void countsWeeks(int most, String sql) throws Exception {
    List<DemoCustomer> customers =
        IntStream.range(0, CUSTOMERS).mapToObj(TestGroupsByWeek::customer).toList();
    try (AskedAccount account = AskedAccount.of(customers)) {
      account.assertJudgedAnew(sql, List.of(), "pageSize=20", "maxConcurrentRequests=1");
      assertThat(account.account().bodies().size()).as(sql).isLessThanOrEqualTo(most);
    }
  }
}
