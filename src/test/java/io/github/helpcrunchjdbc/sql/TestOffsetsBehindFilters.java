package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offsets of searches whose filters the service takes and does not obey. */
@Timeout(120)
class TestOffsetsBehindFilters {
  private static final long START = 1_700_000_000L;

  /** The greater the id, the later they were seen; two were never seen. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 25)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(START - id))
                      .with(
                          CustomerField.LAST_SEEN,
                          id == 7 || id == 19 ? null : Instant.ofEpochSecond(START + id)))
          .toList();

  /** The ids of an order, 0 for who was never seen. */
  private static List<Long> expected(boolean descending, int limit, int offset) {
    List<Long> ids =
        new ArrayList<>(
            CUSTOMERS.stream().map(DemoCustomer::id).filter(id -> id != 7 && id != 19).toList());
    if (descending) {
      Collections.reverse(ids);
    }
    ids.addAll(List.of(0L, 0L));
    return ids.subList(Math.min(offset, 25), Math.min(offset + limit, 25));
  }

  /** The ids that come, null if it is told that they are not right. */
  private static @Nullable List<Long> ids(AskedAccount asked, String sql) {
    try (Statement statement = asked.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getObject(2) == null ? 0 : rows.getLong(1));
      }
      return statement.getWarnings() == null && rows.getWarnings() == null ? ids : null;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isIn("HCI01", "08P01");
      return null;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NULLS_LOW, ''",
    "NULLS_FIRST, ''",
    "NULLS_LAST, ''",
    "TOTAL_MISSING, ''",
    "NULLS_LOW, SELECT id FROM customers ORDER BY firstSeen LIMIT 5 OFFSET 3",
    "NULLS_FIRST, SELECT id FROM customers ORDER BY firstSeen LIMIT 5 OFFSET 3",
    "NULLS_LAST, SELECT id FROM customers ORDER BY firstSeen LIMIT 5 OFFSET 3",
    "TOTAL_MISSING, SELECT id FROM customers ORDER BY firstSeen LIMIT 5 OFFSET 3"
  })
  void whoWasNeverSeenIsNotLeftOutForAnother(Quirk quirk, String before) throws Exception {
    List<String> wrong = new ArrayList<>();
    // Without strict only a total of all customers shows that a filter may leave out nobody.
    boolean isCounted = !before.isEmpty() && quirk != Quirk.TOTAL_MISSING;
    for (String consistency : isCounted ? List.of("strict", "warn") : List.of("strict")) {
      for (int limit : List.of(1, 5)) {
        for (int offset : List.of(0, 1, 2, 3, 7, 12, 18, 22, 23, 24, 25, 26)) {
          for (String order : List.of("DESC", "ASC")) {
            try (AskedAccount asked =
                AskedAccount.contradicting(
                    Contradiction.FILTERS_IGNORED,
                    Behaviour.of(quirk),
                    CUSTOMERS,
                    "pageSize=7",
                    "consistency=" + consistency)) {
              if (!before.isEmpty()) {
                asked.ask(before);
              }
              asked.account().clear();
              String sql =
                  "SELECT id, lastSeen FROM customers ORDER BY lastSeen "
                      + order
                      + " NULLS LAST LIMIT "
                      + limit
                      + " OFFSET "
                      + offset;
              List<Long> ids = ids(asked, sql);
              List<Long> right = expected(order.equals("DESC"), limit, offset);
              if (ids != null && !ids.equals(right)) {
                wrong.add(consistency + " " + sql + ids + right + "\n   " + asked.requests());
              }
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
