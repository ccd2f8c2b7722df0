package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.FinishedJar;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SQL of many kinds from the single jar, with nothing else to load classes from: a class that was
 * left out of the jar, or a name that was not changed with its class, shows here.
 */
class SingleJarSqlIT {
  private static URLClassLoader loader;
  private static Connection connection;

  @BeforeAll
  static void connect() throws IOException, SQLException {
    URL[] jar = {FinishedJar.single().toUri().toURL()};
    loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
    Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
    // Several of these read the whole account, which the quota would make last minutes.
    connection =
        driver.connect("jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0", new Properties());
  }

  @AfterAll
  static void disconnect() throws IOException, SQLException {
    connection.close();
    loader.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          arithmetic => SELECT 7 / 2 + POWER(2, 10) => 1027.0
          decimals => SELECT ROUND(2.345, 2) => 2.35
          strings => SELECT UPPER('ab') || SUBSTRING('xyz', 2) || TRIM(' c ') => AByzc
          overlay => SELECT OVERLAY('abcdef' PLACING 'XY' FROM 2 FOR 3) => aXYef
          unicode => SELECT CHAR_LENGTH('Ірина') => 5
          like => SELECT 'a_c' LIKE 'a!_%' ESCAPE '!' => true
          similar => SELECT 'abc' SIMILAR TO '(a|b)+c' => true
          dates => SELECT EXTRACT(YEAR FROM DATE '2024-02-29' + INTERVAL '1' YEAR) => 2025
          floor => SELECT FLOOR(TIMESTAMP '2024-02-29 12:34:56' TO MONTH) => 2024-02-01 00:00:00
          difference => SELECT TIMESTAMPDIFF(DAY, DATE '2024-01-01', DATE '2024-03-01') => 60
          case => SELECT CASE WHEN 1 > 2 THEN 'a' ELSE COALESCE(NULL, 'b') END => b
          json value => SELECT JSON_VALUE('{"a":{"b":7}}', '$.a.b') => 7
          json query => SELECT JSON_QUERY('{"a":[1,2]}', '$.a') => [1,2]
          json exists => SELECT JSON_EXISTS('{"a":1}', 'strict $.b' FALSE ON ERROR) => false
          json filter => SELECT JSON_QUERY('{"a":{"b":[0,1,2]}}', '$.a.b[?(@ > 0)]') => [1,2]
          json literal => SELECT JSON_QUERY('[{"a":{"k":1}},{"a":2}]', '$[?(@.a == {"k":1})].a') => [{"k":1}]
          json list => SELECT JSON_QUERY('[{"a":1},{"a":2}]', '$[?(@.a in [2,3])].a') => [2]
          json function => SELECT JSON_VALUE('{"a":[1,2,3]}', '$.a.sum()' RETURNING INTEGER) => 6
          json name => SELECT JSON_VALUE('{"two words":7}', '$."two words"' RETURNING DECIMAL(5,1)) => 7.0
          json depth => SELECT JSON_EXISTS('{"a":{"b":{"c":1}}}', '$..c') => true
          json object => SELECT JSON_OBJECT('a': 1) => {"a":1}
          json array => SELECT JSON_ARRAYAGG(x) FROM (VALUES (1), (2)) AS t(x) => [1,2]
          values => SELECT SUM(x) FROM (VALUES (1), (2), (3)) AS t(x) => 6
          group => SELECT COUNT(*) FROM (SELECT MOD(id, 2) FROM customers GROUP BY MOD(id, 2)) => 2
          having => SELECT COUNT(*) FROM (SELECT id FROM customers GROUP BY id HAVING COUNT(*) > 1) => 0
          distinct => SELECT COUNT(DISTINCT x) FROM (VALUES (1), (1), (2)) AS t(x) => 2
          window => SELECT MAX(r) FROM (SELECT ROW_NUMBER() OVER (ORDER BY x DESC) AS r FROM (VALUES (5), (6)) AS t(x)) => 2
          running sum => SELECT MAX(s) FROM (SELECT SUM(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS s FROM (VALUES (5), (6)) AS t(x)) => 11
          self-join => SELECT COUNT(*) FROM (SELECT a.id FROM customers a JOIN customers b ON a.id = b.id FETCH FIRST 2 ROWS ONLY) => 2
          outer join => SELECT COUNT(*) FROM (VALUES (-1), (-2)) AS t(x) LEFT JOIN customers c ON c.id = t.x => 2
          exists => SELECT COUNT(*) FROM (VALUES (1)) AS t(x) WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = -1) => 1
          in subquery => SELECT COUNT(*) FROM (VALUES (-1)) AS t(x) WHERE x IN (SELECT id FROM customers) => 0
          cte => WITH t AS (SELECT id FROM customers ORDER BY id LIMIT 2) SELECT COUNT(*) FROM t => 2
          union => SELECT COUNT(*) FROM (SELECT 1 UNION SELECT 1 UNION ALL SELECT 2) => 2
          except => SELECT COUNT(*) FROM (VALUES (1), (2) EXCEPT VALUES (2)) => 1
          order => SELECT MIN(id) > 0 FROM (SELECT id FROM customers ORDER BY name, id DESC LIMIT 2) => true
          sql of table => SELECT COUNT(*) > 0 FROM customers WHERE name LIKE '%a%' OR UPPER(name) = 'X' OR customData IS NOT NULL => true
          listagg => SELECT LISTAGG(x, '-') WITHIN GROUP (ORDER BY x) FROM (VALUES ('b'), ('a')) AS t(x) => a-b
          array => SELECT CARDINALITY(ARRAY[1, 2, 3]) => 3
          unnest => SELECT SUM(x) FROM UNNEST(ARRAY[1, 2]) AS t(x) => 3
          grouping => SELECT COUNT(*) FROM (SELECT x, SUM(x) FROM (VALUES (1), (2)) AS t(x) GROUP BY ROLLUP(x)) => 3
          statistics => SELECT STDDEV_POP(x) FROM (VALUES (1), (3)) AS t(x) => 1.0
          trigonometry => SELECT ROUND(SIN(0) + EXP(0) + LN(1), 0) => 1.0
          cast => SELECT CAST('12' AS INTEGER) + CAST(1.9 AS INTEGER) => 14
          explain => EXPLAIN PLAN AS TEXT FOR SELECT 1 => ~
          """)
  void answers(String name, String sql, String expected) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      String found = rows.getString(1);
      if (expected.equals("~")) {
        assertThat(found).isNotEmpty();
      } else {
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void answersAreKept() throws SQLException {
    Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
    try (Connection keeping =
            driver.connect(
                "jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0;cacheTtl=60",
                new Properties());
        Statement statement = keeping.createStatement()) {
      for (String sql :
          new String[] {
            "SELECT COUNT(id) FROM (SELECT * FROM customers LIMIT 5000)",
            "SELECT COUNT(*) FROM customers"
          }) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(4000);
        }
      }
    }
  }
}
