package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** From midnight in New York, which its clocks show once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        INSTANT,
        "TIMESTAMP WITH LOCAL TIME ZONE '2024-01-10 00:00:00'",
        "TIMESTAMP WITH TIME ZONE '2024-01-10 05:00:00 UTC'",
        "TIMESTAMP WITH TIME ZONE '2024-01-10 07:00:00 Europe/Kiev'"
      })
  void isSearchedForAsAClockTime(String instant) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "timeZone=" + ZONE)) {
      assertThat(account.ask("SELECT COUNT(*) FROM customers WHERE lastSeen >= " + instant).rows())
          .isEqualTo(List.of(List.of(42L)));
      assertThat(account.account().bodies())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("\"operator\":\">=\",\"value\":1704862800}]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(lastSeen AS TIMESTAMP WITH LOCAL TIME ZONE)",
        "TIMESTAMP WITH LOCAL TIME ZONE '2024-01-08 00:00:00'",
        "FLOOR(CAST(TIMESTAMPADD(HOUR, 22, lastSeen) AS TIMESTAMP WITH LOCAL TIME ZONE) TO DAY)"
      })
  void isShownAsTheClockShowsIt(String instant) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "timeZone=" + ZONE)) {
      assertThat(account.ask("SELECT " + instant + " FROM customers WHERE id = 1").rows())
          .isEqualTo(List.of(List.of(LocalDateTime.parse("2024-01-08T00:00:00"))));
    }
  }

  @Test
  void hasThePartsThatTheClockShows() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "timeZone=" + ZONE)) {
      String instant = "CAST(lastSeen AS TIMESTAMP WITH LOCAL TIME ZONE)";
      assertThat(
              account
                  .ask(
                      "SELECT EXTRACT(HOUR FROM %1$s), EXTRACT(DAY FROM %1$s) FROM customers WHERE id = 3"
                          .formatted(instant))
                  .rows())
          .isEqualTo(List.of(List.of(2L, 8L)));
    }
  }

  /** The clocks of New York show 01:30 twice that night: no clock time stands for this instant. */
  @Test
  void isNoClockTimeInAnHourThatIsShownTwice() throws Exception {
    List<DemoCustomer> both =
        List.of(
            DemoCustomer.of(1).with(CustomerField.LAST_SEEN, Instant.parse("2024-11-03T05:30:00Z")),
            DemoCustomer.of(2)
                .with(CustomerField.LAST_SEEN, Instant.parse("2024-11-03T06:30:00Z")));
    try (AskedAccount account = AskedAccount.of(both, "timeZone=" + ZONE)) {
      assertThatThrownBy(
              () ->
                  account.ask(
                      "SELECT COUNT(*) FROM customers WHERE lastSeen >="
                          + " TIMESTAMP WITH TIME ZONE '2024-11-03 06:30:00 UTC'"))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
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
