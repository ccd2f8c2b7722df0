package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What EXPLAIN estimates in an account whose customers came in bursts, whose newest page has nobody
 * who ever came, and whose ids leap: within a factor of two before anybody has read; once the
 * statement was executed exactly what it sends, unless the bill says that it can't be told.
 */
class TestColdBill {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 2_000);

  /** So many that all of the newest page never came. */
  private static final List<DemoCustomer> MANY_CUSTOMERS = DemoAccount.customers(NOW, 20_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MIN(id), MAX(id) FROM customers",
        "SELECT id FROM customers ORDER BY id LIMIT 12",
        "SELECT id FROM customers ORDER BY id DESC LIMIT 12",
        "SELECT id FROM customers WHERE id > 2200 ORDER BY id LIMIT 50",
        "SELECT id FROM customers WHERE id > 5000001000 AND blocked",
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2024-09-10 00:00:00'",
        "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1",
        "SELECT id FROM customers WHERE firstSeen > TIMESTAMP '2026-02-01 00:00:00'"
            + " ORDER BY firstSeen LIMIT 60",
        "SELECT id FROM customers WHERE firstSeen > TIMESTAMP '2026-11-02 18:04:58'"
            + " ORDER BY firstSeen LIMIT 60",
        "SELECT COUNT(*) FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2025-06-30 23:37:47'"
            + " AND TIMESTAMP '2026-07-15 03:11:50'",
        "SELECT COUNT(*) FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2025",
        "SELECT id FROM customers ORDER BY firstSeen DESC, id LIMIT 15",
        "SELECT id FROM customers WHERE countryCode IN ('UA', 'PL') LIMIT 7",
        "SELECT id FROM customers WHERE lastSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen < TIMESTAMP '2025-02-01 00:00:00'"
            + " OR lastSeen IS NULL",
        "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1",
        "SELECT FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1"
      })
  void isWithinAFactorOfTwoAndThenExact(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      double cold = billed(account, "EXPLAIN " + sql);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(1);
      account.ask(sql);
      double spent = account.requests().size();
      assertThat(cold).isBetween(spent / 2, spent * 2);

      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      boolean isSure = isSure(bill);
      double again = billed(bill);
      account.ask(sql);
      spent = account.requests().size();
      assertThat(again).isBetween(isSure ? spent : spent / 2, isSure ? spent : spent * 2);
    }
  }

  /** Whoever is imagined in a range of ids has an id of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"id BETWEEN 1100 AND 1400", "id > 1100 AND id < 1130", "id BETWEEN 1500 AND 2600"})
  void aRangeOfIdsThatWasCountedIsExact(String range) throws Exception {
    String sql = "SELECT id, name FROM customers WHERE " + range;
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask("SELECT COUNT(*) FROM customers");
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      assertThat(billed(bill)).isEqualTo(account.requests().size());
      assertThat(isSure(bill)).isTrue();
    }
  }

  @Test
  void aReadingFromATimeOnIsWithinAFactorOfTwo() throws Exception {
    for (String since : List.of("2026-11-10", "2026-03-01")) {
      String sql = "SELECT id FROM customers WHERE firstSeen >= DATE '" + since + "'";
      try (AskedAccount account =
          AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
        double cold = billed(account, "EXPLAIN " + sql);
        account.ask(sql);
        double spent = account.requests().size();
        assertThat(cold).as(since).isBetween(spent / 2, spent * 2);
      }
    }
  }

  private static Stream<Arguments> accounts() {
    return Stream.of(
        Arguments.of("demo 2,000", CUSTOMERS),
        Arguments.of("demo 20,000", MANY_CUSTOMERS),
        Arguments.of("even", came(2_000, 0, i -> 2L * i)),
        Arguments.of("even, a tenth never came", came(2_000, 10, i -> 2L * i)),
        Arguments.of("dense, a third never came", came(2_000, 3, i -> i)),
        Arguments.of("gaps", came(2_000, 0, i -> 5_000L + 100L * i + 40_000L * (i / 500))),
        Arguments.of("clumps", came(2_000, 0, i -> i + 1_000_000_000L * (i / 700))),
        Arguments.of(
            "clumps, a tenth never came", came(5_000, 10, i -> i + 1_000_000_000L * (i / 700))));
  }

  /** Customers who came one after another; every so many of them never did, unless that is 0. */
  private static List<DemoCustomer> came(int number, int never, IntToLongFunction ids) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            i -> {
              DemoCustomer customer = DemoCustomer.of(ids.applyAsLong(i));
              Instant first = NOW.minus(Duration.ofHours(10L * (number - i) + 1));
              Instant last =
                  first.plus(Duration.ofHours(10L * (number - i) * (i * 37 % 100) / 100));
              return never > 0 && i % never == 0
                  ? customer
                      .with(CustomerField.FIRST_SEEN, null)
                      .with(CustomerField.LAST_SEEN, null)
                  : customer
                      .with(CustomerField.FIRST_SEEN, first)
                      .with(CustomerField.LAST_SEEN, last);
            })
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accounts")
  void extremeIdsAreWithinAFactorOfTwo(String name, List<DemoCustomer> customers) throws Exception {
    for (String sql :
        List.of(
            "SELECT MAX(id) FROM customers",
            "SELECT MIN(id), MAX(id) FROM customers",
            "SELECT COUNT(*), MIN(id), MAX(id) FROM customers",
            "SELECT id FROM customers ORDER BY id LIMIT 12",
            "SELECT id FROM customers ORDER BY id DESC LIMIT 5")) {
      isWithinAFactorOfTwo(sql, customers);
    }
  }

  private static void isWithinAFactorOfTwo(String sql, List<DemoCustomer> customers)
      throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(customers, Behaviour.PLAIN, "checkKey=true")) {
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(1);
      account.ask(sql);
      double spent = account.requests().size();
      double most = isSure(bill) ? spent : spent * 2;
      assertThat((double) billed(bill)).as(sql).isBetween(isSure(bill) ? spent : spent / 2, most);
    }
  }

  /** How many have no time is asked for, where most of the bill hangs on it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE firstSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen IS NULL"
      })
  void customersWithoutATimeAreAskedFor(String sql) throws Exception {
    isWithinAFactorOfTwo(sql, MANY_CUSTOMERS);
  }

  /** The newest customers tell nothing of these, and EXPLAIN PLAN FOR may not ask. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE firstSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen < TIMESTAMP '2026-01-01 00:00:00'",
        "SELECT id FROM customers WHERE lastSeen >= TIMESTAMP '2026-11-01 00:00:00'",
        "SELECT FLOOR(lastSeen TO DAY), COUNT(*) FROM customers"
            + " WHERE lastSeen >= TIMESTAMP '2026-11-01 00:00:00' GROUP BY 1",
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2025-02-01 00:00:00'"
            + " OR firstSeen >= TIMESTAMP '2026-10-01 00:00:00'",
        "SELECT id FROM customers WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers)",
        "SELECT city, COUNT(*) FROM customers GROUP BY city",
        "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')"
            + " AND lastSeen >= TIMESTAMP '2026-06-01 00:00:00'"
      })
  void aRangeHoldsWhatNobodyCanTell(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** Without any page nobody knows the number of customers, nor what a row holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customers",
        "SELECT city, COUNT(*) FROM customers GROUP BY city",
        "SELECT id FROM customers WHERE blocked LIMIT 10",
        "SELECT id FROM customers WHERE NOT blocked LIMIT 120",
        "SELECT DISTINCT countryCode FROM customers",
        "SELECT COUNT(DISTINCT city) FROM customers",
        "SELECT COUNT(company) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE NOT (countryCode = 'DE')",
        "SELECT SUM(CASE WHEN countryCode = 'UA' THEN 1 ELSE 0 END) FROM customers",
        "SELECT id FROM customers WHERE id BETWEEN 1500 AND 1900",
        "SELECT a.id FROM customers a JOIN customers b ON b.id = a.id + 7 WHERE a.id < 1900",
        "SELECT id FROM customers WHERE notes LIKE '%money%' LIMIT 10",
        "SELECT id FROM customers WHERE lastSeen BETWEEN TIMESTAMP '2026-05-01 00:00:00'"
            + " AND TIMESTAMP '2026-07-01 00:00:00'"
      })
  void aNewConnectionGivesARangeOfSizes(String sql) throws Exception {
    for (List<DemoCustomer> customers : List.of(CUSTOMERS, MANY_CUSTOMERS)) {
      try (AskedAccount account =
          AskedAccount.unjudged(customers, Behaviour.PLAIN, "checkKey=false")) {
        List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
        account.ask(sql);
        isInRange(bill, account.requests().size());
      }
    }
  }

  /** The number of customers alone tells nothing of their texts, ids and times. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT countryCode FROM customers",
        "SELECT COUNT(company) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE NOT (countryCode = 'DE')",
        "SELECT MAX(id) FROM customers WHERE countryCode = 'UA'",
        "SELECT id FROM customers WHERE id >= 2500 ORDER BY id LIMIT 70",
        "SELECT id FROM customers WHERE firstSeen IS NULL",
        "SELECT id FROM customers WHERE notes LIKE '%a%' LIMIT 10",
        "SELECT id FROM customers WHERE notes IS NOT NULL AND countryCode = 'UA' LIMIT 40"
      })
  void whereOnlyTheTotalIsKnownTheOthersAreARange(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=false")) {
      account.ask("SELECT COUNT(*) FROM customers");
      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** Countries, cities and companies are shared, which counts them and tells how they compare. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE company <> 'Acme'",
        "SELECT COUNT(*) FROM customers WHERE city NOT IN ('Kyiv', 'Lviv')",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
        "SELECT countryCode, MIN(firstSeen) FROM customers GROUP BY countryCode",
        "SELECT DISTINCT city FROM customers",
        "SELECT SUM(CASE WHEN city = 'Lviv' THEN 1 ELSE 0 END) FROM customers",
        "SELECT email FROM customers WHERE company <> 'Acme'"
      })
  void textsThatNobodySawAreSharedAsUsual(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=false")) {
      account.ask("SELECT COUNT(*) FROM customers");
      double told = billed(account, "EXPLAIN " + sql);
      account.ask(sql);
      double spent = account.requests().size();
      assertThat(told).isBetween(spent / 2, spent * 2);
    }
  }

  /** What the service counts of a country tells how many of its cities there are. */
  @Test
  void groupsOfWhatWasCountedAreCountedToo() throws Exception {
    String sql = "SELECT city, COUNT(*) FROM customers WHERE countryCode = 'UA' GROUP BY city";
    isWithinAFactorOfTwo(sql, MANY_CUSTOMERS);
  }

  /** Nobody knows whether there is a customer with an id that was not seen. */
  @Test
  void nobodyMayHaveAnIdThatIsAskedFor() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE countryCode IN"
            + " (SELECT countryCode FROM customers WHERE id = 1300)";
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** Those who are found by an address are not the one who is found by an id. */
  @Test
  void anIdBesideAnAddressIsARangeToo() throws Exception {
    String sql = "SELECT id FROM customers WHERE id = 1010 OR email = 'x@y.z'";
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=false")) {
      account.ask("SELECT COUNT(*) FROM customers");
      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** Few share an address, so that those of many customers are as many keys. */
  @Test
  void addressesAreTakenForCustomersOwn() throws Exception {
    isWithinAFactorOfTwo(
        "SELECT id FROM customers WHERE email IN"
            + " (SELECT email FROM customers WHERE email LIKE '%gmail%')",
        CUSTOMERS);
  }

  /** Of a page's names some are alike, so that there are some hundred, each of many customers. */
  @Test
  void namesAreTakenForSharedByAFew() throws Exception {
    isWithinAFactorOfTwo(
        "SELECT id FROM customers WHERE name IN"
            + " (SELECT name FROM customers WHERE HAS_TAG(tags, 'vip'))",
        CUSTOMERS);
  }

  /** Of a short search before it, nobody learns how many pages the long one has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE email LIKE '%yahoo%'",
        "SELECT id FROM customers WHERE company NOT IN"
            + " (SELECT company FROM customers WHERE id < 1020 AND company IS NOT NULL)",
        "SELECT a.id FROM customers a JOIN customers b ON b.city = a.company"
            + " WHERE a.lastSeen >= TIMESTAMP '2026-11-20 00:00:00'",
        "SELECT id FROM customers"
            + " WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers WHERE countryCode = 'PL')"
      })
  void theLongestSearchIsAskedAbout(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=false")) {
      double told = billed(account, "EXPLAIN " + sql);
      assertThat(account.requests()).hasSize(1);
      account.ask(sql);
      double spent = account.requests().size();
      assertThat(told).isBetween(spent / 2, spent * 2);
    }
  }

  /** The fewest requests are those for one key. */
  @Test
  void theKeysOfAJoinMayAllBeOne() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE city IN (SELECT city FROM customers WHERE id < 1020)";
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask("SELECT COUNT(*) FROM customers");
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** What asks how the service compares is announced as it is sent, beside another number too. */
  @Test
  void learningIsRehearsed() throws Exception {
    String sql =
        "SELECT (SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'),"
            + " (SELECT COUNT(*) FROM customers)";
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask("SELECT COUNT(*) FROM customers");
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      assertThat(billed(bill)).isEqualTo(account.requests().size());
      List<String> bodies = account.requests().stream().map(JsonNode::toString).toList();
      List<Object> listed = bill.stream().map(row -> row.get(1)).toList();
      // A probe's body has what a customer has.
      assertThat(bodies).filteredOn(body -> !listed.contains(body)).hasSize(2);
      assertThat(listed).filteredOn("how the service compares countryCode"::equals).hasSize(2);
    }
  }

  /** An imagined account shows nothing of the service, whose comparison may be another. */
  @Test
  void whatIsRehearsedIsNotLearned() throws Exception {
    Logger logger = Logger.getLogger("io.github.helpcrunchjdbc.learned");
    Level before = logger.getLevel();
    List<String> lines = new ArrayList<>();
    Filter filter = line -> lines.add(line.getMessage());
    String sql = "SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'";
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask("SELECT name, email, countryCode FROM customers LIMIT 100");
      logger.setLevel(Level.CONFIG);
      logger.setFilter(filter);
      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      assertThat(lines).isEmpty();
      assertThat(bill)
          .filteredOn(row -> "predicate".equals(row.get(0)))
          .singleElement()
          .asString()
          .contains("as imagined, not yet learned: ");
      account.ask(sql);
      assertThat(lines).anyMatch(line -> line.contains("matching of countryCode"));
      assertThat(account.ask("EXPLAIN PLAN FOR " + sql).rows().toString())
          .doesNotContain("as imagined");
    } finally {
      logger.setFilter(null);
      logger.setLevel(before);
    }
  }

  /** Nobody knows how many rows of a join come of a page, so that all may be read for a few. */
  @Test
  void aLimitAboveAJoinMayReadAll() throws Exception {
    String sql =
        "SELECT a.id FROM customers a, customers b"
            + " WHERE a.email = b.email AND a.id <> b.id LIMIT 5";
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=false")) {
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      isInRange(bill, account.requests().size());
    }
  }

  /** No filter asks for a blank name, so that all customers are read where one is a key. */
  @Test
  void aKeyMayBeBlank() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE name IN"
            + " (SELECT name FROM customers WHERE HAS_TAG(tags, 'vip'))";
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      assertThat(account.requests()).hasSizeGreaterThan(20);
      isInRange(bill, account.requests().size());
    }
  }

  /** The truth is within a factor of two of what is told, or in the range with its reason. */
  private static void isInRange(List<List<Object>> bill, long spent) {
    String note =
        bill.stream()
            .filter(row -> "total".equals(row.get(0)))
            .map(row -> String.valueOf(row.get(4)))
            .findFirst()
            .orElseThrow();
    Matcher range =
        Pattern.compile("from (\\d+) to (\\d+) requests, because no answer has shown yet [a-z]+")
            .matcher(note);
    assertThat(range.find()).as(note).isTrue();
    assertThat(spent)
        .isBetween(
            Math.min(Long.parseLong(range.group(1)), billed(bill) / 2),
            Math.max(Long.parseLong(range.group(2)), billed(bill) * 2));
  }

  /** Nobody is taken to have an id so great, and nobody who was seen came so late. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE id < 8053 UNION ALL"
            + " SELECT id FROM customers WHERE id > 5000069262",
        "SELECT FLOOR(lastSeen TO DAY), COUNT(*) FROM customers"
            + " WHERE lastSeen >= TIMESTAMP '2026-11-21 23:55:37' GROUP BY 1",
        "SELECT id FROM customers WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers) LIMIT 10"
      })
  void whatIsImaginedIsNotCertain(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      List<List<Object>> bill = account.ask("EXPLAIN " + sql).rows();
      account.ask(sql);
      assertThat(!isSure(bill) || billed(bill) == account.requests().size()).isTrue();
    }
  }

  /** The other cities are on no page that was seen; those that were counted are known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT city FROM customers",
        "SELECT city, COUNT(*) FROM customers GROUP BY city"
      })
  void groupsThatWereCountedAreBilledAsTheyAreSent(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask(sql);
      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      account.ask(sql);
      List<JsonNode> sent = account.requests();
      assertThat(billed(bill)).isEqualTo(sent.size());
      assertThat(isSure(bill)).isTrue();
      for (List<Object> row : bill) {
        if ("search".equals(row.get(0))) {
          assertThat(sent).contains(JSON.readTree((String) row.get(1)));
        }
      }
    }
  }

  /**
   * A piece of "Krakow" in capitals is in no text that was seen, so that few are to have it; who
   * was seen since November is counted, which tells how many of each country were. The account has
   * grown, so that the first customers came more slowly than those who were seen.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2025-03-10 00:00:00'",
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2026-03-10 00:00:00'",
        "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers"
            + " WHERE firstSeen < TIMESTAMP '2025-03-10 00:00:00' GROUP BY 1",
        "SELECT COUNT(*) FROM customers"
            + " WHERE countryCode = 'UA' OR countryCode = 'PL' OR city = 'Kyiv'",
        "SELECT countryCode, COUNT(*) FROM customers"
            + " WHERE lastSeen >= TIMESTAMP '2026-11-01 00:00:00' GROUP BY countryCode"
      })
  void countsOfManyAreWithinAFactorOfTwo(String sql) throws Exception {
    isWithinAFactorOfTwo(sql, MANY_CUSTOMERS);
  }

  /** Where all of those who were counted came after a time, nobody came at that time. */
  @Test
  void aCountOfAllWhoWereSeenLeavesTheirTimes() throws Exception {
    Instant since = Instant.parse("2025-11-01T00:00:00Z");
    double pages =
        MANY_CUSTOMERS.stream()
                .map(customer -> (Instant) customer.get(CustomerField.LAST_SEEN))
                .filter(time -> time != null && !time.isBefore(since))
                .count()
            / 100.0;
    try (AskedAccount account =
        AskedAccount.unjudged(MANY_CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      account.ask("SELECT COUNT(lastSeen) FROM customers");
      double told =
          billed(
              account,
              "EXPLAIN PLAN FOR SELECT id FROM customers"
                  + " WHERE lastSeen >= TIMESTAMP '2025-11-01 00:00:00'");
      assertThat(told).isBetween(pages / 2, pages * 2);
    }
  }

  /** An account may well be older than the newest customers suggest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2021-05-02 18:41:58'",
        "SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '2021-05-02 18:41:58'"
      })
  void whatCameBeforeAllThatIsKnownIsNotCertain(String sql) throws Exception {
    Instant begin = Instant.parse("2019-05-01T00:00:00Z");
    List<DemoCustomer> old =
        IntStream.rangeClosed(1, 600)
            .mapToObj(
                i ->
                    DemoCustomer.of(i)
                        .with(CustomerField.FIRST_SEEN, begin.plus(Duration.ofDays(i * 4L)))
                        .with(CustomerField.LAST_SEEN, begin.plus(Duration.ofDays(i * 4L + 1))))
            .toList();
    try (AskedAccount account = AskedAccount.unjudged(old, Behaviour.PLAIN, "checkKey=true")) {
      boolean isSure = isSure(account.ask("EXPLAIN PLAN FOR " + sql).rows());
      account.ask(sql);
      assertThat(account.requests()).hasSizeGreaterThan(1);
      assertThat(isSure).isFalse();
    }
  }

  @Test
  void aReadingOfMorePagesThanAreKeptIsBilledAsItWas() throws Exception {
    String sql = "SELECT id FROM customers WHERE id BETWEEN 1050 AND 6000 ORDER BY lastSeen DESC";
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true", "pageSize=10")) {
      account.ask(sql);
      assertThat(account.requests()).hasSizeGreaterThan(100);
      long again = billed(account, "EXPLAIN PLAN FOR " + sql);
      account.ask(sql);
      assertThat(account.requests()).hasSize((int) again);
    }
  }

  /** The time and the memory of an estimate do not grow with the total that the service tells. */
  @ParameterizedTest
  @ValueSource(strings = {"ORDER BY id LIMIT 10", "LIMIT 10 OFFSET 3000000000"})
  @Timeout(60)
  void aTotalOfBillionsIsBilled(String rest) throws Exception {
    List<DemoCustomer> never = IntStream.rangeClosed(1, 250).mapToObj(DemoCustomer::of).toList();
    try (AskedAccount account =
        AskedAccount.contradicting(Contradiction.TOTAL_OF_BILLIONS, never, "checkKey=true")) {
      account.ask("SELECT COUNT(*) FROM customers WHERE id < 100");
      assertThat(billed(account, "EXPLAIN SELECT id FROM customers " + rest)).isPositive();
    }
  }

  private static boolean isSure(List<List<Object>> bill) {
    return bill.stream().anyMatch(row -> "the bill".equals(row.get(1)));
  }

  private static long billed(AskedAccount account, String explain) throws Exception {
    return billed(account.ask(explain).rows());
  }

  private static long billed(List<List<Object>> bill) {
    return bill.stream()
        .filter(row -> "total".equals(row.get(0)))
        .mapToLong(row -> (Long) row.get(2))
        .findFirst()
        .orElseThrow();
  }
}
