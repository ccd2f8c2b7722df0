package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes of predicates that one request answers, however they are written. */
class TestPushedShapes {
  private static @Nullable AskedAccount account;

  /** 500 customers, each seen an hour after the one before, but for every tenth, never seen. */
  @BeforeAll
  static void connect() throws SQLException {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 500)
            .mapToObj(
                id -> {
                  DemoCustomer one =
                      DemoCustomer.of(id)
                          .with(CustomerField.COUNTRY_CODE, id % 100 == 0 ? "PL" : "DE");
                  return id % 10 == 0
                      ? one
                      : one.with(CustomerField.LAST_SEEN, People.START.plusSeconds(3600L * id));
                })
            .toList();
    account = AskedAccount.of(customers, "timeZone=UTC", "stringMatching=strict");
  }

  @AfterAll
  static void close() throws SQLException {
    if (account != null) {
      account.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lastSeen <> TIMESTAMP '2024-01-01 01:00:00'|449",
        "lastSeen IS NOT NULL AND lastSeen >= TIMESTAMP '2024-01-01 02:00:00'"
            + " AND lastSeen < TIMESTAMP '2024-01-01 05:00:00'|3",
        "lastSeen IS NOT NULL AND lastSeen BETWEEN TIMESTAMP '2024-01-01 02:00:00'"
            + " AND TIMESTAMP '2024-01-01 05:00:00'|4",
        "lastSeen IS NOT NULL AND (lastSeen < TIMESTAMP '2024-01-01 02:00:00'"
            + " OR lastSeen > TIMESTAMP '2024-01-21 18:00:00')|2",
        "id < 1e1|9",
        "id <= 1e1|10",
        "id > 4.995e2|1",
        "id = 5e0|1",
        "id = ANY (ARRAY[3, 5, 7])|3",
        "id <> ALL (ARRAY[3, 5, 7])|497",
      })
  void countsAreOneTotal(String predicate, long count) throws SQLException {
    assertThat(account.ask("SELECT COUNT(*) FROM customers WHERE " + predicate).rows())
        .containsExactly(List.of(count));
    assertThat(account.account().bodies()).hasSize(1);
  }

  @Test
  void aListBesideIsNotNullIsSent() throws SQLException {
    assertThat(account.ids("countryCode IS NOT NULL AND countryCode IN ('PL', 'FR')"))
        .containsExactly(100L, 200L, 300L, 400L, 500L);
    assertThat(account.account().bodies()).hasSize(1);
  }

  @Test
  void aDoubleBeyondWhatIsExactIsCompared() throws SQLException {
    assertThat(account.ids("id < 1e300 AND id > 499")).containsExactly(500L);
    assertThat(account.ids("id = 5.5e0")).isEmpty();
  }
}
