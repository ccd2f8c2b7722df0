package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by a column whose values the query lists: one total a value. */
class TestPinnedGroups {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 1_230);

  private static final String GROUPS =
      "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'DE', 'XX')"
          + " GROUP BY countryCode";

  /** An account of which is known how it compares countries. */
  private static AskedAccount learned(Behaviour behaviour, String... properties) throws Exception {
    AskedAccount account = AskedAccount.of(CUSTOMERS, behaviour, properties);
    account.learn("countryCode");
    return account;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GROUPS,
        GROUPS + " ORDER BY 2 DESC LIMIT 1",
        GROUPS + " HAVING COUNT(*) > 100",
        "SELECT COUNT(*) AS n, countryCode, COUNT(*) * 2 FROM customers"
            + " WHERE countryCode = 'UA' OR countryCode = 'DE' OR 'FR' = countryCode"
            + " GROUP BY countryCode",
        "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'DE', 'FR')"
            + " AND id > 1500 GROUP BY countryCode",
        "SELECT SUM(n) FROM ("
            + "SELECT countryCode, COUNT(*) AS n FROM customers"
            + " WHERE countryCode IN ('UA', 'DE', 'PL') GROUP BY countryCode)",
      })
  void oneTotalForEachValue(String sql) throws Exception {
    try (AskedAccount account = learned(Behaviour.PLAIN)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies())
          .hasSize(3)
          .allSatisfy(body -> assertThat(body).contains("\"limit\":1}"));
    }
  }

  /** A key that is pinned to one value makes no groups: there is one row, or none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode = 'UA' GROUP BY countryCode
          1 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode = 'ZZ' GROUP BY countryCode
          1 | SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode HAVING countryCode = 'UA'
          2 | SELECT countryCode, COUNT(*), MAX(lastSeen) FROM customers WHERE countryCode = 'UA' GROUP BY countryCode
          1 | SELECT countryCode, MAX(lastSeen), SUM(id) FROM customers WHERE countryCode = 'ZZ' GROUP BY countryCode
          3 | SELECT countryCode, COUNT(lastSeen) FROM customers WHERE countryCode = 'UA' AND id > 1100 GROUP BY countryCode
          3 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers WHERE countryCode = 'UA' GROUP BY countryCode
          1 | SELECT 'all' AS k, COUNT(*) FROM customers GROUP BY 'all'
          """)
  void aKeyOfOneValueIsNone(int most, String sql) throws Exception {
    try (AskedAccount account = learned(Behaviour.PLAIN)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  @Test
  void oneValueOfAnyColumn() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      account.ask("SELECT COUNT(*) FROM customers WHERE name = 'Bob'");
      account.assertJudged(
          "SELECT name, COUNT(*) FROM customers WHERE name = 'Oleg' GROUP BY name");
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Few customers have the same address: one page holds them.
        "SELECT email, COUNT(*) FROM customers WHERE email IN ('a@b.de', 'c@d.de') GROUP BY email",
        "SELECT countryCode, COUNT(name) FROM customers WHERE countryCode IN ('UA', 'DE')"
            + " GROUP BY countryCode",
        "SELECT countryCode, city, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'DE')"
            + " GROUP BY countryCode, city",
        "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'DE')"
            + " OR id = 1005 GROUP BY countryCode",
        "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'DE')"
            + " AND blocked GROUP BY countryCode",
        "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode NOT IN ('UA', 'DE')"
            + " GROUP BY countryCode"
      })
  void allElseIsRead(String sql) throws Exception {
    try (AskedAccount account = learned(Behaviour.PLAIN)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies())
          .noneSatisfy(body -> assertThat(body).contains("\"limit\":1}"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOTAL_MISSING",
        "TOTAL_UNDER_META",
        "EQUALS_FOLDS_CASE",
        "EQUALS_FOLDS_ACCENTS",
        "EMPTY_IS_NOT_FOUND",
        "LIMIT_CLAMPED"
      })
  void whateverTheServiceIsLike(Quirk quirk) throws Exception {
    for (String matching : List.of("auto", "strict")) {
      try (AskedAccount account =
          AskedAccount.of(CUSTOMERS, Behaviour.of(quirk), "stringMatching=" + matching)) {
        account.assertJudged(GROUPS);
        account.assertJudged(GROUPS);
      }
    }
  }

  @Test
  void aSmallAccountIsRead() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 150))) {
      account.ask("SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'");
      account.ask("SELECT COUNT(*) FROM customers");
      account.assertJudged(GROUPS);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  @Test
  void fromMemoryIfAllAreKept() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "cacheTtl=60")) {
      account.ask("SELECT id FROM customers");
      account.assertJudged(GROUPS);
      assertThat(account.account().bodies()).isEmpty();
    }
  }
}
