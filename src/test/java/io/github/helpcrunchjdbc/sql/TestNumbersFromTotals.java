package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, groups and ranges of firstSeen that take fewer requests than reading all rows. */
@Timeout(600)
class TestNumbersFromTotals {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(TIME, 600);

  /** Pages of ten rows, so that 60 of them are what a large account is. */
  private static final String SMALL_PAGES = "pageSize=10";

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT COUNT(email), COUNT(*) FROM customers",
          "SELECT COUNT(*) FROM customers WHERE lastSeen IS NULL",
          "SELECT COUNT(*) FROM customers WHERE NOT HAS_TAG(tags, 'Lead')",
          "SELECT COUNT(*) FROM customers WHERE countryCode <> 'UA'",
          "SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip')"
              + " AND (countryCode = 'PL' OR countryCode = 'UA')",
          "SELECT COUNT(*), SUM(CASE WHEN id > 3000 THEN 1 ELSE 0 END),"
              + " COUNT(CASE WHEN HAS_TAG(tags, 'Lead') THEN 1 END), MAX(lastSeen) FROM customers",
          "SELECT SUM(CASE WHEN id < 0 THEN 1 ELSE 0 END) FROM customers WHERE id < 0",
          "SELECT AVG(CASE WHEN id < 0 THEN 1 END), SUM(CASE WHEN id < 3000 THEN 5 ELSE 0 END),"
              + " ROUND(AVG(CASE WHEN lastSeen IS NULL THEN 100.0 ELSE 0 END), 3) FROM customers",
          "SELECT COUNT(*) FILTER (WHERE email IS NULL AND phone IS NULL),"
              + " COUNT(*) FILTER (WHERE email IS NOT NULL AND city IS NOT NULL AND id > 3000)"
              + " FROM customers",
          "SELECT HAS_TAG(tags, 'vip'), COUNT(*) FROM customers GROUP BY HAS_TAG(tags, 'vip')",
          "SELECT CASE WHEN lastSeen IS NULL THEN 1 WHEN id > 3000 THEN 1.0 ELSE 2 END, COUNT(*)"
              + " FROM customers GROUP BY CASE WHEN lastSeen IS NULL THEN 1 WHEN id > 3000 THEN"
              + " 1.0 ELSE 2 END",
          "SELECT SUM(CAST(CASE WHEN id > 2000 THEN 100.0 ELSE 0 END AS INTEGER)) FROM customers",
          "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-06-01 00:00:00'",
          "SELECT COUNT(*) FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2025",
          "SELECT COUNT(*) FROM customers WHERE firstSeen IS NULL",
          "SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2026-11-01 00:00:00'",
          "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2025-01-01 00:00:00'",
          "SELECT id FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-10-18'",
          "SELECT id FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2026-01-01 00:00:00' AND"
              + " TIMESTAMP '2026-01-20 00:00:00' OR firstSeen < TIMESTAMP '2024-12-01 00:00:00'",
          "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
          "SELECT DISTINCT countryCode FROM customers",
          "SELECT CASE WHEN HAS_TAG(tags, 'vip') OR countryCode = 'UA' THEN 1 WHEN lastSeen IS NULL"
              + " THEN 2 ELSE 1 END, COUNT(*) FROM customers GROUP BY CASE WHEN HAS_TAG(tags,"
              + " 'vip') OR countryCode = 'UA' THEN 1 WHEN lastSeen IS NULL THEN 2 ELSE 1 END",
          "SELECT countryCode <> 'UA', COUNT(*) FROM customers WHERE id > 900"
              + " GROUP BY countryCode <> 'UA'",
          "SELECT COUNT(DISTINCT countryCode), COUNT(*), COUNT(DISTINCT city) FROM customers",
          "SELECT COUNT(*), COUNT(DISTINCT countryCode) FROM customers WHERE id > 1500",
          "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers"
              + " GROUP BY EXTRACT(YEAR FROM lastSeen)",
          "SELECT COUNT(*), SUM(1), AVG(3), SUM(-7) FILTER (WHERE HAS_TAG(tags, 'vip')),"
              + " COUNT(DISTINCT id) FROM customers",
          "SELECT COUNT(email), MIN(id), MAX(id), MAX(firstSeen), COUNT(*) FROM customers",
          "SELECT MAX(id), COUNT(email) FROM customers WHERE id < 0",
          "SELECT COUNT(DISTINCT EXTRACT(YEAR FROM lastSeen)), COUNT(*) FROM customers",
          "SELECT COUNT(DISTINCT EXTRACT(YEAR FROM firstSeen)) FROM customers",
          "SELECT COUNT(DISTINCT SUBSTRING(countryCode, 1, 1)) FROM customers",
          "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(DISTINCT EXTRACT(MONTH FROM lastSeen)) FROM"
              + " customers GROUP BY EXTRACT(YEAR FROM lastSeen)",
          "SELECT SUM(2), AVG(2), COUNT(1) FROM customers WHERE HAS_TAG(tags, 'nobody at all')",
          "SELECT countryCode, SUM(1), COUNT(DISTINCT id) FROM customers GROUP BY countryCode",
          "SELECT EXTRACT(YEAR FROM lastSeen), SUM(1), COUNT(DISTINCT id) FROM customers"
              + " GROUP BY EXTRACT(YEAR FROM lastSeen)",
          "SELECT EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen), COUNT(*) FROM"
              + " customers GROUP BY EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen)",
          "SELECT CAST(firstSeen AS DATE), COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP"
              + " '2025-10-01 00:00:00' AND id > 900 GROUP BY CAST(firstSeen AS DATE)",
          "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers WHERE firstSeen BETWEEN"
              + " TIMESTAMP '2025-02-03 04:05:06' AND TIMESTAMP '2026-09-01 00:00:00'"
              + " GROUP BY EXTRACT(YEAR FROM firstSeen)");

  private static void ask(AskedAccount account) throws Exception {
    for (String question : QUESTIONS) {
      account.assertJudged(question);
    }
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void whateverTheServiceIsLike(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS.subList(0, 250),
            Behaviour.of(quirk),
            SMALL_PAGES,
            AskedAccount.consistency(quirk))) {
      ask(account);
    }
  }

  /** As rows that are read refuse it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUM(CAST(CASE WHEN id > 5 THEN 300 ELSE 0 END AS TINYINT))",
        "AVG(CAST(CASE WHEN id > 5 THEN 100000 END AS SMALLINT))",
        "SUM(CAST(CASE WHEN id > 5 THEN 100 ELSE 0 END AS DECIMAL(2)))",
        "SUM(CASE WHEN id > 5 THEN CAST(300 AS TINYINT) ELSE 0 END)",
        "SUM(CASE WHEN id > 5 THEN 100000000000000000 ELSE 0 END)",
        "SUM(CASE WHEN id > 5 THEN -100000000000000000 ELSE 0 END)",
        "SUM(CASE WHEN id > 5 THEN 900000000000000000000000000000000000 ELSE 0 END)",
        "AVG(CASE WHEN id > 5 THEN 900000000000000000000000000000000000 ELSE 0 END)",
      })
  void aNumberThatATypeDoesNotHoldIsRefused(String sum) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, SMALL_PAGES)) {
      assertThatThrownBy(() -> account.ask("SELECT " + sum + " FROM customers"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
    }
  }

  @Test
  void whereFewFiltersAreTaken() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, Behaviour.PLAIN.withMaxFilters(4), SMALL_PAGES)) {
      ask(account);
    }
  }

  /** Those with none of the frequent values can't be asked for, so that no total is of use. */
  @Test
  void groupsAreReadAtOnceWhereFewFiltersAreTaken() throws Exception {
    List<DemoCustomer> customers = DemoAccount.customers(TIME, 2_000);
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.PLAIN.withMaxFilters(4), "pageSize=50")) {
      String sql = "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode";
      account.assertJudged(sql);
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(43);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"consistency=strict", "stringMatching=strict", "cacheTtl=60"})
  void however(String property) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, SMALL_PAGES, property)) {
      ask(account);
    }
  }

  /** The judge knows neither ROLLUP nor GROUPING. */
  @ParameterizedTest
  @CsvSource({
    "countryCode, countryCode, ROLLUP(%s)",
    "lastSeen, EXTRACT(YEAR FROM lastSeen), 'GROUPING SETS (%s, ())'"
  })
  void groupsAndTheirTotal(String column, String key, String grouping) throws Exception {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(
                            CustomerField.COUNTRY_CODE,
                            id % 8 == 0 ? null : List.of("UA", "PL").get((int) id % 2))
                        .with(
                            CustomerField.LAST_SEEN,
                            Instant.parse("2023-06-01T00:00:00Z").plusSeconds(id * 80_000)))
            .toList();
    String counts = "SELECT %s, COUNT(*), COUNT(" + column + "), %s FROM customers";
    String groups = counts.formatted(key, "0") + " GROUP BY " + key;
    String total = counts.formatted("NULL", "1");
    String asked = counts.formatted(key, "GROUPING(" + key + ")") + " GROUP BY ";
    try (AskedAccount account = AskedAccount.of(customers, "pageSize=50")) {
      account
          .ask(asked + grouping.formatted(key))
          .assertSameOrderAs(account.judged(groups + " UNION ALL " + total));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(14);
    }
  }

  /** Times before 1970 are times. */
  @Test
  void whoWasSeenBeforeTheEpochWasSeen() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>(CUSTOMERS.subList(0, 200));
    for (int i = 0; i < 9; i++) {
      customers.set(
          20 * i,
          customers
              .get(20 * i)
              .with(CustomerField.LAST_SEEN, Instant.parse("196" + i + "-03-01T00:00:00Z")));
    }
    try (AskedAccount account = AskedAccount.of(customers, SMALL_PAGES)) {
      for (String question :
          List.of(
              "SELECT COUNT(lastSeen), COUNT(*) FROM customers",
              "SELECT COUNT(*) FROM customers WHERE lastSeen IS NULL",
              "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers"
                  + " GROUP BY EXTRACT(YEAR FROM lastSeen)")) {
        account.assertJudged(question);
      }
    }
  }

  /** Reading all takes 60 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5  | SELECT COUNT(email) FROM customers
          3  | SELECT COUNT(*) FROM customers WHERE lastSeen IS NULL
          14 | SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-06-01 00:00:00'
          14 | SELECT id FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-10-18'
          1  | SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2024-06-10 00:00:00'
          12 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen)
          12 | SELECT COUNT(email), MIN(id), MAX(id), COUNT(*) FROM customers
          12 | SELECT COUNT(DISTINCT EXTRACT(YEAR FROM lastSeen)), COUNT(*) FROM customers
          8  | SELECT COUNT(*) FROM customers WHERE countryCode IN (SELECT x FROM (VALUES ('UA'), ('PL')) AS v (x))
          16 | SELECT COUNT(*) FROM customers WHERE countryCode NOT IN (SELECT x FROM (VALUES ('UA'), ('PL')) AS v (x))
          0  | SELECT COUNT(*) FROM customers WHERE countryCode NOT IN (SELECT x FROM (VALUES ('UA'), (CAST(NULL AS VARCHAR))) AS v (x))
          1  | SELECT COUNT(*), SUM(1), COUNT(DISTINCT id) FROM customers WHERE id > 1500
          4  | SELECT SUM(CASE WHEN id > 1500 THEN 20000000000 ELSE 0 END), AVG(CASE WHEN id > 1500 THEN 100000000000000000 END) FROM customers
          1  | SELECT COUNT(*) FROM (SELECT id, (SELECT MAX(d.id) FROM customers d WHERE d.city = c.city) AS m FROM customers c) t
          12 | SELECT EXTRACT(YEAR FROM lastSeen), SUM(1), COUNT(DISTINCT id) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen)
          """)
  void atMostSoManyRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, SMALL_PAGES)) {
      account.ask("SELECT COUNT(*) FROM customers");
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A further text takes one total more, since nobody has the value that is asked for. */
  @Test
  void severalTextsTakeATotalMoreEach() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 60), SMALL_PAGES)) {
      for (String column : List.of("email", "phone", "city")) {
        account.ask("SELECT COUNT(" + column + ") FROM customers");
      }
      account.assertJudged(
          "SELECT COUNT(*) FROM customers"
              + " WHERE email IS NOT NULL AND phone IS NOT NULL AND city IS NOT NULL");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void aSmallAccountIsRead() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 90))) {
      for (String question : QUESTIONS) {
        account.assertJudged(question);
        assertThat(account.account().bodies()).as(question).hasSizeLessThanOrEqualTo(4);
      }
    }
  }

  private static DemoCustomer seenAt(long id, boolean isVip) {
    DemoCustomer customer =
        DemoCustomer.of(id).with(CustomerField.FIRST_SEEN, People.START.plusSeconds(60 * id));
    return isVip ? customer.withTags("vip") : customer;
  }

  /** The first page of the same search in memory is of another statement, before others came. */
  @Test
  void aPageOfAStatementBeforeIsNoBeginningOfACount() throws Exception {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 400).mapToObj(id -> seenAt(id, id % 10 == 0)).toList();
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, "pageSize=10")) {
      account.ask(
          "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip') ORDER BY firstSeen DESC LIMIT 10");
      // Of the newest ten, five were first seen from the 360th minute on.
      for (long id = 401; id <= 440; id++) {
        account.account().customers().put(seenAt(id, true));
      }
      String since = "TIMESTAMP '2024-01-01 06:00:00'";
      assertThat(
              account
                  .ask(
                      "SELECT COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')"
                          + " AND firstSeen >= "
                          + since
                          + ") FROM customers")
                  .rows())
          .containsExactly(List.of(440L, 45L));
    }
  }
}
