package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SHOW DIAGNOSIS finds out, given to another program as properties: nothing of it is found out
 * again, and rows that show something else count for more.
 */
class TestFindingsGiven {
  /** A tenth of whom nobody knows when they came. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 300)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "n" + id)
                      .with(CustomerField.EMAIL, "m" + id + "@mail.com")
                      .with(CustomerField.FIRST_SEEN, time(id, 1_600_000_000L))
                      .with(CustomerField.LAST_SEEN, time(id, 1_700_000_000L)))
          .toList();

  private static final String NEWEST =
      "SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 100 OFFSET 150";

  private static final String OLDEST =
      "SELECT id FROM customers ORDER BY firstSeen LIMIT 100 OFFSET 150";

  private static Instant time(int id, long first) {
    return id % 10 == 0 ? null : Instant.ofEpochSecond(first + id);
  }

  private static Behaviour behaviour(String nullsSorted) {
    return switch (nullsSorted) {
      case "low" -> Behaviour.of(Quirk.NULLS_LOW);
      case "first" -> Behaviour.of(Quirk.NULLS_FIRST);
      case "last" -> Behaviour.of(Quirk.NULLS_LAST);
      default -> Behaviour.PLAIN;
    };
  }

  /** The row {@code properties} of a report. */
  private static String[] properties(Behaviour behaviour) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, behaviour, "stringMatching=auto")) {
      List<List<Object>> report = account.ask("SHOW DIAGNOSIS").rows();
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(10);
      return ((String) report.get(report.size() - 1).get(3)).split(";");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"high", "low", "first", "last"})
  void whereNullsAreIsNotAskedAgain(String nullsSorted) throws Exception {
    Behaviour behaviour = behaviour(nullsSorted);
    String[] properties = properties(behaviour);
    assertThat(properties).contains("nullsSorted=" + nullsSorted);
    for (String sql : List.of(NEWEST, OLDEST)) {
      int unaware;
      try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour)) {
        account.assertJudgedRowByRow(sql);
        unaware = account.requests().size();
      }
      try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour, properties)) {
        account.assertJudgedRowByRow(sql);
        assertThat(account.requests()).as(sql).hasSize(unaware - 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "low, high, DESC",
    "low, high, ASC",
    "last, high, DESC",
    "last, first, DESC",
    "high, low, DESC",
    "high, low, ASC",
    "first, last, ASC"
  })
  void rowsThatShowAnotherPlaceCountForMore(String said, String is, String direction)
      throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour(is), "nullsSorted=" + said)) {
      // 25 of 30 without a time are left out by the offset, should they stand in front.
      account.assertJudgedRowByRow(
          "SELECT id FROM customers ORDER BY firstSeen %s LIMIT 100 OFFSET 25"
              .formatted(direction));
      account.assertJudgedRowByRow(NEWEST);
      account.assertJudgedRowByRow(OLDEST);
    }
  }

  @Test
  void whoBelievesNothingAsksAnyway() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, "nullsSorted=low", "consistency=strict")) {
      account.assertJudgedRowByRow(NEWEST);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 25", "12, 12", "60, 50"})
  void theBoundOfFiltersIsNotMetAgain(int bound, int found) throws Exception {
    Behaviour behaviour = Behaviour.PLAIN.withMaxFilters(bound);
    String[] properties = properties(behaviour);
    assertThat(properties).contains("maxFilters=" + found);
    String ids =
        IntStream.rangeClosed(1, 80).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String sql = "SELECT id FROM customers WHERE id IN (" + ids + ") ORDER BY id";
    int unaware;
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour)) {
      account.assertJudgedRowByRow(sql);
      unaware = account.requests().size();
    }
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour, properties)) {
      account.assertJudgedRowByRow(sql);
      assertThat(account.requests()).hasSizeLessThan(unaware);
      assertThat(account.requests())
          .allSatisfy(body -> assertThat(body.path("filter").size()).isLessThanOrEqualTo(found));
    }
  }

  @Test
  void aBoundThatIsTooGreatIsStillLowered() throws Exception {
    Behaviour behaviour = Behaviour.PLAIN.withMaxFilters(12);
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour, "maxFilters=40")) {
      account.assertJudgedRowByRow(
          "SELECT id FROM customers WHERE name IN ('n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8',"
              + " 'n9', 'n10', 'n11', 'n12', 'n13', 'n14') ORDER BY id");
    }
  }

  @ParameterizedTest
  @CsvSource({"nullsSorted, end", "maxFilters, 1", "maxFilters, 101"})
  void whatIsNoFindingIsRefused(String property, String value) {
    assertThatThrownBy(() -> AskedAccount.of(List.of(), property + "=" + value).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("property " + property)
        .hasMessageContaining("allowed is");
  }
}
