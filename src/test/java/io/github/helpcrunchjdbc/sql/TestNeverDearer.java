package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ways by totals, by offsets and by the order of times are never dearer than reading by more than
 * three requests, whatever the question, in an account too small for them to pay.
 */
class TestNeverDearer {
  private static final int PAGES = 5;
  private static final int MORE = 3;

  /** 500 customers. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 100 * PAGES)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "Ann " + id % 90)
                      .with(CustomerField.EMAIL, id % 9 == 0 ? null : "ann" + id + "@example.com")
                      .with(
                          CustomerField.COUNTRY_CODE,
                          id % 8 == 0 ? null : List.of("UA", "PL", "DE").get(id % 3))
                      .with(CustomerField.FIRST_SEEN, id % 30 == 0 ? null : time(24L * id))
                      .with(CustomerField.LAST_SEEN, id % 15 == 0 ? null : time(24L * id + id % 7))
                      .withTags(id % 6 == 0 ? "vip" : "Lead"))
          .toList();

  private static final List<String> CONDITIONS =
      List.of(
          "firstSeen >= TIMESTAMP '2025-01-01 00:00:00'",
          "firstSeen < TIMESTAMP '2025-01-01 00:00:00'",
          "EXTRACT(YEAR FROM firstSeen) = 2024",
          "CAST(firstSeen AS DATE) = DATE '2024-06-10'",
          "firstSeen IS NULL",
          "lastSeen IS NULL",
          "lastSeen < TIMESTAMP '2024-01-01 00:00:00' OR lastSeen IS NULL",
          "lastSeen <> TIMESTAMP '2024-01-01 00:00:00'",
          "lastSeen IS NOT NULL AND lastSeen >= TIMESTAMP '2024-01-01 00:00:00'",
          "email IS NULL",
          "email = 'ann7@example.com'",
          "countryCode <> 'PL'",
          "countryCode = 'PL' AND (name = 'Ann 1' OR name = 'Ann 2')",
          "countryCode = 'PL' OR HAS_TAG(tags, 'vip')",
          "NOT HAS_TAG(tags, 'vip')",
          "UPPER(name) LIKE 'ANN 1%'",
          "id < 1e2");

  private static final List<String> GROUPS =
      List.of(
          "countryCode",
          "name",
          "email",
          "EXTRACT(YEAR FROM lastSeen)",
          "CAST(lastSeen AS DATE)",
          "EXTRACT(YEAR FROM firstSeen)",
          "FLOOR(firstSeen TO MONTH)");

  private static final List<String> OTHERS =
      List.of(
          "SELECT COUNT(email), COUNT(lastSeen), COUNT(firstSeen), MAX(lastSeen) FROM customers",
          "SELECT MIN(firstSeen), MAX(firstSeen), MAX(id) FROM customers",
          "SELECT MIN(firstSeen), MAX(firstSeen), MIN(lastSeen), MAX(lastSeen), MAX(id), COUNT(*)"
              + " FROM customers",
          "SELECT COUNT(DISTINCT countryCode), COUNT(DISTINCT city), COUNT(*) FROM customers",
          "SELECT countryCode, COUNT(*) FROM customers GROUP BY ROLLUP(countryCode)",
          "SELECT MAX(lastSeen) FROM customers WHERE notes = 'none'",
          "SELECT MAX(firstSeen) FROM customers WHERE notes = 'none'",
          "SELECT COUNT(DISTINCT countryCode), COUNT(*) FROM customers",
          "SELECT DISTINCT countryCode FROM customers WHERE countryCode IS NOT NULL",
          "SELECT id FROM customers ORDER BY id DESC LIMIT 10",
          "SELECT id FROM customers WHERE id > 90 ORDER BY id LIMIT 100 OFFSET 100",
          "SELECT id FROM customers ORDER BY lastSeen DESC, id LIMIT 100",
          "SELECT t.v, COUNT(*) FROM (VALUES ('Lead'), ('vip')) AS t (v) JOIN customers c"
              + " ON HAS_TAG(c.tags, t.v) GROUP BY t.v",
          "SELECT a.id FROM customers a WHERE NOT EXISTS (SELECT 1 FROM customers b"
              + " WHERE b.email = a.email AND b.id < a.id)");

  private static Instant time(long hours) {
    return Instant.parse("2023-10-01T10:00:00Z").plusSeconds(3_600 * hours);
  }

  private static List<String> questions() {
    List<String> questions = new ArrayList<>(OTHERS);
    for (String condition : CONDITIONS) {
      questions.add("SELECT COUNT(*) FROM customers WHERE " + condition);
      questions.add("SELECT id FROM customers WHERE " + condition);
    }
    for (String group : GROUPS) {
      questions.add("SELECT " + group + ", COUNT(*) FROM customers GROUP BY " + group);
      questions.add(
          "SELECT "
              + group
              + ", COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP '2024-01-01 00:00:00'"
              + " GROUP BY "
              + group);
    }
    return questions;
  }

  @Test
  void aSmallAccount() throws Exception {
    List<String> dearer = new ArrayList<>();
    for (String question : questions()) {
      try (AskedAccount account = AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN)) {
        account.ask(question);
        int requests = account.account().bodies().size();
        if (requests > PAGES + MORE) {
          dearer.add(requests + " for " + question);
        }
      }
    }
    assertThat(dearer).isEmpty();
  }

  /** Where totals are missing or turn out to be wrong, what is read for a text is counted too. */
  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"TOTAL_MISSING", "TOTAL_TOO_LOW", "TOTAL_TOO_HIGH"})
  void countsOfAnAccountThatCannotCount(Quirk quirk) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, Behaviour.of(quirk), "pageSize=50")) {
      account.assertJudged(
          "SELECT COUNT(*), COUNT(DISTINCT countryCode), COUNT(DISTINCT city) FROM customers");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(3 * PAGES + MORE);
    }
  }

  /**
   * The first answer shows that one page has them all; in front of it come those that show only how
   * many were ever seen.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MIN(firstSeen), MAX(firstSeen), MIN(lastSeen), MAX(lastSeen), MAX(id), COUNT(*) | 2",
        "MIN(lastSeen), MAX(lastSeen), MIN(firstSeen), MAX(firstSeen), MAX(id), COUNT(*) | 4"
      })
  void extremesOfOnePage(String asked, int requests) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 40))) {
      account.assertJudged("SELECT " + asked + " FROM customers");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(requests);
    }
  }

  /** The first order shows that there is no row, so that no page is read for the other. */
  @Test
  void extremesOfNobody() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      account.ask("SELECT COUNT(*) FROM customers");
      account.account().clear();
      account.assertJudged(
          "SELECT MIN(lastSeen), MAX(lastSeen) FROM customers"
              + " WHERE lastSeen > TIMESTAMP '2099-01-01 00:00:00'");
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  /** A total of 1 beside the one row that was asked for does not tell how many rows there are. */
  @Test
  void extremesWhereTotalsAreOfPages() throws Exception {
    try (AskedAccount account =
        AskedAccount.contradicting(Contradiction.TOTAL_OF_PAGE, CUSTOMERS, "pageSize=20")) {
      account.assertJudged("SELECT MIN(firstSeen), MAX(firstSeen), MAX(lastSeen) FROM customers");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(3 + MORE);
    }
  }

  /** Whom a page shows twice nobody else is named like. */
  @Test
  void pairsAreNotFrequent() throws Exception {
    List<DemoCustomer> pairs =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    DemoCustomer.of(i + 1L)
                        .with(CustomerField.NAME, "Ann " + i / 2)
                        .with(CustomerField.FIRST_SEEN, time(i)))
            .toList();
    try (AskedAccount account = AskedAccount.of(pairs, "pageSize=50")) {
      account.assertJudged("SELECT name, COUNT(*) FROM customers GROUP BY name");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(40 + MORE);
    }
  }

  /** What is read for one of the texts, as no total tells its values, serves the other. */
  @Test
  void textsOfAServiceThatFoldsCase() throws Exception {
    List<DemoCustomer> customers =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    DemoCustomer.of(i + 1L)
                        .with(CustomerField.COUNTRY_CODE, List.of("UA", "PL", "ua").get(i % 3))
                        .with(CustomerField.CITY, List.of("Kyiv", "Lviv", "kyiv").get(i / 3 % 3))
                        .with(CustomerField.FIRST_SEEN, time(i)))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.of(Quirk.EQUALS_FOLDS_CASE), "pageSize=50")) {
      account.assertJudged(
          "SELECT COUNT(DISTINCT countryCode), COUNT(DISTINCT city) FROM customers");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(20 + MORE);
    }
  }
}
