package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A join on no key that is sent gathers its smaller side, and a LIMIT ends the larger one. */
class TestGatheredSides {
  /** Everybody of page after page has one of three cities. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 2_000)
          .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.CITY, "City" + id % 3))
          .toList();

  @AutoClose private final AskedAccount account;

  TestGatheredSides() throws SQLException {
    account = AskedAccount.of(CUSTOMERS);
  }

  private static final String IN =
      "SELECT id FROM customers WHERE UPPER(city) IN"
          + " (SELECT UPPER(city) FROM customers WHERE id < 50)";
  private static final String SMALLER_RIGHT =
      "SELECT a.id, b.id, a.city FROM customers a JOIN customers b"
          + " ON UPPER(a.city) = UPPER(b.city) WHERE b.id < 50";
  private static final String SMALLER_LEFT =
      "SELECT b.id, a.id, a.city FROM customers b JOIN customers a"
          + " ON UPPER(a.city) = UPPER(b.city) AND a.id <> b.id WHERE b.id < 50";
  private static final String VALUES =
      "SELECT v.m, a.id FROM (VALUES ('CITY1', 1), ('CITY2', 2), ('NONE', 3)) AS v (m, n)"
          + " JOIN customers a ON UPPER(a.city) = v.m AND a.id > v.n";

  /** One request for the smaller side, if it is of customers, and one for the larger. */
  @ParameterizedTest
  @ValueSource(strings = {IN, SMALLER_RIGHT, SMALLER_LEFT, VALUES})
  void aLimitEndsTheReadingOfTheLargerOne(String sql) throws Exception {
    List<List<Object>> all = account.judged(sql).rows();
    List<List<Object>> some = account.ask(sql + " LIMIT 5").rows();
    assertThat(some).hasSize(5).isSubsetOf(all);
    assertThat(account.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {IN + "| 1", SMALLER_RIGHT + "| 1, 2", SMALLER_LEFT + "| 1, 2", VALUES + "| 1, 2"},
      quoteCharacter = '"')
  void allRowsAreAsEver(String sql, String order) throws Exception {
    account.ask(sql).assertSameBagAs(account.judged(sql));
    account.assertJudgedRowByRow(sql + " ORDER BY " + order);
  }

  /** The first rows of an order need all rows of both sides, whichever is gathered. */
  @Test
  void theFirstOfAnOrderAreTheFirst() throws Exception {
    account.assertJudgedRowByRow(
        SMALLER_RIGHT.replace("SELECT a.id, b.id", "SELECT a.id AS x, b.id AS y")
            + " ORDER BY x DESC, y LIMIT 7");
  }

  /** With nobody to match them with, the rows of the larger side are of no use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        IN,
        SMALLER_RIGHT,
        SMALLER_LEFT,
        "SELECT a.id FROM customers a JOIN (SELECT DISTINCT UPPER(city) AS c FROM customers"
            + " WHERE id < 50) b ON UPPER(a.city) = b.c AND b.c > 'A'",
        "SELECT a.id FROM customers a WHERE EXISTS (SELECT 1 FROM customers b"
            + " WHERE UPPER(b.city) = UPPER(a.city) AND b.id < 50)"
      })
  void whereTheSmallerOneIsEmptyTheLargerIsNotRead(String sql) throws Exception {
    String nobody = sql.replace("id < 50", "id < 1");
    assertThat(account.ask(nobody).rows()).isEmpty();
    assertThat(account.requests()).hasSize(1);
    account.ask(sql).assertSameBagAs(account.judged(sql));
  }

  /** An outer join gives the rows that match none. */
  @ParameterizedTest
  @ValueSource(strings = {"LEFT", "RIGHT", "FULL"})
  void anOuterJoinReadsWhatItGives(String type) throws Exception {
    String sql =
        "SELECT a.id, b.id FROM (SELECT * FROM customers WHERE id > 0) a "
            + type
            + " JOIN (SELECT * FROM customers WHERE id < 1) b ON UPPER(a.city) = UPPER(b.city)";
    // Of nobody on the right, FULL makes what LEFT does, and H2 has no FULL.
    account.ask(sql).assertSameBagAs(account.judged(sql.replace("FULL", "LEFT")));
    assertThat(account.requests()).hasSizeLessThanOrEqualTo(type.equals("RIGHT") ? 1 : 22);
  }

  /** Such a join promises the order of its left side, so that is not gathered, though smaller. */
  @Test
  void rowsOfASortedSideKeepItsOrder() throws Exception {
    String sql =
        "SELECT a.n, b.id FROM (SELECT -id AS n, UPPER(city) AS u FROM customers"
            + " ORDER BY 1 LIMIT 5) a JOIN customers b ON a.u = UPPER(b.city)";
    assertThat(account.ask(sql).column(0).stream().map(String::valueOf).distinct())
        .containsExactly("-2000", "-1999", "-1998", "-1997", "-1996");
    account.ask(sql).assertSameBagAs(account.judged(sql));
  }

  @Test
  void thePlanGathersTheSmallerOne() throws Exception {
    String plan = account.ask("EXPLAIN PLAN AS TEXT FOR " + SMALLER_LEFT).column(0).toString();
    assertThat(plan.lastIndexOf("CustomerScan"))
        .isGreaterThan(plan.indexOf("EnumerableHashJoin"))
        .isLessThan(plan.indexOf("(id < 50"));
  }
}
