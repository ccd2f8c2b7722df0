package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestOrderAndLimit {
  /** 90 of them were seen. */
  private static final int CUSTOMERS = 100;

  private static List<Object> ids(AskedAccount account, String rest) throws SQLException {
    return account.ask("SELECT id FROM customers " + rest).column(0);
  }

  private static Object[] from(long first, long last) {
    LongStream ids =
        first <= last
            ? LongStream.rangeClosed(first, last)
            : LongStream.rangeClosed(-first, -last).map(id -> -id);
    return ids.filter(id -> id % 10 != 0).boxed().toArray();
  }

  private static List<Long> limits(AskedAccount account) throws Exception {
    List<Long> limits = new ArrayList<>();
    for (JsonNode body : account.requests()) {
      limits.add(body.get("limit").asLong());
    }
    return limits;
  }

  /** MySQL has no OFFSET without a LIMIT, so that its users write the largest number for all. */
  @ParameterizedTest
  @CsvSource({
    "'', LIMIT 18446744073709551615, 90",
    "'', LIMIT 18446744073709551615 OFFSET 5, 85",
    "'', LIMIT 7 OFFSET 18446744073709551615, 0",
    "ORDER BY lastSeen, LIMIT 18446744073709551615 OFFSET 5, 85",
    "'ORDER BY name, id', LIMIT 18446744073709551615 OFFSET 5, 85",
    "'ORDER BY name, id', LIMIT 7 OFFSET 18446744073709551615, 0",
    "'ORDER BY firstSeen, id', LIMIT 18446744073709551615 OFFSET 5, 85",
    "ORDER BY id, LIMIT 9223372036854775808 OFFSET 9223372036854775808, 0"
  })
  void aLimitBeyondAllNumbersIsNone(String order, String limit, int rows) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      String from = "FROM customers WHERE lastSeen IS NOT NULL " + order + " " + limit;
      assertThat(account.ask("SELECT id " + from).rows()).hasSize(rows);
      assertThat(account.ask("SELECT COUNT(*) FROM (SELECT id " + from + ")").column(0))
          .containsExactly((long) rows);
    }
  }

  @Test
  void theLastSeenAreOneRequestOfSoMany() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      assertThat(ids(account, "ORDER BY lastSeen DESC LIMIT 5")).containsExactly(from(99, 95));
      assertThat(limits(account)).containsExactly(5L);
      assertThat(account.requests().get(0).get("sort").asText()).isEqualTo("customers.lastSeen");
      assertThat(account.requests().get(0).get("order").asText()).isEqualTo("DESC");
    }
  }

  @Test
  void theFirstSeenAreOneRequestOfSoMany() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      assertThat(ids(account, "ORDER BY firstSeen LIMIT 5")).containsExactly(from(1, 5));
      account.assertSent(
          "{\"sort\":\"customers.firstSeen\",\"order\":\"ASC\",\"offset\":0,\"limit\":5}");
    }
  }

  /** Whichever end the service puts those at who were never seen. */
  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"EXTRA_KEYS", "NULLS_LOW", "NULLS_FIRST", "NULLS_LAST", "TIES_SHUFFLED"})
  void theOrderIsSqlsWhereverTheServicePutsNulls(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(People.many(CUSTOMERS), Behaviour.of(quirk), "pageSize=30")) {
      for (String column : List.of("lastSeen", "firstSeen")) {
        for (String direction : List.of("", " DESC")) {
          for (String nulls : List.of("", " NULLS FIRST", " NULLS LAST")) {
            String order = " ORDER BY " + column + direction + nulls;
            ResultRows all = account.ask("SELECT " + column + ", id FROM customers" + order);
            account.assertJudged("SELECT " + column + ", id FROM customers" + order, 0);
            for (int[] cut : new int[][] {{5, 0}, {20, 5}, {15, 85}, {50, 95}, {5, 200}}) {
              account
                  .ask(
                      "SELECT "
                          + column
                          + ", id FROM customers"
                          + order
                          + " LIMIT "
                          + cut[0]
                          + " OFFSET "
                          + cut[1])
                  .assertCutOf(all, cut[1], cut[0], 0);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"EXTRA_KEYS", "NULLS_LOW", "NULLS_FIRST", "NULLS_LAST"})
  void theLastSeenAreFewRequestsWherever(Quirk quirk) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS), Behaviour.of(quirk))) {
      assertThat(ids(account, "ORDER BY lastSeen DESC LIMIT 10")).containsExactly(from(99, 89));
      assertThat(account.requests()).hasSize(1);
      assertThat(ids(account, "ORDER BY lastSeen LIMIT 9")).containsExactly(from(1, 9));
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** The empty page counts as many as a page holds; the page from the other end counts them too. */
  @Test
  void anOffsetBehindOneFullPage() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      assertThat(ids(account, "LIMIT 10 OFFSET 200")).isEmpty();
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aLimitAboveAnExactSearchIsSent() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS), "stringMatching=strict")) {
      assertThat(ids(account, "WHERE id > 50 ORDER BY lastSeen LIMIT 3 OFFSET 2"))
          .containsExactly(from(53, 55));
      assertThat(account.requests()).hasSize(1);
      assertThat(account.requests().get(0).get("limit").asLong()).isEqualTo(3);
      assertThat(account.requests().get(0).get("offset").asLong()).isEqualTo(2);
    }
  }

  @Test
  void aLimitAboveAResidualReadsNoMoreThanItNeeds() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(People.many(1000), "stringMatching=strict", "pageSize=10")) {
      assertThat(
              ids(
                  account,
                  "WHERE name = 'even' AND UPPER(name) <> 'X' ORDER BY lastSeen DESC LIMIT 15"))
          .hasSize(15);
      assertThat(account.requests().size()).isLessThan(8);
      assertThat(ids(account, "WHERE CHAR_LENGTH(name) = 3 ORDER BY lastSeen DESC LIMIT 10"))
          .containsExactly(999L, 997L, 995L, 993L, 991L, 989L, 987L, 985L, 983L, 981L);
      assertThat(account.requests().size()).isLessThan(8);
    }
  }

  @Test
  void otherOrdersAreTheDrivers() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      account.assertJudged("SELECT name, id FROM customers ORDER BY name", 0);
      account.assertJudged("SELECT name, id FROM customers ORDER BY name DESC, id DESC", 0, 1);
      account.assertJudged("SELECT city, lastSeen FROM customers ORDER BY 1, 2 DESC", 0, 1);
      account.assertJudged("SELECT id, id % 3 AS m FROM customers ORDER BY m, id DESC", 1, 0);
      account.assertJudged("SELECT id FROM customers ORDER BY id DESC LIMIT 3 OFFSET 2", 0);
      account.assertJudged("SELECT id, lastSeen FROM customers ORDER BY lastSeen, id", 1, 0);
      account.assertJudged(
          "SELECT id FROM (SELECT id, lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 3) t"
              + " ORDER BY id",
          0);
    }
  }

  @Test
  void limitsAsParametersAndFetch() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      assertThat(
              account
                  .ask("SELECT id FROM customers ORDER BY lastSeen LIMIT ? OFFSET ?", 2L, 3)
                  .column(0))
          .containsExactly(from(4, 5));
      assertThat(ids(account, "ORDER BY lastSeen OFFSET 3 ROWS FETCH NEXT 2 ROWS ONLY"))
          .containsExactly(from(4, 5));
      assertThat(ids(account, "ORDER BY lastSeen LIMIT 3, 2")).containsExactly(from(4, 5));
    }
  }

  /** What wraps a query as tools do: only what both limits leave is read. */
  @ParameterizedTest
  @CsvSource({
    "LIMIT 7, LIMIT 3, 3",
    "LIMIT 3, LIMIT 7, 3",
    "LIMIT 7 OFFSET 2, LIMIT 3 OFFSET 1, 3",
    "LIMIT 4 OFFSET 2, LIMIT 9 OFFSET 1, 3",
    "OFFSET 2 ROWS, LIMIT 3, 3",
    "LIMIT 5, OFFSET 2 ROWS, 3",
    "LIMIT 2, LIMIT 3 OFFSET 5, 0",
    "LIMIT 0, LIMIT 3, 0",
  })
  void limitsOfLimits(String inner, String outer, int most) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(CUSTOMERS))) {
      String sql =
          "SELECT * FROM (SELECT id, lastSeen FROM customers WHERE lastSeen IS NOT NULL"
              + " ORDER BY lastSeen DESC %s) t %s";
      account.assertJudged(sql.formatted(inner, outer), 1);
      String sent = "SELECT * FROM (SELECT id FROM customers ORDER BY lastSeen DESC %s) t %s";
      account.ask(sent.formatted(inner, outer));
      assertThat(account.requests().stream().mapToInt(body -> body.get("limit").asInt()).sum())
          .isEqualTo(most);
      List<Object> rows = account.ask(sent.formatted(inner, outer)).column(0);
      String parameters = sent.formatted("LIMIT ?", "LIMIT ?");
      assertThat(account.ask(parameters, 50, 3).column(0)).hasSize(3);
      assertThat(account.ask(parameters, 3, 50).column(0)).hasSize(3);
      assertThat(rows).hasSize(most);
    }
  }

  /** Customers first seen in another order than that of their ids, a minute apart. */
  private static List<DemoCustomer> shuffled(int count, long without) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(id -> id == without ? DemoCustomer.of(id) : seenAt(id, id * 7 % (count + 1)))
        .toList();
  }

  private static DemoCustomer seenAt(long id, long minute) {
    return DemoCustomer.of(id)
        .with(CustomerField.FIRST_SEEN, People.START.plusSeconds(60 * minute));
  }

  /** That row has no time, though those in front of it have one, and those behind it too. */
  @Test
  void whereNobodySortsTheRowAtTheOffsetTellsNothing() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(shuffled(250, 121), Behaviour.of(Quirk.SORT_IGNORED))) {
      String sql = "SELECT firstSeen FROM customers ORDER BY firstSeen LIMIT 50 OFFSET 120";
      account.assertJudged(sql, 0);
      account.assertJudged(sql, 0);
    }
  }

  /** What is behind the last row that is wanted is nobody's, however many pages would show it. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 12"})
  void searchesThatAreMergedAreReadNoFurtherThanTheRows(int limit, int most) throws Exception {
    List<DemoCustomer> people =
        LongStream.rangeClosed(1, 200)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.NAME, id == 200 || id == 150 ? "max" : "ann")
                        .with(CustomerField.COUNTRY_CODE, id < 10 ? "PL" : "UA")
                        .with(CustomerField.CITY, id < 10 ? "Lodz" : "Kyiv")
                        .with(CustomerField.LAST_SEEN, People.START.plusSeconds(id)))
            .toList();
    try (AskedAccount account = AskedAccount.of(people, "pageSize=10")) {
      String sql =
          "SELECT id, lastSeen FROM customers"
              + " WHERE ((countryCode = 'UA' AND city = 'Kyiv')"
              + " OR (countryCode = 'PL' AND city = 'Lodz')) AND UPPER(name) LIKE '%%X%%'"
              + " ORDER BY lastSeen DESC LIMIT %d";
      assertThat(account.ask(sql.formatted(limit)).column(0))
          .isEqualTo(List.of(200L, 150L).subList(0, limit));
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(most);
    }
  }
}
