package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.testing.ResultRows;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code ?} wherever a value may stand: it is prepared, gives the right rows, costs no more. */
class TestParametersAnywhere {
  private static final Timestamp NEW_YEAR =
      Timestamp.valueOf(LocalDateTime.parse("2024-01-01T00:00:00"));

  private static final LocalDateTime TEN = LocalDateTime.parse("2024-01-02T10:00:00");
  private static final String TEN_TEXT = "TIMESTAMP '2024-01-02 10:00:00'";

  private static @Nullable AskedAccount few;

  @BeforeAll
  static void connect() throws SQLException {
    few = AskedAccount.of(People.few(), "timeZone=UTC", "stringMatching=strict");
  }

  @AfterAll
  static void close() throws SQLException {
    if (few != null) {
      few.close();
    }
  }

  /**
   * A statement with parameters.
   *
   * @param literal the same with the values written out
   * @param rows what it gives, a row a text, fields joined by commas
   */
  private record Case(
      String sql, List<@Nullable Object> values, String literal, List<String> rows) {
    static Case of(String sql, @Nullable Object... values) {
      return new Case(sql, Arrays.asList(values), sql, List.of());
    }

    Case as(String written) {
      return new Case(sql, values, written, rows);
    }

    Case gives(String... expected) {
      return new Case(sql, values, literal, List.of(expected));
    }

    @Override
    public String toString() {
      return sql + " " + values;
    }
  }

  private static Case where(String predicate, @Nullable Object... values) {
    return Case.of("SELECT id FROM customers WHERE " + predicate + " ORDER BY id", values);
  }

  private static Case one(String expression, @Nullable Object... values) {
    return Case.of("SELECT " + expression + " FROM customers WHERE id = 1", values);
  }

  /** A time of a day beside that DATE, which is its midnight there. */
  private static Case besideDate(String form, String... rows) {
    boolean isUnion = form.contains("UNION");
    String sql = "SELECT " + (isUnion ? "CAST('2024-01-02' AS DATE)" + form.substring(1) : form);
    String from = isUnion ? "" : " FROM (VALUES (DATE '2024-01-02')) AS t(d)";
    return Case.of(sql.formatted("?") + from, TEN).as(sql.formatted(TEN_TEXT) + from).gives(rows);
  }

  private static List<Case> values() {
    return List.of(
        Case.of("SELECT ?", 5).as("SELECT 5").gives("5"),
        Case.of("SELECT ?", "five").as("SELECT 'five'").gives("five"),
        Case.of("SELECT ?", new BigDecimal("5.25")).as("SELECT 5.25").gives("5.25"),
        Case.of("SELECT ?", (Object) null).as("SELECT NULL").gives("null"),
        Case.of("SELECT ?", true).as("SELECT TRUE").gives("true"),
        Case.of("SELECT ?", NEW_YEAR)
            .as("SELECT TIMESTAMP '2024-01-01 00:00:00'")
            .gives("2024-01-01T00:00"),
        Case.of("SELECT ?", Date.valueOf("2024-01-31"))
            .as("SELECT DATE '2024-01-31'")
            .gives("2024-01-31"),
        Case.of("VALUES (?)", "a").as("VALUES ('a')").gives("a"),
        Case.of("SELECT ? INTERSECT SELECT ?", 1, new BigDecimal("1.0"))
            .as("SELECT 1.0 INTERSECT SELECT 1.0")
            .gives("1"),
        besideDate("GREATEST(d, %s)", "2024-01-02T10:00"),
        besideDate("LEAST(d, %s)", "2024-01-02T00:00"),
        besideDate("COALESCE(NULLIF(d, d), %s)", "2024-01-02T10:00"),
        besideDate("CASE WHEN d IS NULL THEN d ELSE %s END", "2024-01-02T10:00"),
        besideDate("d = %s", "false"),
        besideDate("d IS DISTINCT FROM %s", "true"),
        besideDate("d BETWEEN DATE '2024-01-01' AND %s", "true"),
        besideDate("d = ANY (SELECT %s)", "false"),
        besideDate("d < ALL (VALUES %s)", "true"),
        besideDate("(d, d + INTERVAL '1' DAY) OVERLAPS (%s, INTERVAL '1' HOUR)", "true"),
        besideDate("(d, INTERVAL '10' HOUR) OVERLAPS (%s, INTERVAL '1' HOUR)", "false"),
        besideDate("(d, d) IN ((%s, d))", "false"),
        besideDate("d UNION ALL SELECT %s", "2024-01-02T00:00", "2024-01-02T10:00"),
        Case.of("SELECT ? EXCEPT SELECT ?", 1, new BigDecimal("1.0"))
            .as("SELECT 1.0 EXCEPT SELECT 1.0"),
        Case.of(
                "SELECT id FROM customers a JOIN customers b USING (id) WHERE id < ? UNION SELECT"
                    + " ?",
                3,
                9)
            .as(
                "SELECT id FROM customers a JOIN customers b USING (id) WHERE id < 3 UNION SELECT"
                    + " 9")
            .gives("1", "2", "9"),
        Case.of("VALUES (?, ?), (?, ?)", 1, "a", 2, "b")
            .as("VALUES (1, 'a'), (2, 'b')")
            .gives("1,a", "2,b"),
        Case.of("SELECT ? || ?", "a", "b").as("SELECT 'a' || 'b'").gives("ab"),
        Case.of("SELECT ? + ?", 1, new BigDecimal("2.5")).as("SELECT 1 + 2.5").gives("3.5"),
        Case.of("SELECT ? * 2", new BigDecimal("1.25")).as("SELECT 1.25 * 2").gives("2.5"),
        Case.of("SELECT ABS(?)", -5).as("SELECT ABS(-5)").gives("5"),
        Case.of("SELECT ABS(?)", "-5.5").as("SELECT ABS(-5.5)").gives("5.5"),
        Case.of("SELECT -?", 5L).as("SELECT -5").gives("-5"),
        Case.of("SELECT COALESCE(?, ?)", null, "x").as("SELECT COALESCE(NULL, 'x')").gives("x"),
        Case.of("SELECT NULLIF(?, '')", "").as("SELECT NULLIF('', '')").gives("null"),
        Case.of("SELECT NULLIF(?, '')", "a").as("SELECT NULLIF('a', '')").gives("a"),
        Case.of("SELECT UPPER(?)", "їжак").as("SELECT UPPER('їжак')").gives("ЇЖАК"),
        Case.of("SELECT TRIM(?)", " a ").as("SELECT TRIM(' a ')").gives("a"),
        Case.of("SELECT CHAR_LENGTH(?)", "abc").as("SELECT CHAR_LENGTH('abc')").gives("3"),
        Case.of("SELECT REPLACE(?, 'a', 'b')", "aa")
            .as("SELECT REPLACE('aa', 'a', 'b')")
            .gives("bb"),
        Case.of("SELECT SUBSTRING(?, ?, ?)", "abcdef", 2, 3)
            .as("SELECT SUBSTRING('abcdef', 2, 3)")
            .gives("bcd"),
        Case.of("SELECT TIMESTAMPADD(DAY, ?, ?)", 1, NEW_YEAR)
            .as("SELECT TIMESTAMPADD(DAY, 1, TIMESTAMP '2024-01-01 00:00:00')")
            .gives("2024-01-02T00:00"),
        Case.of("SELECT DATE '2024-01-31' - ?", 30)
            .as("SELECT DATE '2024-01-31' - 30")
            .gives("2024-01-01"),
        Case.of("SELECT DATE '2024-01-31' - ?", Duration.ofDays(30))
            .as("SELECT DATE '2024-01-31' - INTERVAL '30' DAY")
            .gives("2024-01-01"),
        Case.of("SELECT DATE '2024-01-31' - ? > 5", Date.valueOf("2024-01-02"))
            .as("SELECT DATE '2024-01-31' - DATE '2024-01-02' > 5")
            .gives("true"),
        Case.of("SELECT DATE '2024-01-31' - ? BETWEEN 1 AND 5", "2024-01-02")
            .as("SELECT DATE '2024-01-31' - DATE '2024-01-02' BETWEEN 1 AND 5")
            .gives("false"),
        Case.of("SELECT ? - DATE '2024-01-02'", Date.valueOf("2024-01-31"))
            .as("SELECT DATE '2024-01-31' - DATE '2024-01-02'")
            .gives("29"),
        Case.of("SELECT ? IS DISTINCT FROM 1, ? IS NOT DISTINCT FROM 1", 2, null)
            .as("SELECT 2 IS DISTINCT FROM 1, NULL IS NOT DISTINCT FROM 1")
            .gives("true,false"),
        Case.of(
                "SELECT (DATE '2024-01-01', DATE '2024-02-01') OVERLAPS (?, ?)",
                Date.valueOf("2024-01-15"),
                Date.valueOf("2024-03-01"))
            .as(
                "SELECT (DATE '2024-01-01', DATE '2024-02-01')"
                    + " OVERLAPS (DATE '2024-01-15', DATE '2024-03-01')")
            .gives("true"),
        Case.of("SELECT JSON_OBJECT(KEY COALESCE(?, '') VALUE 5)", "k")
            .as("SELECT JSON_OBJECT('k': 5)")
            .gives("{\"k\":5}"),
        Case.of("SELECT ? + DATE '2024-01-31'", 1)
            .as("SELECT 1 + DATE '2024-01-31'")
            .gives("2024-02-01"),
        Case.of("SELECT EXTRACT(YEAR FROM ?)", NEW_YEAR)
            .as("SELECT EXTRACT(YEAR FROM TIMESTAMP '2024-01-01 00:00:00')")
            .gives("2024"),
        Case.of("SELECT JSON_VALUE(?, '$.a')", "{\"a\":5}")
            .as("SELECT JSON_VALUE('{\"a\":5}', '$.a')")
            .gives("5"),
        Case.of("SELECT CASE WHEN ? THEN 1 ELSE 2 END", true)
            .as("SELECT CASE WHEN TRUE THEN 1 ELSE 2 END")
            .gives("1"),
        Case.of("SELECT CASE ? WHEN 1 THEN 'a' ELSE 'b' END", 1)
            .as("SELECT CASE 1 WHEN 1 THEN 'a' ELSE 'b' END")
            .gives("a"),
        Case.of("SELECT * FROM (VALUES (?), (?)) AS t(a) WHERE a = ?", 1, 2, 2)
            .as("SELECT * FROM (VALUES (1), (2)) AS t(a) WHERE a = 2")
            .gives("2"),
        Case.of(
                "SELECT DISTINCT x FROM (VALUES (?), (?)) AS t(x)",
                new BigDecimal("1.0"),
                new BigDecimal("1.00"))
            .as("SELECT DISTINCT x FROM (VALUES (1.0), (1.00)) AS t(x)")
            .gives("1"),
        Case.of("SELECT SUM(x) FROM (VALUES (?), (?)) AS t(x)", 1, new BigDecimal("2.5"))
            .as("SELECT SUM(x) FROM (VALUES (1), (2.5)) AS t(x)")
            .gives("3.5"),
        Case.of("SELECT x FROM (VALUES (1.5), (99.5)) AS t(x) WHERE x < ?", 3_000_000_000L)
            .as("SELECT x FROM (VALUES (1.5), (99.5)) AS t(x) WHERE x < 3000000000")
            .gives("1.5", "99.5"),
        Case.of("SELECT x * ?, ? - x FROM (VALUES (1.5)) AS t(x)", 1_000, new BigDecimal("200"))
            .as("SELECT x * 1000, 200 - x FROM (VALUES (1.5)) AS t(x)")
            .gives("1500,198.5"),
        Case.of("SELECT x FROM (VALUES (1.5)) AS t(x) WHERE x BETWEEN ? AND ?", -10, 1e30)
            .as("SELECT x FROM (VALUES (1.5)) AS t(x) WHERE x BETWEEN -10 AND 1e30")
            .gives("1.5"),
        Case.of(
                "SELECT x = ?, x < ? FROM (VALUES (X'0A')) AS t(x)",
                new byte[] {10, 1},
                new byte[2])
            .as("SELECT x = X'0A01', x < X'0000' FROM (VALUES (X'0A')) AS t(x)")
            .gives("false,false"),
        Case.of("SELECT x FROM (VALUES (?), (?)) AS t(x)", 1, 2.5)
            .as("SELECT x FROM (VALUES (1e0), (2.5e0)) AS t(x)")
            .gives("1", "2.5"),
        Case.of("SELECT ARRAY[7, 8][?]", 2).as("SELECT ARRAY[7, 8][2]").gives("8"),
        Case.of("SELECT MAP['a', 8][?]", "a").as("SELECT MAP['a', 8]['a']").gives("8"),
        Case.of("SELECT DECODE(?, 1, 'a', 'b')", 1).as("SELECT DECODE(1, 1, 'a', 'b')").gives("a"),
        Case.of("SELECT TIMESTAMPADD(DAY, -?, ?)", 1, NEW_YEAR)
            .as("SELECT TIMESTAMPADD(DAY, -1, TIMESTAMP '2024-01-01 00:00:00')")
            .gives("2023-12-31T00:00"),
        Case.of("SELECT ? - ?", Date.valueOf("2024-03-01"), Date.valueOf("2024-02-01"))
            .as("SELECT DATE '2024-03-01' - DATE '2024-02-01'")
            .gives("29"),
        Case.of("SELECT LEAST(?, ?)", 5, 4).as("SELECT LEAST(5, 4)").gives("4"),
        Case.of("SELECT DISTINCT ? FROM customers", 5)
            .as("SELECT DISTINCT 5 FROM customers")
            .gives("5"));
  }

  /** The types of values decide where nothing but parameters stands beside each other. */
  private static List<Case> amongParameters() {
    LocalDate newYear = LocalDate.parse("2024-01-01");
    BigDecimal tenth = new BigDecimal("0.1");
    BigDecimal finer = new BigDecimal("0.14");
    return List.of(
        Case.of("SELECT ? = ?, ? IN (?, 7)", tenth, finer, tenth, finer)
            .as("SELECT 0.1 = 0.14, 0.1 IN (0.14, 7)")
            .gives("false,false"),
        Case.of("SELECT GREATEST(?, ?), COALESCE(?, ?)", tenth, finer, finer, tenth)
            .as("SELECT GREATEST(0.1, 0.14), COALESCE(0.14, 0.1)")
            .gives("0.14,0.14"),
        Case.of("SELECT CASE WHEN ? THEN ? ELSE ? END", false, tenth, finer)
            .as("SELECT CASE WHEN FALSE THEN 0.1 ELSE 0.14 END")
            .gives("0.14"),
        Case.of("SELECT CAST(? AS INTEGER), CAST(? AS INTEGER)", new BigDecimal("5.5"), 2.5)
            .as("SELECT CAST(5.5 AS INTEGER), CAST(2.5e0 AS INTEGER)")
            .gives("6,2"),
        Case.of("SELECT CAST(? AS BOOLEAN)", 1).as("SELECT CAST(1 AS BOOLEAN)").gives("true"),
        Case.of("SELECT EXTRACT(HOUR FROM ?)", LocalTime.parse("10:11:12"))
            .as("SELECT EXTRACT(HOUR FROM TIME '10:11:12')")
            .gives("10"),
        Case.of("SELECT GREATEST(?, ?) - INTERVAL '1' DAY", NEW_YEAR, null)
            .as("SELECT TIMESTAMP '2024-01-01 00:00:00' - INTERVAL '1' DAY")
            .gives("2023-12-31T00:00"),
        Case.of("SELECT NULLIF(?, ?) OR NOT ?", true, false, true)
            .as("SELECT TRUE OR NOT TRUE")
            .gives("true"),
        Case.of("SELECT CASE WHEN CASE ? WHEN ? THEN ? END THEN ABS(?) END", 1, 1, true, -5)
            .as("SELECT ABS(-5)")
            .gives("5"),
        Case.of("SELECT NULLIF(? - ?, ?)", newYear, 1, newYear)
            .as("SELECT NULLIF(DATE '2024-01-01' - 1, DATE '2024-01-01')")
            .gives("2023-12-31"),
        Case.of("SELECT LEAST(? - ?, DATE '2024-01-01')", newYear, 1)
            .as("SELECT LEAST(DATE '2024-01-01' - 1, DATE '2024-01-01')")
            .gives("2023-12-31"),
        Case.of(
                "SELECT (? - ?, ? + ?) OVERLAPS (DATE '2024-01-01', DATE '2024-01-05')",
                newYear,
                1,
                1,
                newYear)
            .as(
                "SELECT (DATE '2024-01-01' - 1, 1 + DATE '2024-01-01') OVERLAPS"
                    + " (DATE '2024-01-01', DATE '2024-01-05')")
            .gives("true"),
        Case.of(
                "SELECT COALESCE(? - ?, DATE '2024-01-01'), ? - ? > DATE '2024-01-01'",
                newYear,
                1,
                newYear,
                1)
            .as(
                "SELECT COALESCE(DATE '2024-01-01' - 1, DATE '2024-01-01'),"
                    + " DATE '2024-01-01' - 1 > DATE '2024-01-01'")
            .gives("2023-12-31,false"),
        Case.of(
                "SELECT CASE WHEN ? + ? - ? IN (DATE '2024-01-01') THEN ? - ? ELSE LOCALTIMESTAMP"
                    + " END",
                newYear,
                1,
                1,
                NEW_YEAR,
                Duration.ofDays(1))
            .as("SELECT TIMESTAMP '2024-01-01 00:00:00' - INTERVAL '1' DAY")
            .gives("2023-12-31T00:00"),
        Case.of(
                "SELECT TRY_CAST(? AS INTEGER), SAFE_CAST(? AS INTEGER), TRY_CAST(? AS INTEGER)",
                "x",
                "7",
                new BigDecimal("5.5"))
            .as(
                "SELECT TRY_CAST('x' AS INTEGER), SAFE_CAST('7' AS INTEGER), TRY_CAST(5.5 AS"
                    + " INTEGER)")
            .gives("null,7,6"),
        Case.of(
                "SELECT CAST(? AS DATE FORMAT 'DD.MM.YYYY'), CAST(? AS VARCHAR FORMAT"
                    + " 'DD.MM.YYYY')",
                "31.01.2024",
                newYear)
            .as("SELECT CAST('31.01.2024' AS DATE FORMAT 'DD.MM.YYYY'), '01.01.2024'")
            .gives("2024-01-31,01.01.2024"),
        Case.of("SELECT ? + ? / ?", newYear, 5, 2)
            .as("SELECT DATE '2024-01-01' + 5 / 2")
            .gives("2024-01-03"),
        Case.of("SELECT DATE '2024-01-01' + ABS(?)", -2)
            .as("SELECT DATE '2024-01-01' + ABS(-2)")
            .gives("2024-01-03"),
        Case.of("SELECT NULLIF(-?, ?), COALESCE(-?, ABS(?))", 5, 5, 5, 7)
            .as("SELECT NULLIF(-5, 5), COALESCE(-5, ABS(7))")
            .gives("-5,-5"),
        Case.of("SELECT CASE WHEN ? > 1 THEN NULLIF(?, ? >= ?) END", 2, true, 1, 2)
            .as("SELECT CASE WHEN 2 > 1 THEN NULLIF(TRUE, 1 >= 2) END")
            .gives("true"),
        Case.of("SELECT (?, ?) OVERLAPS (?, ?)", newYear, newYear, newYear, newYear)
            .as(
                "SELECT (DATE '2024-01-01', DATE '2024-01-01') OVERLAPS"
                    + " (DATE '2024-01-01', DATE '2024-01-01')")
            .gives("true"),
        Case.of("SELECT TRUNC(?), TRUNC(?, ?)", new BigDecimal("2.5"), new BigDecimal("2.55"), 1)
            .as("SELECT TRUNC(2.5), TRUNC(2.55, 1)")
            .gives("2,2.5"));
  }

  /** A column of VALUES or of a set operation has one type, which its parameters take. */
  private static List<Case> columns() {
    return List.of(
        Case.of("SELECT COUNT(DISTINCT (a, b)) FROM (VALUES (?, 2), (1, 2)) AS t(a, b)", 1)
            .as("SELECT COUNT(DISTINCT (a, b)) FROM (VALUES (1, 2), (1, 2)) AS t(a, b)")
            .gives("1"),
        Case.of("SELECT SUM(a) FROM (VALUES (1), (?), (NULL)) AS t(a)", "7")
            .as("SELECT SUM(a) FROM (VALUES (1), (7), (NULL)) AS t(a)")
            .gives("8"),
        Case.of("SELECT a FROM (VALUES (1), (?)) AS t(a)", new BigDecimal("7.5"))
            .as("SELECT a FROM (VALUES (1), (7.5)) AS t(a)")
            .gives("1", "7.5"),
        where("id IN (VALUES (?), (?))", 1, 2L).as("id IN (VALUES (1), (2))").gives("1", "2"),
        where("1 IN (SELECT ? UNION SELECT 2) AND id = 3", 1)
            .as("1 IN (SELECT 1 UNION SELECT 2) AND id = 3")
            .gives("3"),
        where("(id, name) IN (VALUES (?, ?), (?, ?))", 1, "Ann", "2", null)
            .as("(id, name) IN (VALUES (1, 'Ann'), (2, NULL))")
            .gives("1"),
        Case.of(
                "SELECT lastSeen FROM customers WHERE id = 1 UNION ALL SELECT ?",
                Date.valueOf("2024-01-02"))
            .as("SELECT lastSeen FROM customers WHERE id = 1 UNION ALL SELECT DATE '2024-01-02'")
            .gives("2024-01-01T01:00", "2024-01-02T00:00"),
        Case.of(
                "SELECT ?, COUNT(*) FROM customers UNION ALL SELECT name, ? FROM customers"
                    + " WHERE id = ?",
                "all",
                "1",
                1)
            .as(
                "SELECT 'all', COUNT(*) FROM customers UNION ALL SELECT name, 1 FROM customers"
                    + " WHERE id = 1")
            .gives("all,8", "Ann,1"),
        besideGroups(
            "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode >= 'IE' GROUP BY 1"
                + " UNION ALL SELECT %s, 0 ORDER BY 2",
            "x,0", "IE,1", "UA,3"),
        besideGroups(
            "SELECT UPPER(city) AS c, COUNT(*) FROM customers WHERE id = 1 GROUP BY c"
                + " UNION ALL SELECT %s, 0 ORDER BY 2",
            "x,0", "KYIV,1"),
        besideGroups(
            "SELECT city, COUNT(*) FROM customers a JOIN customers b USING (city, id) WHERE id = 1"
                + " GROUP BY city UNION SELECT %s, 0 ORDER BY 2",
            "x,0", "Kyiv,1"));
  }

  private static Case besideGroups(String sql, String... rows) {
    return Case.of(sql.formatted("?"), "x").as(sql.formatted("'x'")).gives(rows);
  }

  private static List<Case> selectLists() {
    return List.of(
        one("CASE WHEN id > ? THEN ? ELSE ? END", 5, "a", "bb")
            .as("SELECT CASE WHEN id > 5 THEN 'a' ELSE 'bb' END FROM customers WHERE id = 1")
            .gives("bb"),
        one("CASE WHEN id > ? THEN ? ELSE ? END", 0, 7, "bb")
            .as("SELECT CASE WHEN id > 0 THEN '7' ELSE 'bb' END FROM customers WHERE id = 1")
            .gives("7"),
        one("MOD(id, ?)", 7).as("SELECT MOD(id, 7) FROM customers WHERE id = 1").gives("1"),
        one("id % ?", 7).as("SELECT id % 7 FROM customers WHERE id = 1").gives("1"),
        one("GREATEST(id, ?)", 9L)
            .as("SELECT GREATEST(id, 9) FROM customers WHERE id = 1")
            .gives("9"),
        one("LEFT(name, ?)", 2).as("SELECT LEFT(name, 2) FROM customers WHERE id = 1").gives("An"),
        one("SUBSTRING(name FROM 1 FOR ?)", 1)
            .as("SELECT SUBSTRING(name FROM 1 FOR 1) FROM customers WHERE id = 1")
            .gives("A"),
        one("POSITION(? IN name)", "n")
            .as("SELECT POSITION('n' IN name) FROM customers WHERE id = 1")
            .gives("2"),
        one("COALESCE(?, name)", (Object) null)
            .as("SELECT COALESCE(NULL, name) FROM customers WHERE id = 1")
            .gives("Ann"),
        one("COALESCE(?, id)", (Object) null)
            .as("SELECT COALESCE(NULL, id) FROM customers WHERE id = 1")
            .gives("1"),
        one("TIMESTAMPADD(DAY, ?, lastSeen)", 1)
            .as("SELECT TIMESTAMPADD(DAY, 1, lastSeen) FROM customers WHERE id = 1")
            .gives("2024-01-02T01:00"),
        one("JSON_VALUE(customData, ?)", "$.plan")
            .as("SELECT JSON_VALUE(customData, '$.plan') FROM customers WHERE id = 1")
            .gives("paid"),
        one("LAG(id, 1, ?) OVER (ORDER BY id)", -1)
            .as("SELECT LAG(id, 1, -1) OVER (ORDER BY id) FROM customers WHERE id = 1")
            .gives("-1"),
        one("?, id, ?", "x", 2).as("SELECT 'x', id, 2 FROM customers WHERE id = 1").gives("x,1,2"));
  }

  private static List<Case> predicates() {
    return List.of(
        where("UPPER(name) = UPPER(?)", "ann").as("UPPER(name) = UPPER('ann')").gives("1", "3"),
        where("name LIKE '%' || ? || '%'", "n")
            .as("name LIKE '%' || 'n' || '%'")
            .gives("1", "3", "5"),
        where("name LIKE ? || '%'", "An").as("name LIKE 'An' || '%'").gives("1"),
        where("name LIKE CONCAT('%', ?, '%')", "nn")
            .as("name LIKE CONCAT('%', 'nn', '%')")
            .gives("1", "3"),
        where("? = ?", "a", "a").as("'a' = 'a'").gives("1", "2", "3", "4", "5", "6", "7", "8"),
        where("? = ?", 1, 2).as("1 = 2").gives(),
        where("1 = ?", 2).as("1 = 2").gives(),
        where("id + ? > ?", 1, 8).as("id + 1 > 8").gives("8"),
        where("id > ?", new BigDecimal("6.5")).as("id > 6.5").gives("7", "8"),
        where("id > ?", 6.5).as("id > 6.5").gives("7", "8"),
        where("? BETWEEN ? AND id", 7, 1).as("7 BETWEEN 1 AND id").gives("7", "8"),
        where("? IN (?, ?) AND id = ?", 1, 1, 2, 3).as("1 IN (1, 2) AND id = 3").gives("3"),
        where("(id, name) IN ((?, ?), (?, ?))", 1L, "Ann", 2L, "Ann")
            .as("(id, name) IN ((1, 'Ann'), (2, 'Ann'))")
            .gives("1"),
        where("? IS NULL OR countryCode = ?", null, null)
            .as("NULL IS NULL OR countryCode = NULL")
            .gives("1", "2", "3", "4", "5", "6", "7", "8"),
        where("? IS NULL OR countryCode = ?", "FR", "FR")
            .as("'FR' IS NULL OR countryCode = 'FR'")
            .gives("4", "7"),
        where("CASE WHEN ? = '' THEN TRUE ELSE countryCode = ? END", "FR", "FR")
            .as("CASE WHEN 'FR' = '' THEN TRUE ELSE countryCode = 'FR' END")
            .gives("4", "7"),
        where("EXTRACT(YEAR FROM lastSeen) = ?", 2025)
            .as("EXTRACT(YEAR FROM lastSeen) = 2025")
            .gives("5", "7"),
        where("name = COALESCE(CAST(? AS VARCHAR), name)", "Bob")
            .as("name = COALESCE(CAST('Bob' AS VARCHAR), name)")
            .gives("2", "7"),
        where("name = COALESCE(?, name)", (Object) null)
            .as("name = COALESCE(NULL, name)")
            .gives("1", "2", "3", "4", "5", "7"),
        where("HAS_TAG(tags, ?)", "vip").as("HAS_TAG(tags, 'vip')").gives("1", "4"),
        where("HAS_TAG(tags, LOWER(?))", "VIP").as("HAS_TAG(tags, LOWER('VIP'))").gives("1", "4"),
        where("HAS_TAG(tags, ?)", "").as("HAS_TAG(tags, '')").gives(),
        where("lastSeen < ? + INTERVAL '7' DAY", NEW_YEAR)
            .as("lastSeen < TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '7' DAY")
            .gives("1", "2"),
        where("lastSeen = ?", LocalDateTime.parse("2024-01-01T01:00:00"))
            .as("lastSeen = TIMESTAMP '2024-01-01 01:00:00'")
            .gives("1"),
        where("lastSeen <> ? AND id < 3", LocalDateTime.parse("2024-01-01T01:00:00"))
            .as("lastSeen <> TIMESTAMP '2024-01-01 01:00:00' AND id < 3")
            .gives("2"),
        where("CAST(lastSeen AS DATE) = ?", Date.valueOf("2024-01-02"))
            .as("CAST(lastSeen AS DATE) = DATE '2024-01-02'")
            .gives("2"),
        where("CAST(lastSeen AS DATE) = ?", TEN).as("CAST(lastSeen AS DATE) = " + TEN_TEXT).gives(),
        where("CAST(lastSeen AS DATE) < ?", TEN)
            .as("CAST(lastSeen AS DATE) < " + TEN_TEXT)
            .gives("1", "2"),
        where("CAST(lastSeen AS DATE) >= ? AND id < 4", TEN)
            .as("CAST(lastSeen AS DATE) >= " + TEN_TEXT + " AND id < 4")
            .gives("3"),
        where("CAST(lastSeen AS DATE) IN (?, DATE '2024-01-01')", TEN)
            .as("CAST(lastSeen AS DATE) IN (" + TEN_TEXT + ", DATE '2024-01-01')")
            .gives("1"),
        where("CAST(lastSeen AS DATE) BETWEEN ? AND ?", NEW_YEAR, TEN)
            .as("CAST(lastSeen AS DATE) BETWEEN TIMESTAMP '2024-01-01 00:00:00' AND " + TEN_TEXT)
            .gives("1", "2"),
        where("CAST(lastSeen AS DATE) NOT BETWEEN ? AND ? AND id < 4", "2024-01-01", TEN)
            .as("CAST(lastSeen AS DATE) NOT BETWEEN '2024-01-01' AND " + TEN_TEXT + " AND id < 4")
            .gives("3"),
        where("CAST(lastSeen AS DATE) BETWEEN ? AND ?", LocalDate.parse("2024-01-02"), TEN)
            .as("CAST(lastSeen AS DATE) BETWEEN DATE '2024-01-02' AND " + TEN_TEXT)
            .gives("2"),
        where("CAST(lastSeen AS DATE) BETWEEN ? AND ?", TEN, null)
            .as("CAST(lastSeen AS DATE) BETWEEN " + TEN_TEXT + " AND NULL")
            .gives(),
        where("(CAST(lastSeen AS DATE), id) < (?, 9)", Timestamp.valueOf(TEN))
            .as("(CAST(lastSeen AS DATE), id) < (" + TEN_TEXT + ", 9)")
            .gives("1", "2"),
        where("name = ?", "").as("name = ''").gives(),
        where("name IN (?, ?)", "", "Ann").as("name IN ('', 'Ann')").gives("1"),
        where("name <> ? AND id < ?", "", 3).as("name <> '' AND id < 3").gives("1", "2"),
        where("(id = ? AND name = ?) OR id = ?", 1, "Ann", 2)
            .as("(id = 1 AND name = 'Ann') OR id = 2")
            .gives("1", "2"),
        where("id IN (SELECT ? FROM customers)", 1L)
            .as("id IN (SELECT 1 FROM customers)")
            .gives("1"),
        where("EXISTS (SELECT 1 FROM (VALUES (1)) AS t(x) WHERE x = ?) AND id = ?", 1, 2)
            .as("EXISTS (SELECT 1 FROM (VALUES (1)) AS t(x) WHERE x = 1) AND id = 2")
            .gives("2"),
        Case.of("SELECT k FROM (SELECT id, ? AS k FROM customers) WHERE k = 'a' AND id = ?", "a", 1)
            .as("SELECT k FROM (SELECT id, 'a' AS k FROM customers) WHERE k = 'a' AND id = 1")
            .gives("a"),
        Case.of(
                "SELECT SUM(CASE WHEN countryCode = ? THEN ? ELSE ? END) FROM customers",
                "FR",
                1,
                0)
            .as("SELECT SUM(CASE WHEN countryCode = 'FR' THEN 1 ELSE 0 END) FROM customers")
            .gives("2"),
        Case.of("SELECT id FROM customers ORDER BY CASE WHEN ? = 'a' THEN id END LIMIT 2", "a")
            .as("SELECT id FROM customers ORDER BY CASE WHEN 'a' = 'a' THEN id END LIMIT 2")
            .gives("1", "2"),
        Case.of("SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, ?)", "vip")
            .as("SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip')")
            .gives("2"),
        Case.of("SELECT COUNT(*) FROM customers WHERE lastSeen = ?", NEW_YEAR)
            .as("SELECT COUNT(*) FROM customers WHERE lastSeen = TIMESTAMP '2024-01-01 00:00:00'")
            .gives("0"));
  }

  private static String literal(Case one) {
    return one.literal().startsWith("SELECT") || one.literal().startsWith("VALUES")
        ? one.literal()
        : "SELECT id FROM customers WHERE " + one.literal() + " ORDER BY id";
  }

  @ParameterizedTest
  @MethodSource({"values", "amongParameters", "columns", "selectLists", "predicates"})
  void givesTheRowsAndSendsWhatTheLiteralSends(Case one) throws Exception {
    assertThat(rows(few.ask(one.sql(), one.values().toArray()))).isEqualTo(one.rows());
    List<String> sent = few.account().bodies();

    assertThat(rows(few.ask(literal(one)))).isEqualTo(one.rows());
    assertThat(sent).isEqualTo(few.account().bodies());
  }

  private static List<String> rows(ResultRows rows) {
    return rows.rows().stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(",")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ?|VARCHAR|VARCHAR",
        "SELECT ABS(?)|DECIMAL|DECIMAL",
        "SELECT id + ? FROM customers|BIGINT|BIGINT",
        "SELECT LEFT(name, ?) FROM customers|INTEGER|VARCHAR",
        "SELECT UPPER(?)|VARCHAR|VARCHAR",
        "SELECT COALESCE(?, id) FROM customers|BIGINT|BIGINT",
        "SELECT CASE WHEN ? THEN 1 ELSE 2 END|BOOLEAN|INTEGER",
        "SELECT id FROM customers WHERE lastSeen > ? - INTERVAL '7' DAY|TIMESTAMP|BIGINT",
        "SELECT id FROM customers LIMIT ?|BIGINT|BIGINT",
        "SELECT id FROM customers WHERE HAS_TAG(tags, ?)|VARCHAR|BIGINT",
      })
  void typesAreToldBeforeTheExecution(String sql, String parameter, String column)
      throws SQLException {
    try (PreparedStatement statement = few.connection().prepareStatement(sql)) {
      ParameterMetaData parameters = statement.getParameterMetaData();
      assertThat(parameters.getParameterTypeName(1)).isEqualTo(parameter);
      assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo(column);
    }
  }

  @Test
  void aStatementTakesValuesOfOtherTypesEachTime() throws SQLException {
    try (PreparedStatement statement = few.connection().prepareStatement("SELECT ?")) {
      statement.setInt(1, 5);
      assertThat(typeOf(statement)).isEqualTo(Types.INTEGER);
      statement.setString(1, "five");
      assertThat(typeOf(statement)).isEqualTo(Types.VARCHAR);
      statement.setTimestamp(1, NEW_YEAR);
      assertThat(typeOf(statement)).isEqualTo(Types.TIMESTAMP);
      statement.setNull(1, Types.INTEGER);
      assertThat(typeOf(statement)).isEqualTo(Types.VARCHAR);
    }
  }

  @Test
  void aSetterThatFailsChangesNothing() throws SQLException {
    try (PreparedStatement statement = few.connection().prepareStatement("SELECT ?")) {
      statement.setInt(1, 5);
      assertThatThrownBy(() -> statement.setObject(1, new Object()))
          .isInstanceOf(SQLException.class);
      assertThat(typeOf(statement)).isEqualTo(Types.INTEGER);
    }
  }

  /** JDBC's setters take the value that an object has when they are called. */
  @Test
  void aValueIsTheOneThatWasSet() throws SQLException {
    String sql = "SELECT COUNT(*) FROM (VALUES (?), (?)) AS t(a) WHERE a = ?";
    Timestamp changing = new Timestamp(NEW_YEAR.getTime());
    byte[] bytes = {1, 2};
    try (PreparedStatement moments = few.connection().prepareStatement(sql);
        PreparedStatement binary = few.connection().prepareStatement("SELECT ?")) {
      moments.setTimestamp(1, NEW_YEAR);
      moments.setTimestamp(2, NEW_YEAR);
      moments.setTimestamp(3, changing);
      changing.setTime(0);
      binary.setBytes(1, bytes);
      bytes[0] = 3;
      assertThat(value(moments)).isEqualTo(2L);
      assertThat(value(binary)).isEqualTo(new byte[] {1, 2});
    }
  }

  private static Object value(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getObject(1);
    }
  }

  private static int typeOf(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      return result.getMetaData().getColumnType(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM customers LIMIT ?",
        "SELECT id FROM customers OFFSET ?",
        "SELECT id FROM customers ORDER BY name LIMIT ?",
        "SELECT id FROM customers ORDER BY id OFFSET ? ROWS FETCH NEXT 1 ROW ONLY",
        "SELECT COUNT(*) FROM (SELECT id FROM customers LIMIT ?)",
      })
  void aLimitThatIsNoWholeNumberIsAnError(String sql) {
    assertThatThrownBy(() -> few.ask(sql, -1))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("parameter 1")
        .hasMessageContaining("-1")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("2201W");
    for (Object number : List.of(1.5, new BigDecimal("0.4"), Double.NaN)) {
      assertThatThrownBy(() -> few.ask(sql, number))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("parameter 1")
          .extracting(e -> ((SQLException) e).getSQLState())
          .asString()
          .startsWith("22");
    }
    assertThat(few.account().bodies()).isEmpty();
  }

  /** What is planned with a value takes none later: it is said, with what to write instead. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SELECT DATE_TRUNC(?, lastSeen) FROM customers ~ DATE_TRUNC('month', ..)",
        "SELECT DATE_TRUNC(lastSeen, ?) FROM customers ~ DATE_TRUNC('month', ..)",
        "SELECT DATE_PART(?, lastSeen) FROM customers ~ DATE_PART('month', ..)",
        "SELECT PERCENTILE_CONT(?) WITHIN GROUP (ORDER BY id) FROM customers ~ write the number",
        "SELECT * FROM UNNEST(?) AS t(x) ~ write UNNEST(ARRAY[?, ?])",
      })
  void whatIsPlannedWithAValue(String sql, String advice) {
    assertThatThrownBy(() -> few.ask(sql, 1))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(advice)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("0A000");
  }

  /** Java's dates have years that a DATE has not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT CAST(? AS VARCHAR)",
        "SELECT 'on ' || CAST(? AS DATE)",
        "SELECT UPPER(CAST(CAST(? AS DATE) AS VARCHAR(4)))",
        "SELECT CAST(CAST(? AS TIMESTAMP) AS VARCHAR)",
        "SELECT TO_CHAR(?, 'YYYY-MM-DD')",
        "SELECT TO_CHAR(CAST(? AS DATE), 'YYYY-MM-DD')",
        "SELECT JSON_OBJECT('on': ?)",
        "SELECT JSON_ARRAY(CAST(? AS TIMESTAMP))",
        "SELECT LISTAGG(t.d, ',') FROM (VALUES (CAST(? AS DATE))) AS t(d)",
        "SELECT id FROM customers WHERE lastSeen > CAST(? AS DATE)",
      })
  void aYearThatTimesHaveNotIsNotWritten(String sql) {
    for (int year : List.of(-5, 0, 10_000)) {
      assertThatThrownBy(() -> few.ask(sql, LocalDate.of(year, 1, 1)))
          .as("%s", year)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("outside the years 0001 to 9999")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("22008");
    }
  }

  @Test
  void aDoubleHasOneZero() throws SQLException {
    String sql = "SELECT COUNT(DISTINCT x) FROM (VALUES (?), (?), (CAST(? AS DOUBLE))) AS t (x)";
    assertThat(few.ask(sql, -0.0, -0.0f, 0.0).rows()).containsExactly(List.of(1L));
  }

  @Test
  void aLimitMayBeTheLargestLong() throws SQLException {
    assertThat(few.ask("SELECT id FROM customers ORDER BY name LIMIT ?", Long.MAX_VALUE).rows())
        .hasSize(8);
    assertThat(few.ask("SELECT id FROM customers LIMIT ? OFFSET ?", Long.MAX_VALUE, 6).rows())
        .hasSize(2);
  }
}
