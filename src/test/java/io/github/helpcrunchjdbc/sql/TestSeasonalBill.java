package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What EXPLAIN estimates where nearly all customers come in summer, so that those who came last
 * make the account look far older than it is: within a factor of two, and never certain and wrong.
 */
class TestSeasonalBill {
  private static final int YEARS = 5;
  private static final int A_YEAR = 2_000;

  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.range(0, YEARS * A_YEAR).mapToObj(TestSeasonalBill::customer).toList();

  private static DemoCustomer customer(int i) {
    int ofYear = i % A_YEAR;
    // The last hundred of a year are all that come in autumn; one in three has no country.
    double days = ofYear < A_YEAR - 100 ? ofYear * 0.04 : 80 + (ofYear - A_YEAR + 100) * 0.8;
    Instant came =
        Instant.parse(2022 + i / A_YEAR + "-06-01T00:00:00Z")
            .plusSeconds(Math.round(days * Duration.ofDays(1).toSeconds()));
    return DemoCustomer.of(1_000 + 2L * i)
        .with(CustomerField.FIRST_SEEN, came)
        .with(CustomerField.LAST_SEEN, came.plus(Duration.ofHours(i % 7)))
        .with(CustomerField.COUNTRY_CODE, i % 3 == 0 ? null : i % 2 == 0 ? "UA" : "PL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1",
        "SELECT FLOOR(firstSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1",
        "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1",
        "SELECT countryCode, MIN(firstSeen), MAX(firstSeen) FROM customers GROUP BY countryCode"
      })
  void isWithinAFactorOfTwo(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      for (String explain : List.of("EXPLAIN ", "EXPLAIN PLAN FOR ")) {
        List<List<Object>> bill = account.ask(explain + sql).rows();
        account.ask(sql);
        double spent = account.requests().size();
        List<Object> total =
            bill.stream().filter(row -> "total".equals(row.get(0))).findFirst().orElseThrow();
        double told = (Long) Objects.requireNonNull(total.get(2));
        boolean isSure = "the bill".equals(total.get(1));
        assertThat(told)
            .as(explain + bill)
            .isBetween(isSure ? spent : spent / 2, isSure ? spent : spent * 2);
      }
    }
  }
}
