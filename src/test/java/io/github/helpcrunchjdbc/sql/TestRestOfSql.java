package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service knows nothing of, and the driver does itself. */
@Tag("everywhere")
class TestRestOfSql {
  @AutoClose private final AskedAccount account = AskedAccount.ofFewPeople();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Joins.
        "SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id",
        "SELECT a.id, b.id FROM customers a LEFT JOIN customers b ON a.city = b.city AND a.id <>"
            + " b.id",
        "SELECT a.id, b.name FROM customers a RIGHT JOIN customers b ON a.id = b.id + 1",
        "SELECT a.id, b.id FROM customers a, customers b WHERE a.name = b.name",
        "SELECT a.id, b.id FROM customers a CROSS JOIN customers b WHERE a.id + b.id = 9",
        "SELECT id, v.label FROM customers JOIN (VALUES ('UA', 'Ukraine'), ('FR', 'France')) AS v"
            + " (code, label) ON countryCode = v.code",
        "SELECT c.id, v.x FROM customers c LEFT JOIN (VALUES (1, 'a'), (4, 'bcd')) AS v (x, y)"
            + " ON c.id = v.x WHERE v.y IS NULL OR v.y = 'a'",
        "SELECT a.name FROM customers a JOIN customers b USING (id) WHERE b.lastSeen IS NOT NULL",
        // Groups.
        "SELECT countryCode, COUNT(*), MIN(name), MAX(lastSeen) FROM customers GROUP BY"
            + " countryCode",
        "SELECT countryCode, city, COUNT(DISTINCT email) FROM customers GROUP BY countryCode, city",
        "SELECT countryCode FROM customers GROUP BY countryCode HAVING COUNT(*) > 1",
        "SELECT COUNT(*), COUNT(email), COUNT(DISTINCT email), SUM(id) FROM customers",
        "SELECT unsubscribed, COUNT(*) FILTER (WHERE id > 2) FROM customers GROUP BY unsubscribed",
        "SELECT YEAR(lastSeen), COUNT(*) FROM customers GROUP BY YEAR(lastSeen)",
        "SELECT DISTINCT countryCode, unsubscribed FROM customers",
        "SELECT DISTINCT name FROM customers WHERE email LIKE '%gmail%'",
        // Windows.
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY countryCode ORDER BY id) FROM customers",
        "SELECT id, RANK() OVER (ORDER BY countryCode) FROM customers",
        "SELECT id, SUM(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"
            + " FROM customers",
        "SELECT id, LAG(name) OVER (ORDER BY id), LEAD(name, 2, 'none') OVER (ORDER BY id)"
            + " FROM customers",
        "SELECT * FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY countryCode ORDER BY lastSeen"
            + " DESC, id) AS n FROM customers) t WHERE n = 1",
        // Sub-queries.
        "SELECT id FROM customers WHERE email IN (SELECT email FROM customers WHERE id = 1)",
        "SELECT id FROM customers WHERE email NOT IN (SELECT email FROM customers WHERE id = 1)",
        "SELECT id FROM customers WHERE city NOT IN (SELECT city FROM customers WHERE id > 6)",
        "SELECT id FROM customers c WHERE EXISTS"
            + " (SELECT 1 FROM customers d WHERE d.city = c.city AND d.id <> c.id)",
        "SELECT id FROM customers c WHERE NOT EXISTS"
            + " (SELECT 1 FROM customers d WHERE d.countryCode = c.countryCode AND d.id < c.id)",
        "SELECT id FROM customers WHERE lastSeen = (SELECT MAX(lastSeen) FROM customers)",
        "SELECT id, (SELECT COUNT(*) FROM customers d WHERE d.city = c.city) FROM customers c",
        "SELECT id FROM customers WHERE id > ALL (SELECT id FROM customers WHERE city = 'Kyiv')",
        "SELECT id FROM customers WHERE email IN (SELECT email FROM customers WHERE 1 = 0) OR id >"
            + " 5",
        "SELECT c.id FROM customers c, (SELECT COUNT(*) AS n FROM customers WHERE 1 = 0) t",
        "SELECT c.id, d.id FROM customers c LEFT JOIN (VALUES (3, 'Kyiv'), (9, 'Cork'), (10, 'a'))"
            + " AS d (id, name) ON c.city = d.name",
        "WITH seen AS (SELECT * FROM customers WHERE lastSeen IS NOT NULL)"
            + " SELECT a.id, b.id FROM seen a JOIN seen b ON a.city = b.city",
        "WITH a AS (SELECT id, name FROM customers), b AS (SELECT id FROM a WHERE id > 3)"
            + " SELECT COUNT(*) FROM b",
        "SELECT MAX(n) FROM (SELECT countryCode, COUNT(*) AS n FROM customers GROUP BY countryCode)"
            + " t",
        // Set operations.
        "SELECT name FROM customers UNION SELECT city FROM customers",
        "SELECT name FROM customers UNION ALL SELECT name FROM customers WHERE id = 1",
        "SELECT id FROM customers EXCEPT SELECT id FROM customers WHERE email LIKE '%gmail%'",
        "SELECT countryCode FROM customers WHERE id < 4 INTERSECT"
            + " SELECT countryCode FROM customers WHERE id < 3",
        "SELECT id, 'a' FROM customers WHERE id = 1 UNION SELECT id, 'bcd' FROM customers WHERE id"
            + " = 2",
        // Expressions.
        "SELECT id, CASE WHEN id < 3 THEN 'few' WHEN id < 6 THEN 'more' ELSE 'a lot' END"
            + " FROM customers",
        "SELECT id, CASE countryCode WHEN 'UA' THEN 1 WHEN 'FR' THEN 2 END FROM customers",
        "SELECT id, COALESCE(city, name, 'nowhere'), NULLIF(countryCode, 'UA') FROM customers",
        "SELECT id, name || ' <' || email || '>' FROM customers",
        "SELECT id, UPPER(name), LOWER(name), CHAR_LENGTH(name), TRIM('A' FROM name) FROM customers"
            + " WHERE id <> 4",
        "SELECT id, SUBSTRING(name FROM 2), SUBSTRING(name, 1, 2), POSITION('n' IN name)"
            + " FROM customers",
        "SELECT id, REPLACE(email, '@', ' at '), LEFT(name, 2), RIGHT(name, 1) FROM customers WHERE"
            + " id <> 4",
        "SELECT id, id + 1, id * 2.5, -id, MOD(id, 3), ABS(3 - id), id / 2 FROM customers",
        "SELECT id, CAST(id AS VARCHAR), CAST('5' AS INTEGER) + id, CAST(lastSeen AS DATE)"
            + " FROM customers",
        "SELECT id, EXTRACT(YEAR FROM lastSeen), EXTRACT(DAY FROM lastSeen), MONTH(lastSeen),"
            + " HOUR(lastSeen) FROM customers",
        "SELECT id, lastSeen + INTERVAL '1' DAY, lastSeen - INTERVAL '2' HOUR FROM customers",
        "SELECT id, unsubscribed IS TRUE, NOT unsubscribed, unsubscribed OR id > 3 FROM customers",
        "SELECT id FROM customers WHERE name BETWEEN 'A' AND 'C' AND NOT (id IN (1, 2) OR id IS"
            + " NULL)",
        "SELECT id FROM customers WHERE (countryCode, city) IN (('UA', 'Kyiv'), ('FR', 'Paris'))",
        "SELECT id FROM customers WHERE name = 'O''Brien' OR name LIKE '%🦔' OR name LIKE 'Ір%'"
      })
  void asAnotherEngine(String sql) throws SQLException {
    account.assertJudged(sql);
  }

  private Object one(String expression) throws SQLException {
    return account
        .ask("SELECT " + expression + " FROM customers WHERE id = 2")
        .rows()
        .get(0)
        .get(0);
  }

  @Test
  void json() throws SQLException {
    assertThat(one("JSON_VALUE(customData, '$.plan')")).isEqualTo("free");
    assertThat(one("JSON_VALUE(customData, '$[''number of payments'']' RETURNING INTEGER)"))
        .isEqualTo(2L);
    assertThat(one("JSON_VALUE(customData, '$.missing')")).isNull();
    assertThat(one("JSON_QUERY(tags, '$')")).isEqualTo("[\"Lead\"]");
    assertThat(one("JSON_EXISTS(customData, '$.amount')")).isEqualTo(true);
    assertThat(
            account.ids(
                "JSON_VALUE(customData, '$.plan') = 'paid' AND countryCode IN ('UA', 'FR')"))
        .containsExactly(1L, 3L, 7L);
  }

  @Test
  void dates() throws SQLException {
    assertThat(one("FLOOR(lastSeen TO MONTH)")).hasToString("2024-01-01T00:00");
    assertThat(one("CEIL(lastSeen TO DAY)")).hasToString("2024-01-03T00:00");
    assertThat(one("TIMESTAMPDIFF(HOUR, firstSeen, lastSeen)")).isEqualTo(2L);
    assertThat(one("TIMESTAMPADD(DAY, 1, firstSeen)")).hasToString("2024-01-03T00:00");
    assertThat(one("CAST(lastSeen AS VARCHAR)").toString()).startsWith("2024-01-02 02:00:00");
    assertThat(one("{fn UCASE(name)}")).isEqualTo("BOB");
    assertThat(one("lastSeen = {ts '2024-01-02 02:00:00'}")).isEqualTo(true);
  }

  @Test
  void fullJoinsAndNamesInAnyCase() throws SQLException {
    assertThat(
            account
                .ask(
                    "SELECT a.ID, b.iD FROM HelpCrunch.CUSTOMERS a FULL JOIN customers b ON a.id ="
                        + " b.id + 6 WHERE a.id IS NULL OR a.id > 6")
                .rows())
        .contains(Arrays.asList(7L, 1L), Arrays.asList(8L, 2L), Arrays.asList(null, 8L))
        .hasSize(8);
    assertThat(account.ask("SELECT \"lastSeen\", LASTSEEN FROM customers").columns().get(0))
        .isEqualTo("lastSeen");
  }

  @Test
  void selectOfEverythingHasAllColumns() throws SQLException {
    assertThat(account.ask("SELECT * FROM customers WHERE id = 6").rows())
        .hasSize(1)
        .allSatisfy(row -> assertThat(row).hasSize(27).startsWith(6L))
        .allSatisfy(row -> assertThat(row.subList(1, 27)).containsOnlyNulls());
    assertThat(account.ask("SELECT * FROM customers").columns())
        .containsAll(List.of("id", "firstSeen", "countryCode", "tags", "customData"));
  }
}
