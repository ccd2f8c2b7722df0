package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPLAIN announces what a statement sends, and how many requests it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestBill {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 450)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "n" + id)
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                      .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000L + id))
                      .with(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "UA" : "PL")
                      .with(CustomerField.EMAIL, "m" + id % 40 + "@mail.com")
                      .with(CustomerField.NOTES, "note " + id % 7))
          .toList();

  private AskedAccount account;

  private record Line(String step, String what, Long requests, Long rows, String note) {}

  @BeforeAll
  void open() throws SQLException {
    account = AskedAccount.of(CUSTOMERS, "stringMatching=strict", "checkKey=true");
  }

  @AfterAll
  void close() throws SQLException {
    account.close();
  }

  private List<Line> explain(String sql) throws SQLException {
    List<Line> lines = new ArrayList<>();
    for (List<Object> row : account.ask(sql).rows()) {
      lines.add(
          new Line(
              (String) row.get(0),
              (String) row.get(1),
              (Long) row.get(2),
              (Long) row.get(3),
              (String) row.get(4)));
    }
    return lines;
  }

  private static Line line(List<Line> lines, String step) {
    return lines.stream().filter(line -> line.step().equals(step)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customers",
        "SELECT id, name FROM customers",
        "SELECT * FROM customers LIMIT 20",
        "SELECT * FROM customers ORDER BY lastSeen DESC LIMIT 20",
        "SELECT * FROM customers WHERE id = 7",
        "SELECT * FROM customers WHERE id > 300",
        "SELECT * FROM customers WHERE id >= 10 AND id < 40",
        "SELECT * FROM customers WHERE id IN (3, 5, 7)",
        "SELECT name FROM customers WHERE notes = 'note 3'",
        "SELECT id FROM customers WHERE id > 300 AND notes = 'note 3'",
        "SELECT COUNT(*) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE id > 100",
        "SELECT MAX(lastSeen) FROM customers",
        "SELECT notes, COUNT(*) FROM customers GROUP BY notes",
        "SELECT UPPER(name) FROM customers ORDER BY 1",
        "SELECT DISTINCT notes FROM customers",
        "SELECT id FROM customers WHERE 1 = 0",
        "SELECT * FROM customers ORDER BY firstSeen DESC",
        "SELECT id FROM customers ORDER BY lastSeen LIMIT 150",
        "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 10 OFFSET 30",
        "SELECT id FROM customers ORDER BY id",
        "SELECT id FROM customers ORDER BY id DESC LIMIT 5",
        "SELECT id, name FROM customers OFFSET 420 ROWS",
        "SELECT id FROM customers WHERE countryCode = 'UA'",
        "SELECT id FROM customers WHERE countryCode = 'UA' OR id < 30",
        "SELECT id FROM customers WHERE countryCode IN ('UA', 'PL') LIMIT 7",
        "SELECT id FROM customers WHERE name LIKE 'n44%'",
        "SELECT id FROM customers WHERE email LIKE '%m7@%' AND id > 200",
        "SELECT id FROM customers WHERE countryCode <> 'UA'",
        "SELECT id FROM customers WHERE lastSeen >= TIMESTAMP '2023-11-14 22:18:20'",
        "SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2020-09-13 12:31:40'",
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2020-09-13 12:30:00' LIMIT 10",
        "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2020-09-13 12:31:40'",
        "SELECT MIN(firstSeen), MAX(firstSeen), COUNT(*) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE lastSeen < TIMESTAMP '2023-11-14 22:18:20'",
        "SELECT COUNT(*), COUNT(CASE WHEN id > 100 THEN 1 END) FROM customers",
        "SELECT COUNT(name) FROM customers",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
        "SELECT DISTINCT countryCode FROM customers",
        "SELECT COUNT(DISTINCT countryCode) FROM customers",
        "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1",
        "SELECT id FROM customers WHERE EXISTS (SELECT 1 FROM customers WHERE id = 3) LIMIT 4",
        "SELECT id FROM customers WHERE id < 20 UNION ALL SELECT id FROM customers WHERE id > 440",
        "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id WHERE b.id < 30",
        "SELECT notes, MAX(lastSeen) FROM customers GROUP BY notes ORDER BY 2 DESC LIMIT 3",
        "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')",
        "SELECT COUNT(*) FROM customers WHERE name IS NULL",
        "SELECT * FROM customers WHERE id BETWEEN 100 AND 420 ORDER BY lastSeen DESC",
        "SELECT id FROM customers WHERE notes = 'note 3' LIMIT 5",
        "SELECT id FROM customers ORDER BY lastSeen NULLS FIRST LIMIT 20",
        "SELECT id FROM customers ORDER BY firstSeen DESC NULLS FIRST LIMIT 20",
        "SELECT customerId, name FROM customer_tags LIMIT 20",
        "SELECT customerId, name FROM customer_tags WHERE name = 'vip'",
        "SELECT COUNT(*) FROM customer_tags WHERE name = 'vip'",
        "SELECT name, COUNT(*) FROM customer_tags GROUP BY name",
        "SELECT DISTINCT name FROM customer_attributes",
        "SELECT id FROM customers WHERE notes LIKE '%3' LIMIT 3",
        "SELECT id FROM customers WHERE countryCode NOT IN ('UA', 'DE')",
        "SELECT COUNT(*) FILTER (WHERE countryCode = 'UA'), COUNT(*) FROM customers",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode HAVING COUNT(*) > 200",
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY countryCode ORDER BY id) FROM customers",
        "SELECT id FROM customers WHERE id < 20 EXCEPT SELECT id FROM customers WHERE id < 10",
        "SELECT id FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2020-09-13 12:29:00'"
            + " AND TIMESTAMP '2020-09-13 12:30:00'",
        "SELECT FLOOR(firstSeen TO MINUTE), COUNT(*) FROM customers GROUP BY 1",
        "SELECT GREATEST(MAX(lastSeen), MAX(firstSeen)) FROM customers",
        "SELECT id FROM customers WHERE telegramId = '12345'",
        "SELECT COUNT(*), MIN(id), MAX(id) FROM customers",
        "SELECT c.name FROM (VALUES (3), (5)) AS v (i) JOIN customers c ON c.id = v.i",
        "SELECT 1"
      })
  void bodiesAndRequestsAreThoseOfTheStatement(String sql) throws Exception {
    // What the totals are is learned by the first execution.
    account.ask(sql);
    List<Line> lines = explain("EXPLAIN PLAN FOR " + sql);
    assertThat(account.requests()).isEmpty();
    account.ask(sql);
    List<JsonNode> sent = account.requests();
    List<JsonNode> announced = new ArrayList<>();
    for (Line line : lines) {
      if (line.step().equals("search")) {
        announced.add(JSON.readTree(line.what()));
      }
    }
    assertThat(sent).as("sent: %s\nannounced: %s", sent, announced).containsAll(announced);
    if (!sent.isEmpty()) {
      assertThat(announced.get(0)).isEqualTo(sent.get(0));
    }
    assertThat(line(lines, "total").requests()).isEqualTo(sent.size());
  }

  /** An account that nobody has read yet: only its newest customers and their total are known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customers",
        "SELECT id FROM customers WHERE countryCode = 'UA'",
        "SELECT id FROM customers WHERE countryCode <> 'UA'",
        "SELECT id FROM customers WHERE id > 100 AND countryCode = 'PL'",
        "SELECT id FROM customers WHERE id BETWEEN 10 AND 390",
        "SELECT id FROM customers WHERE email LIKE '%m7@%'",
        "SELECT id FROM customers WHERE name = 'n7'",
        "SELECT COUNT(*) FROM customers WHERE id > 100",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
        "SELECT DISTINCT notes FROM customers",
        "SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2020-09-13 12:29:00'",
        "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 120"
      })
  void whereNobodyKnowsTheTotalTheBillIsWithinAFactorOfTwo(String sql) throws Exception {
    try (AskedAccount fresh =
        AskedAccount.of(CUSTOMERS, "stringMatching=strict", "checkKey=true")) {
      long estimate = requestsBilled(fresh, "EXPLAIN PLAN FOR " + sql);
      fresh.ask(sql);
      double spent = fresh.requests().size();
      assertThat((double) estimate).isBetween(spent / 2, spent * 2);
    }
  }

  @Test
  void spacesInTextAreShownAsTheyStand() throws Exception {
    assertThat(explain("EXPLAIN PLAN FOR SELECT id FROM customers WHERE name LIKE 'a  %b'"))
        .extracting(Line::what)
        .contains("name LIKE 'a  %b'");
  }

  @Test
  void answersInMemoryCostNothingAndARehearsalLeavesNoneThere() throws Exception {
    String count = "SELECT COUNT(*) FROM customers WHERE notes = 'note 3'";
    try (AskedAccount keeping = AskedAccount.of(CUSTOMERS, "cacheTtl=600", "checkKey=true")) {
      for (long expected : List.of(5L, 5L)) {
        assertThat(requestsBilled(keeping, "EXPLAIN PLAN FOR " + count)).isEqualTo(expected);
        keeping.ask("SELECT MAX(lastSeen) FROM customers");
      }
      keeping.ask(count);
      assertThat(keeping.requests()).hasSize(5);
      assertThat(requestsBilled(keeping, "EXPLAIN PLAN FOR " + count)).isZero();
      keeping.ask(count);
      assertThat(keeping.requests()).isEmpty();
    }
  }

  @Test
  void aBodyThatHangsOnRowsNotReadYetSaysSoAndIsNotAskedAbout() throws Exception {
    String sql =
        "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id + 1 WHERE a.id < 350";
    try (AskedAccount fresh = AskedAccount.of(CUSTOMERS, "checkKey=true")) {
      List<List<Object>> lines = fresh.ask("EXPLAIN " + sql).rows();
      assertThat(lines)
          .filteredOn(line -> ((String) line.get(4)).contains("are imagined here"))
          .isNotEmpty()
          .allSatisfy(line -> assertThat((String) line.get(1)).contains("customers.id"));
      assertThat(lines)
          .anySatisfy(
              line -> assertThat(line.get(1)).isEqualTo("the bill, as far as it can be told"));
      assertThat(fresh.requests()).noneMatch(body -> body.has("comparison"));
    }
  }

  /** The newest customers were seen when somebody connected: their values are not guessed. */
  @Test
  void theNewestCustomersAreThoseThatWereSeen() throws Exception {
    try (AskedAccount seen = AskedAccount.of(CUSTOMERS, "stringMatching=auto", "checkKey=true")) {
      String sql = "SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'";
      long estimate = requestsBilled(seen, "EXPLAIN PLAN FOR " + sql);
      seen.ask(sql);
      assertThat(seen.requests()).hasSize((int) estimate);
    }
  }

  /** The values that were asked for are known, though nobody has seen the newest customers. */
  @Test
  void valuesThatWereCountedAreImagined() throws Exception {
    String sql = "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "pageSize=50")) {
      account.ask(sql);
      long estimate = requestsBilled(account, "EXPLAIN PLAN FOR " + sql);
      account.ask(sql);
      assertThat(account.requests()).hasSize((int) estimate);
    }
  }

  private static long requestsBilled(AskedAccount account, String explain) throws SQLException {
    return account.ask(explain).rows().stream()
        .filter(row -> "total".equals(row.get(0)))
        .mapToLong(row -> (Long) row.get(2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFactThatShapesThePlanIsShown() throws Exception {
    try (AskedAccount odd = AskedAccount.contradicting(Contradiction.TOTAL_TOO_SMALL, CUSTOMERS)) {
      String explain = "EXPLAIN PLAN FOR SELECT COUNT(*) FROM customers";
      for (int seen = 0; seen < 2; seen++) {
        assertThat(odd.ask(explain).rows()).noneMatch(row -> "learned".equals(row.get(0)));
        odd.ask("SELECT id FROM customers");
      }
      assertThat(odd.ask(explain).rows())
          .anySatisfy(
              row -> {
                assertThat(row.get(0)).isEqualTo("learned");
                assertThat(row.get(1)).isEqualTo("totals are not the number of customers found");
                assertThat((String) row.get(4)).contains("seen in 2 statements");
              });
      odd.ask("FORGET SERVICE");
      assertThat(odd.ask(explain).rows()).noneMatch(row -> "learned".equals(row.get(0)));
    }
  }

  /** One is what the service says; several, or one of rows that are checked, may be read. */
  @Test
  void severalAggregatesAreSaidToBeReadFromRowsWhereThatIsLess() throws SQLException {
    String step = "numbers, by totals where that takes fewer requests";
    for (String rows :
        List.of(
            "COUNT(*), MIN(id), MAX(id) FROM customers", "MIN(id) FROM customers WHERE blocked")) {
      assertThat(explain("EXPLAIN PLAN FOR SELECT " + rows))
          .as(rows)
          .anyMatch(line -> line.what().equals(step));
    }
    for (String one : List.of("COUNT(*)", "MAX(lastSeen)")) {
      assertThat(explain("EXPLAIN PLAN FOR SELECT " + one + " FROM customers"))
          .noneMatch(line -> line.what().equals(step));
    }
  }

  @Test
  void predicatesHaveVerdictsInWords() throws SQLException {
    List<Line> lines =
        explain("EXPLAIN PLAN FOR SELECT id FROM customers WHERE id > 5 AND notes = 'x'");
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.what()).isEqualTo("id > 5");
              assertThat(line.note()).startsWith("pushed exactly");
            })
        .anySatisfy(
            line -> {
              assertThat(line.what()).isEqualTo("notes = 'x'");
              assertThat(line.note()).isEqualTo("in the driver: the service can't search notes");
            });
  }

  @Test
  void ofAnOrThatIsNotSentTheNoteNamesTheAlternative() throws SQLException {
    Line predicate =
        line(
            explain("EXPLAIN PLAN FOR SELECT id FROM customers WHERE city = 'Kyiv' OR notes = 'x'"),
            "predicate");
    assertThat(predicate.what()).isEqualTo("city = 'Kyiv' OR notes = 'x'");
    assertThat(predicate.note())
        .isEqualTo("in the driver: notes = 'x': the service can't search notes");
  }

  @Test
  void whereNoTotalIsKnownOneSearchOfOneRowAsks() throws Exception {
    List<Line> lines = explain("EXPLAIN SELECT id FROM customers WHERE id > 417");
    assertThat(account.requests()).hasSize(1);
    assertThat(account.requests().get(0).get("limit").asInt()).isEqualTo(1);
    assertThat(line(lines, "search").note()).contains("the service counts 33");
    assertThat(line(lines, "total").requests()).isEqualTo(1);
  }

  /** A value that is missing is not NULL, of which nothing would be sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE id = ?",
        "SELECT id FROM customers LIMIT ?",
        "SELECT id FROM customers WHERE id > 5 AND name = ?"
      })
  void withoutTheValuesOfParametersNobodyTellsHowMuchItTakes(String sql) throws SQLException {
    for (String explain : List.of("EXPLAIN ", "EXPLAIN PLAN FOR ")) {
      try (Statement statement = account.connection().createStatement();
          PreparedStatement prepared = account.connection().prepareStatement(explain + sql)) {
        assertUnknown(statement.executeQuery(explain + sql));
        assertUnknown(prepared.executeQuery());
        prepared.setNull(prepared.getParameterMetaData().getParameterCount(), Types.BIGINT);
        try (ResultSet rows = prepared.executeQuery()) {
          while (rows.next()) {
            assertThat(rows.getString("step")).isNotEqualTo("driver");
          }
        }
      }
    }
  }

  private static void assertUnknown(ResultSet rows) throws SQLException {
    assertThat(rows.next()).isTrue();
    assertThat(rows.getString("what")).isEqualTo("parameters");
    while (!rows.getString("step").equals("total")) {
      assertThat(rows.next()).isTrue();
    }
    assertThat(rows.getString("what")).isEqualTo("the bill, as far as it can be told");
    assertThat(rows.getObject("requests")).isNull();
    assertThat(rows.getObject("rows")).isNull();
    rows.close();
  }

  @Test
  void analyzeExecutesAndShowsTheTruthBeside() throws Exception {
    List<Line> lines = explain("EXPLAIN ANALYZE SELECT id FROM customers WHERE notes = 'note 3'");
    assertThat(account.requests()).hasSize(5);
    Line actual = line(lines, "actual");
    assertThat(actual.requests()).isEqualTo(5);
    assertThat(actual.rows()).isEqualTo(450);
    assertThat(actual.note()).contains("rows returned: 64");
  }

  @Test
  void thePlannersTreeIsThereForThoseWhoAskForIt() throws SQLException {
    for (String format : List.of("TEXT", "XML", "JSON", "DOT")) {
      try (Statement statement = account.connection().createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "EXPLAIN PLAN AS " + format + " FOR SELECT id FROM customers")) {
        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
        StringBuilder plan = new StringBuilder();
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
        assertThat(plan).as(format).contains("EnumerableCustomerScan");
      }
    }
  }
}
