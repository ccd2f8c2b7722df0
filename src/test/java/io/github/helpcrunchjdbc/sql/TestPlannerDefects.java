package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.SQLDataException;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that Calcite's rules, left to themselves, fail on or answer wrong. */
class TestPlannerDefects {
  @AutoClose private final AskedAccount account = AskedAccount.ofFewPeople();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, RANK() OVER (ORDER BY lastSeen DESC) FROM customers WHERE lastSeen IS NULL",
        "SELECT id, MAX(lastSeen) OVER (PARTITION BY city) FROM customers WHERE lastSeen IS NULL",
        "SELECT id, SUM(deviceId) OVER (PARTITION BY lastSeen ORDER BY name) FROM customers"
            + " WHERE deviceId IS NULL AND name = 'Bob'",
        "SELECT id, LAG(lastSeen, 1, firstSeen) OVER (ORDER BY id) FROM customers"
            + " WHERE lastSeen IS NULL AND firstSeen IS NULL"
      })
  void windowsOverWhatIsKnownToBeNull(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.id, d.id FROM customers c RIGHT JOIN customers d ON c.city = d.city"
            + " WHERE (3 >= c.id OR (c.id IN (2 + 3)) IS NULL)"
            + " AND (5 >= c.id OR (c.id = 51 AND COALESCE(c.regionCode, '') >= 'x'))",
        "SELECT c.id, d.id FROM customers c LEFT JOIN customers d ON c.city = d.city"
            + " WHERE (c.id < 4 OR (c.id = 7) IS NULL) AND d.id + c.id > 2 AND d.name IS NOT NULL"
      })
  void outerJoinsThatTurnOutInner(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE (name >= 'B' AND YEAR(lastSeen) = 2024 AND id > 1) IS NULL",
        "SELECT id FROM customers WHERE NOT (id > 1 AND (YEAR(lastSeen) = 2024 OR name = 'Bob'))"
            + " OR (name = 'Ann' AND NOT (YEAR(firstSeen) = 2024 OR id = 2))"
      })
  void rangesWithinOtherConditions(String sql) throws Exception {
    account.assertJudged(sql);
  }

  /** Above what is no scan, too; weeks begin on Sundays. */
  @Test
  void aWeekIsARangeOfDays() throws SQLException {
    String from = " FROM (SELECT * FROM customers ORDER BY id LIMIT 1000) t WHERE ";
    ResultRows week =
        account.ask(
            "SELECT id" + from + "FLOOR(lastSeen TO WEEK) = TIMESTAMP '2024-02-11 00:00:00'");
    week.assertSameBagAs(
        account.judged(
            "SELECT id"
                + from
                + "lastSeen >= TIMESTAMP '2024-02-11 00:00:00'"
                + " AND lastSeen < TIMESTAMP '2024-02-18 00:00:00'"));
  }

  @Test
  void aParameterBesideALiteralIsNotCutToItsLength() throws SQLException {
    assertThat(account.ids("? = 'Jox'", "Joxy")).isEmpty();
    assertThat(account.ids("? <= '' || ''", "John")).isEmpty();
    assertThat(account.ids("? = 'Jox'", "Jox ")).isEmpty();
    assertThat(account.ids("'Jox' = ?", "Jox")).hasSize(8);
    assertThat(account.ids("? IN ('a', 'bcd')", "ab")).isEmpty();
    assertThat(account.ids("? BETWEEN 'a' AND 'c'", "cd")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE CASE WHEN COALESCE(email, '') > 'b' THEN phone IS NULL"
            + " ELSE id > 1 END",
        "SELECT id FROM customers WHERE NOT (COALESCE(email, '') > 'b')",
        "SELECT id FROM customers WHERE (COALESCE(email, '') <> 'b') IS NULL",
        "SELECT id FROM customers WHERE (COALESCE(email, '') <> 'b') IS NOT NULL",
        "SELECT id FROM customers WHERE CASE WHEN COALESCE(email, city, 'x') = 'x' THEN id < 7"
            + " ELSE email > 'b' END",
        "SELECT id FROM customers WHERE (COALESCE(email, '') = 'b' AND city > 'a') IS NOT FALSE",
        "SELECT id FROM customers WHERE (COALESCE(email, '') = 'b' OR city > 'a') IS NOT FALSE",
        "SELECT id FROM customers WHERE (NOT (COALESCE(email, '') = 'b' AND city > 'a'))"
            + " IS NOT FALSE",
        "SELECT id, (COALESCE(email, '') = 'b' AND city > 'a') IS NOT FALSE,"
            + " (COALESCE(email, '') = 'b') IS NOT FALSE FROM customers",
        "SELECT id FROM customers WHERE (COALESCE(email, '') = 'b' AND city > 'a') IS FALSE",
        "SELECT id FROM customers WHERE NOT ((COALESCE(email, '') > 'b' AND city > 'a') IS FALSE)",
        "SELECT id FROM customers WHERE NOT ((COALESCE(email, '') > 'b' OR city > 'l') IS FALSE)",
        "SELECT id FROM customers WHERE (NOT (COALESCE(email, '') > 'b' AND city > 'a'))"
            + " IS NOT TRUE",
        "SELECT id FROM customers WHERE (COALESCE(email, city) > 'b') IS NOT FALSE",
        "SELECT id FROM customers WHERE ((email > 'b') IS NOT FALSE AND (city IS NULL)) IS NOT"
            + " FALSE",
        "SELECT id FROM customers WHERE CASE WHEN email > 'b' THEN city > 'l' ELSE id > 4 END"
            + " IS NOT FALSE",
        "SELECT id, NOT ((COALESCE(email, city) > 'b' AND id < 5) IS FALSE) FROM customers",
        "SELECT id FROM customers WHERE COALESCE(email, city) LIKE '_nn%'",
        "SELECT id FROM customers WHERE COALESCE(email, city) NOT LIKE '%a%'",
        "SELECT id, COALESCE(email, city) LIKE 'ann%' OR id > 5 FROM customers",
        "SELECT id, (COALESCE(lastSeen, firstSeen) = TIMESTAMP '2024-01-01 01:00:00') IS NOT NULL"
            + " FROM customers",
        "SELECT id FROM customers WHERE (LOWER(COALESCE(name, '')) < COALESCE(email, '')) IS NULL",
        "SELECT id FROM customers WHERE (NULLIF(id, 3) > 1) IS NOT NULL",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode"
            + " HAVING COALESCE(MAX(email), MIN(city)) LIKE 'a%'",
        "SELECT a.id FROM customers a WHERE EXISTS (SELECT 1 FROM customers c"
            + " WHERE COALESCE(c.email, c.city) LIKE 'ann%' AND c.id = a.id + 1)",
        "SELECT a.id, c.id FROM customers a LEFT JOIN customers c"
            + " ON a.id = c.id + 1 AND COALESCE(c.email, c.city) LIKE 'ann%'",
        "SELECT c, COUNT(*) FROM (SELECT COALESCE(city, email, 'x') AS c FROM customers) t"
            + " WHERE c LIKE 'K%' GROUP BY c",
        "SELECT id FROM customers WHERE (COALESCE(email, '') = 'b' AND city > 'a') IS NOT TRUE",
        "SELECT id, COALESCE(email, 'none'), CHAR_LENGTH(COALESCE(city, '')) FROM customers",
        "SELECT COALESCE(city, 'none') AS c, COUNT(*) FROM customers"
            + " GROUP BY COALESCE(city, 'none') HAVING NOT (COALESCE(MAX(email), '') > 'b')"
      })
  void coalesceOfWhatIsNull(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE (CAST(NULL AS BOOLEAN) <> (name IS NOT NULL))"
            + " = (city IS NOT NULL AND name >= 'b')",
        "SELECT id FROM customers WHERE (name = 'Bob') <> (NOT CAST(NULL AS VARCHAR) > 'a')",
        "SELECT id FROM customers WHERE COALESCE(unsubscribed, FALSE) IS TRUE",
        "SELECT a.id, c.id FROM customers a LEFT JOIN customers c ON a.id = c.id + 1"
            + " AND (c.id < 2) <> (FALSE OR CAST(NULL AS BOOLEAN))",
      })
  void comparisonsWithNull(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE CASE WHEN city = 'Kyiv' OR EXTRACT(MONTH FROM firstSeen)"
            + " IN (2, 3) THEN EXTRACT(MONTH FROM lastSeen) IN (1, 2) ELSE id > 4 END",
        "SELECT id, EXTRACT(YEAR FROM lastSeen), EXTRACT(QUARTER FROM lastSeen), EXTRACT(DAY FROM"
            + " lastSeen), EXTRACT(DOY FROM lastSeen), EXTRACT(HOUR FROM lastSeen),"
            + " EXTRACT(MINUTE FROM lastSeen), EXTRACT(WEEK FROM lastSeen) FROM customers",
        "SELECT EXTRACT(MONTH FROM MAX(lastSeen)) FROM customers WHERE lastSeen IS NOT NULL"
      })
  void partsOfTimes(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE (name || city) LIKE CAST(NULL AS VARCHAR) OR id = 1",
        "SELECT id FROM customers WHERE (name || city) NOT LIKE CAST(NULL AS VARCHAR) OR id = 1",
        "SELECT id FROM customers WHERE (name || city) ILIKE CAST(NULL AS VARCHAR) OR id = 1",
        "SELECT id FROM customers WHERE (name || city) LIKE ('x' || CAST(NULL AS VARCHAR))"
            + " OR id = 1",
        "SELECT id FROM customers WHERE (name || city) LIKE 'A%' ESCAPE CAST(NULL AS VARCHAR)"
            + " OR id = 1",
        "SELECT id FROM customers WHERE ((name || city) LIKE CAST(NULL AS VARCHAR)) IS NULL",
        "SELECT id FROM customers WHERE CASE WHEN id > 2 THEN (name || city) LIKE CAST(NULL AS"
            + " VARCHAR) ELSE TRUE END",
        "SELECT id, (name || city) LIKE CAST(NULL AS VARCHAR) FROM customers",
        "SELECT id, (city || 'x') LIKE name FROM customers WHERE name IS NULL",
        "SELECT x FROM (SELECT id, name || city AS x, CAST(NULL AS VARCHAR) AS p FROM customers)"
            + " t WHERE x LIKE p OR id = 1",
        "SELECT c.id FROM customers c LEFT JOIN customers d ON c.id = d.id"
            + " AND ((c.name || d.city) LIKE CAST(NULL AS VARCHAR) OR d.id = 2)",
        "SELECT city FROM customers GROUP BY city"
            + " HAVING (MAX(name) || 'x') LIKE CAST(NULL AS VARCHAR) OR COUNT(*) > 1"
      })
  void likeNothing(String sql) throws Exception {
    account.assertJudged(sql);
  }

  @Test
  void likeAParameterThatIsNull() throws SQLException {
    assertThat(account.ids("LOWER(COALESCE(email, '')) LIKE ? OR id = 1", (Object) null))
        .containsExactly(1L);
    assertThat(account.ids("(name || city) NOT LIKE ? ESCAPE '!' OR id = 1", (Object) null))
        .containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE name LIKE '%%' ESCAPE '%'",
        "SELECT id FROM customers WHERE name LIKE 'A%%' ESCAPE '%'",
        "SELECT id FROM customers WHERE (name || '_') LIKE '_nn__' ESCAPE '%'",
        "SELECT id FROM customers WHERE (name || '_a%') LIKE '%__a_%' ESCAPE '_'",
        "SELECT id, (name || '%') LIKE '%%%%' ESCAPE '%', (name || '\\%') LIKE 'Ann\\%%' ESCAPE '%'"
            + " FROM customers"
      })
  void escapesThatAreWildcards(String sql) throws Exception {
    account.assertJudged(sql);
  }

  /** Two units of UTF-16 are one character. */
  @Test
  void escapesBeyondTheFirstPlane() throws SQLException {
    assertThat(account.ids("(name || '%z') LIKE ? ESCAPE ?", "A%🦔%%", "🦔")).containsExactly(1L);
    assertThat(account.ids("(name || '%') LIKE ? ESCAPE ?", "Ann🦔%", "🦔")).containsExactly(1L);
    assertThat(account.ids("(name || '🦔_') LIKE 'Ann🦔🦔🦔_' ESCAPE '🦔'")).containsExactly(1L);
  }

  /** A text that ends with the escape is no pattern. */
  @ParameterizedTest
  @ValueSource(strings = {"name LIKE '%' ESCAPE '%'", "name LIKE 'A%\\' ESCAPE '%'"})
  void patternsThatAreNone(String condition) {
    assertThatThrownBy(() -> account.ids(condition))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("the escape character stands before %, _ or itself only");
  }

  @Test
  void averagesOfWholeNumbersHaveFractions() throws SQLException {
    assertThat(account.ask("SELECT AVG(id), VAR_POP(id) FROM customers WHERE id <= 4").rows())
        .hasToString("[[2.5, 1.25]]");
    assertThat(
            account
                .ask("SELECT AVG(id) OVER (ORDER BY id) FROM customers WHERE id <= 2 ORDER BY id")
                .column(0))
        .hasToString("[1, 1.5]");
  }
}
