package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.helpcrunchjdbc.demo.ApiError;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins whose other side says which customers are asked for. */
class TestJoins {
  private static final int CUSTOMERS = 1000;
  private static final int PAGES = 10;

  private AskedAccount account;

  /** Everybody has an email of their own, but for every 50th, who has none. */
  private static List<DemoCustomer> people() {
    List<DemoCustomer> people = new ArrayList<>();
    for (int id = 1; id <= CUSTOMERS; id++) {
      people.add(
          DemoCustomer.builder(id)
              .set(CustomerField.NAME, id % 2 == 0 ? "even" : "odd")
              .set(CustomerField.EMAIL, id % 50 == 0 ? null : "P" + id + "@example.com")
              .set(CustomerField.CITY, id <= 20 ? "Kyiv" : "Lviv")
              .set(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "UA" : "PL")
              .set(CustomerField.FIRST_SEEN, People.START.plusSeconds(60L * id))
              .set(CustomerField.LAST_SEEN, People.START.plusSeconds(3600L * id))
              .build());
    }
    return people;
  }

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(people(), "stringMatching=strict");
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  private static String values(long from, long to, String format) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> "(" + String.format(format, id) + ")")
        .collect(Collectors.joining(", ", "(VALUES ", ")"));
  }

  private static String emails(long from, long to) {
    return values(from, to, "'P%d@example.com'") + " AS v (email)";
  }

  private static String ids(long from, long to) {
    return values(from, to, "%d") + " AS v (n)";
  }

  private List<Object> factsOfSearches() throws SQLException {
    return account.ask("SELECT fact FROM helpcrunch_meta.service WHERE about = 'search'").column(0);
  }

  private void assertRequests(int requests, String sql) throws Exception {
    account.assertJudged(sql);
    assertThat(account.requests()).as(sql).hasSize(requests);
  }

  @Test
  void besideASingleKeyTheOtherFiltersAreSentToo() throws Exception {
    account.assertJudged(
        "SELECT v.email, c.id FROM (VALUES ('P7@example.com')) AS v (email) JOIN customers c ON"
            + " c.email = v.email AND c.lastSeen > TIMESTAMP '2024-01-01 02:00:00' AND"
            + " c.countryCode = 'PL'");
    assertThat(account.account().bodies())
        .singleElement()
        .asString()
        .contains("\"comparison\":\"AND\"", "customers.lastSeen", "customers.countryCode");
    account.assertJudged(
        "SELECT v.email, c.id FROM (VALUES ('P7@example.com')) AS v (email)"
            + " LEFT JOIN customers c ON c.email = v.email AND c.countryCode = 'UA'");
    assertRequests(
        0,
        "SELECT v.email, c.id FROM (VALUES ('P7@example.com')) AS v (email) LEFT JOIN customers c"
            + " ON c.email = v.email AND c.lastSeen > TIMESTAMP '9000-01-01 00:00:00' AND"
            + " c.lastSeen < TIMESTAMP '1900-01-01 00:00:00'");
  }

  @Test
  void theKeysGoOutInOneListOfFilters() throws Exception {
    account.assertJudged(
        "SELECT v.email, c.id FROM (VALUES ('P7@example.com'), ('p8@example.com'),"
            + " ('P7@example.com'), (CAST(NULL AS VARCHAR)), ('P9@example.com')) AS v (email)"
            + " JOIN customers c ON v.email = c.email");
    account.assertSent(
        "{\"filter\":["
            + "{\"field\":\"customers.email\",\"operator\":\"=\",\"value\":\"P7@example.com\"},"
            + "{\"field\":\"customers.email\",\"operator\":\"=\",\"value\":\"p8@example.com\"},"
            + "{\"field\":\"customers.email\",\"operator\":\"=\",\"value\":\"P9@example.com\"}],"
            + "\"comparison\":\"OR\",\"sort\":\"customers.firstSeen\",\"order\":\"DESC\","
            + "\"offset\":0,\"limit\":100}");
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 1", "1, 101, 2", "1, 250, 3"})
  void aHundredKeysAreOneRequest(int from, int to, int requests) throws Exception {
    assertRequests(
        requests, "SELECT c.id FROM " + emails(from, to) + " JOIN customers c USING (email)");
    assertRequests(
        requests, "SELECT c.email FROM " + ids(from, to) + " JOIN customers c ON c.id = v.n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT v.n, c.email FROM %s LEFT JOIN customers c ON c.id = v.n + 990",
        "SELECT v.n, c.email FROM customers c RIGHT JOIN %s ON c.id = v.n + 990",
        "SELECT v.n, c.email FROM customers c JOIN %s ON c.id = v.n AND c.lastSeen > c.firstSeen",
        "SELECT v.n, c.id, c.email FROM %s JOIN customers c ON c.id = v.n WHERE c.name LIKE 'e%%'",
        "SELECT v.n, c.id FROM %s LEFT JOIN customers c ON c.id = v.n AND c.name LIKE 'e%%'",
        "SELECT v.n, c.id FROM %s LEFT JOIN customers c ON c.id = v.n AND c.name LIKE 'e%%' WHERE"
            + " c.id IS NULL",
        "SELECT c.id, c.city FROM customers c WHERE c.id IN (SELECT n * 2 FROM %s)",
        "SELECT v.n FROM %s WHERE v.n + 990 IN (SELECT id FROM customers)",
        "SELECT v.n FROM %s WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = v.n AND c.name ="
            + " 'odd')",
        "SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM %s WHERE v.n = c.id AND v.n < 7)",
        "SELECT v.n, c.name FROM %s JOIN customers c ON c.id = v.n AND c.id > v.n - 1 AND c.name <>"
            + " 'odd'",
        "SELECT v.n, COUNT(*) FROM %s JOIN customers c ON c.id = v.n GROUP BY v.n",
        "SELECT v.n, c.id FROM %s JOIN customers c ON c.id = v.n AND c.lastSeen >= TIMESTAMP"
            + " '2024-01-01 05:00:00'"
      })
  void whateverTheJoin(String sql) throws Exception {
    assertRequests(1, String.format(sql, ids(1, 12)));
  }

  @Test
  void customersWithThemselves() throws Exception {
    assertRequests(
        2,
        "SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email"
            + " WHERE a.city = 'Kyiv'");
    assertRequests(
        2,
        "SELECT a.id, b.id FROM customers b JOIN customers a ON a.email = b.email"
            + " WHERE a.city = 'Kyiv'");
    assertRequests(
        2,
        "SELECT id FROM customers WHERE email IN (SELECT email FROM customers WHERE city ="
            + " 'Kyiv')");
    // By id the two are one customer.
    assertRequests(
        1,
        "SELECT id FROM customers WHERE id IN (SELECT id FROM customers WHERE id < 9)"
            + " AND lastSeen < TIMESTAMP '2024-01-01 05:00:00'");
  }

  @Test
  void moreKeysThanTheCustomersAreWorthAreNotSent() throws Exception {
    String narrow = " AND c.lastSeen < TIMESTAMP '2024-01-10 00:00:00'";
    assertRequests(
        3, "SELECT v.n, c.id FROM " + ids(1, 5000) + " JOIN customers c ON c.id = v.n" + narrow);
  }

  /** 20,000 keys are 200 requests, and those of an account of unknown size are 200 too. */
  @Test
  void noKeyIsSentBeforeItIsKnownWhetherThereAreTooMany() throws Exception {
    String digits = values(0, 9, "%d");
    String keys =
        "(SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n AS n FROM %1$s AS a (n),"
            + " %1$s AS b (n), %1$s AS c (n), %1$s AS d (n), (VALUES (0), (1)) AS e (n)) AS v";
    assertRequests(
        PAGES,
        "SELECT COUNT(c.email) FROM " + keys.formatted(digits) + " JOIN customers c ON c.id = v.n");
  }

  @Test
  void anEmptySideSendsNothing() throws Exception {
    assertRequests(
        0,
        "SELECT c.id FROM (SELECT n FROM "
            + ids(1, 3)
            + " WHERE n > 5) v JOIN customers c ON c.id = v.n");
    assertRequests(
        0,
        "SELECT c.id FROM (VALUES (CAST(NULL AS VARCHAR))) AS v (e) JOIN customers c ON c.email ="
            + " v.e");
  }

  @Test
  void anEmptyTextIsNeverSent() throws Exception {
    assertRequests(
        PAGES,
        "SELECT c.id FROM (VALUES (''), ('P3@example.com')) AS v (e) JOIN customers c ON c.email ="
            + " v.e");
  }

  /** No filter finds who has no email, so that a row without a key costs the reading of all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT v.e, c.id FROM %s JOIN customers c ON c.email IS NOT DISTINCT FROM v.e",
        "SELECT v.e, c.id FROM %s LEFT JOIN customers c ON c.email IS NOT DISTINCT FROM v.e",
        "SELECT v.e, c.id FROM customers c RIGHT JOIN %s ON c.email IS NOT DISTINCT FROM v.e",
        "SELECT v.e, c.id FROM %s JOIN customers c ON c.email IS NOT DISTINCT FROM v.e AND"
            + " c.id > 70 + CHAR_LENGTH(COALESCE(v.e, ''))",
        "SELECT v.e FROM %s WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.email IS NOT"
            + " DISTINCT FROM v.e)",
        "SELECT v.e FROM %s WHERE EXISTS (SELECT 1 FROM customers c WHERE c.email IS NOT DISTINCT"
            + " FROM v.e)",
        "SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM %s WHERE c.email IS NOT DISTINCT"
            + " FROM v.e)",
        "SELECT email FROM customers INTERSECT SELECT e FROM %s"
      })
  void nullsMeetWhereTheyAreNotDistinct(String sql) throws Exception {
    String keys = "'P7@example.com'), ('nobody'), (CAST(NULL AS VARCHAR)";
    assertRequests(PAGES, String.format(sql, "(VALUES (" + keys + ")) AS v (e)"));
    keys = "'P7@example.com'), ('nobody'";
    account.assertJudged(String.format(sql, "(VALUES (" + keys + ")) AS v (e)"));
  }

  @Test
  void keysThatAreNotDistinctAreSentWhereNoneIsNull() throws Exception {
    assertRequests(
        1,
        "SELECT c.id FROM "
            + emails(1, 3)
            + " JOIN customers c ON c.email IS NOT DISTINCT FROM v.email");
    assertRequests(
        1,
        "SELECT c.email FROM (VALUES (7), (CAST(NULL AS INTEGER))) AS v (n)"
            + " JOIN customers c ON c.id IS NOT DISTINCT FROM v.n");
  }

  /** Of two keys that find as few, the one is sent whose NULL meets nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c.email IS NOT DISTINCT FROM v.e AND c.phone = v.p",
        "c.phone = v.p AND c.email IS NOT DISTINCT FROM v.e"
      })
  void aKeyWhoseNullMeetsNobodyIsPreferred(String condition) throws Exception {
    assertRequests(
        1,
        "SELECT c.id FROM (VALUES (CAST(NULL AS VARCHAR), '123'), ('P7@example.com', '456'))"
            + " AS v (e, p) JOIN customers c ON "
            + condition);
  }

  @Test
  void aPlanSaysWhatIsSent() throws Exception {
    String plan =
        account
            .ask(
                "EXPLAIN PLAN AS TEXT FOR SELECT c.id FROM "
                    + emails(1, 3)
                    + " JOIN customers c USING (email)")
            .column(0)
            .toString();
    assertThat(plan).contains("EnumerableKeyedJoin").contains("100 keys a request");
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void aLimitStopsAtTheFirstRowsThatDecide() throws Exception {
    assertThat(
            account
                .ask("SELECT a.id FROM customers a JOIN customers b ON a.email = b.email LIMIT 20")
                .rows())
        .hasSize(20);
    assertThat(account.requests()).hasSize(2);
    assertThat(
            account
                .ask("SELECT v.n FROM " + ids(1, 900) + " JOIN customers c ON c.id = v.n LIMIT 100")
                .rows())
        .hasSize(100);
    assertThat(account.requests()).hasSize(1);
    for (JsonNode request : account.requests()) {
      assertThat(request.get("filter")).hasSize(100);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, id = 7", "true, name = 'odd'", "false, id = 70000", "false, name = 'ODD'"})
  void existenceTakesOneRow(boolean exists, String predicate) throws Exception {
    String test = "(SELECT 1 FROM customers WHERE " + predicate + ")";
    assertRequests(1, "SELECT v.n FROM " + ids(1, 3) + " WHERE EXISTS " + test);
    assertRequests(1, "SELECT v.n FROM " + ids(1, 3) + " WHERE NOT EXISTS " + test);
    account.assertJudged("SELECT id FROM customers WHERE id < 150 AND EXISTS " + test);
    assertThat(account.requests()).hasSize(exists ? 3 : 1);
  }

  @Test
  void fewerKeysGoOutWhereTheServiceRefusesMany() throws Exception {
    account.close();
    account =
        AskedAccount.of(people(), Behaviour.PLAIN.withMaxFilters(20), "stringMatching=strict");
    String sql = "SELECT c.id FROM " + ids(1, 60) + " JOIN customers c ON v.n = c.id";
    account.assertJudged(sql);
    assertThat(account.requests().stream().map(body -> body.get("filter").size()))
        .containsExactly(60, 30, 15, 15, 15, 15);
    account.assertJudged(sql);
    assertThat(account.requests().stream().map(body -> body.get("filter").size()))
        .containsExactly(15, 15, 15, 15);
  }

  @Test
  void whatTheServiceFindsAlikeInTwoRequestsIsJoinedOnce() throws Exception {
    account.close();
    List<DemoCustomer> twins = new ArrayList<>();
    for (int id = 1; id <= 300; id++) {
      String email = "P" + (id + 1) / 2 + "@example.com";
      twins.add(
          DemoCustomer.builder(id)
              .set(CustomerField.EMAIL, id % 2 == 0 ? email.toLowerCase(Locale.ROOT) : email)
              .build());
    }
    account =
        AskedAccount.of(twins, Behaviour.of(Quirk.EQUALS_FOLDS_CASE), "stringMatching=strict");
    account.assertJudged(
        "SELECT v.email, c.id FROM (VALUES "
            + LongStream.rangeClosed(1, 99)
                .mapToObj(n -> "('P" + n + "@example.com')")
                .collect(Collectors.joining(", "))
            + ", ('x'), ('p1@example.com'), ('P1@example.com')) AS v (email)"
            + " JOIN customers c ON c.email = v.email");
    assertThat(account.requests()).hasSizeGreaterThan(1);
  }

  /** Each batch is a request, before the second of which a customer takes a key of the second. */
  @Test
  void aCustomerWhoseKeyChangesMeanwhileComesOnce() throws Exception {
    account.close();
    int[] requests = {0};
    account =
        AskedAccount.gated(
            store -> {
              if (requests[0]++ == 1) {
                store.put(
                    Objects.requireNonNull(store.get(7))
                        .with(CustomerField.EMAIL, "P150@example.com"));
              }
            },
            people(),
            "stringMatching=strict");
    String sql =
        "SELECT c.id FROM customers c WHERE c.email IN (SELECT email FROM " + emails(1, 140) + ")";
    sql = sql.replace("('P140@example.com')", "('P150@example.com')");
    List<Object> ids = account.ask(sql).column(0);
    assertThat(account.requests()).hasSize(2);
    assertThat(ids).doesNotHaveDuplicates().contains(7L);
  }

  /** The service refuses one key, whatever comes with it: nothing is learned of their number. */
  @Test
  void aRefusedKeyLeavesTheNumberOfKeysAsItIs() throws Exception {
    account.close();
    account =
        AskedAccount.behind(
            api ->
                request ->
                    request.body().contains("P3@example.com")
                        ? new ApiError(400, "filter", "refused").answer(Behaviour.PLAIN)
                        : api.answer(request),
            people(),
            "stringMatching=strict");
    String sql = "SELECT c.id FROM " + emails(1, 100) + " JOIN customers c USING (email)";
    assertThatThrownBy(() -> account.ask(sql)).isInstanceOf(SQLException.class);
    assertThat(account.requests()).hasSizeGreaterThan(1);
    assertThat(factsOfSearches()).containsExactly("is not refused for the number of its filters");
    account.ask("SELECT c.id FROM " + emails(101, 200) + " JOIN customers c USING (email)");
    assertThat(account.requests()).hasSize(1);
  }

  /** The service takes 50 keys, and is down when it is first asked for so few. */
  @Test
  void aFailureThatIsNoRefusalLeavesTheNumberOfKeysAsItWasLearned() throws Exception {
    account.close();
    account =
        AskedAccount.of(
            people(), Behaviour.PLAIN.withMaxFilters(50), "stringMatching=strict", "maxRetries=0");
    account.account().failNext(1, Failure.status(400));
    account.account().failNext(1, Failure.status(503));
    String sql = "SELECT c.id FROM " + emails(1, 100) + " JOIN customers c USING (email)";
    assertThatThrownBy(() -> H2Judge.query(account.connection(), sql))
        .isInstanceOf(SQLException.class);
    assertThat(account.requests()).hasSize(2);
    account.ask(sql);
    assertThat(account.requests().stream().map(body -> body.get("filter").size()))
        .containsExactly(50, 50);
    assertThat(factsOfSearches()).containsExactly("takes 50 filters at the most");
  }

  /** Each level is visited once. */
  @Test
  @Timeout(60)
  void subQueriesStandDeepWithinEachOtherInAJoinsCondition() throws Exception {
    int levels = 24;
    String nested =
        "SELECT z FROM (VALUES 1, 2) AS v(z) WHERE z IN (".repeat(levels)
            + "1"
            + ")".repeat(levels);
    assertThat(
            account
                .ask(
                    "SELECT x FROM (VALUES 1, 2) AS t(x) JOIN (VALUES 7) AS u(y) ON x IN ("
                        + nested
                        + ")")
                .column(0))
        .hasToString("[1]");
  }
}
