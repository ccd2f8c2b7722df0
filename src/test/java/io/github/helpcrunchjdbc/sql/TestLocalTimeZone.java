package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times beside a timestamp with local time zone, which is an instant and no time of a clock. */
class TestLocalTimeZone {
  private static final String ZONE = "America/New_York";
  private static final LocalDateTime BOUND = LocalDateTime.parse("2024-01-10T00:00:00");
  private static final String INSTANT =
      "CAST(TIMESTAMP '2024-01-10 00:00:00' AS TIMESTAMP WITH LOCAL TIME ZONE)";

  /** One an hour, from 00:00 in New York. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.range(0, 90)
          .mapToObj(
              i ->
                  DemoCustomer.of(i + 1)
                      .with(
                          CustomerField.LAST_SEEN,
                          Instant.parse("2024-01-08T05:00:00Z").plusSeconds(3_600L * i)))
          .toList();

  @ParameterizedTest
  @CsvSource({
    "lastSeen, SECONDS",
    "'FLOOR(lastSeen TO DAY)', DAYS",
    "'CAST(lastSeen AS DATE)', DAYS",
    "'CAST(CAST(lastSeen AS DATE) AS TIMESTAMP WITH LOCAL TIME ZONE)', DAYS",
    "'CAST(lastSeen AS TIMESTAMP WITH LOCAL TIME ZONE)', SECONDS"
  })
  void isAnInstant(String time, ChronoUnit unit) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "timeZone=" + ZONE)) {
      for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
        String sql = "SELECT COUNT(*) FROM customers WHERE " + time + operator + INSTANT;
        long right = CUSTOMERS.stream().filter(one -> holds(one, unit, operator)).count();
        assertThat(account.ask(sql).rows()).as(sql).isEqualTo(List.of(List.of(right)));
      }
    }
  }

  private static boolean holds(DemoCustomer customer, ChronoUnit unit, String operator) {
    Instant seen = (Instant) customer.get(CustomerField.LAST_SEEN);
    LocalDateTime time = seen.atZone(ZoneId.of(ZONE)).toLocalDateTime().truncatedTo(unit);
    int compared = time.compareTo(BOUND);
    Predicate<Integer> meant =
        switch (operator) {
          case "=" -> sign -> sign == 0;
          case "<>" -> sign -> sign != 0;
          case "<" -> sign -> sign < 0;
          case "<=" -> sign -> sign <= 0;
          case ">" -> sign -> sign > 0;
          default -> sign -> sign >= 0;
        };
    return meant.test(compared);
  }
}
