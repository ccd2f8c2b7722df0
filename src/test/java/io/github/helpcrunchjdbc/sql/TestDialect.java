package io.github.helpcrunchjdbc.sql;

import static io.github.helpcrunchjdbc.sql.OperatorCase.and;
import static io.github.helpcrunchjdbc.sql.OperatorCase.bodies;
import static io.github.helpcrunchjdbc.sql.OperatorCase.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools and people type in the words of other dialects. */
@Tag("everywhere")
class TestDialect {
  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  /** The first and the second are the same question, and are asked of the service alike. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "SELECT id FROM customers ORDER BY id;~SELECT id FROM customers ORDER BY id",
        "SELECT id -- it's¶/* isn't */ FROM customers~SELECT id FROM customers",
        "SELECT `id`, [name], \"city\" FROM [helpcrunch].`customers` c WHERE c.[id] > 1"
            + "~SELECT id, name, city FROM customers WHERE id > 1",
        "SELECT id [the id], name AS [its name] FROM customers"
            + "~SELECT id AS \"the id\", name AS \"its name\" FROM customers",
        "SELECT [a:b], c.[a:b] AS [the id], id AS [c:d] FROM (SELECT id AS [a:b], id FROM"
            + " customers) c WHERE NOT [a:b] = 1 ORDER BY [a:b]~SELECT id, id, id FROM customers"
            + " WHERE id <> 1 ORDER BY 1",
        "SELECT 'http://' || name \"a//b\", 9 /* // */ / 2 /* *// 2 FROM customers -- // x"
            + "~SELECT 'http://' || name, 2 FROM customers",
        "SELECT TOP 2 id FROM customers ORDER BY lastSeen DESC"
            + "~SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 2",
        "SELECT DISTINCT TOP (2) city FROM customers ORDER BY city"
            + "~SELECT DISTINCT city FROM customers ORDER BY city LIMIT 2",
        "SELECT TOP 1 id FROM customers~SELECT id FROM customers LIMIT 1",
        "SELECT id FROM (SELECT TOP 3 id FROM customers ORDER BY lastSeen) t"
            + "~SELECT id FROM (SELECT id FROM customers ORDER BY lastSeen LIMIT 3) t",
        "(SELECT TOP 2 id FROM customers ORDER BY lastSeen) ORDER BY id DESC LIMIT 3"
            + "~SELECT id FROM (SELECT id FROM customers ORDER BY lastSeen LIMIT 2) t"
            + " ORDER BY id DESC LIMIT 3",
        "(SELECT id FROM customers ORDER BY lastSeen LIMIT 2) ORDER BY id DESC~SELECT id FROM"
            + " (SELECT id FROM customers ORDER BY lastSeen LIMIT 2) t ORDER BY id DESC",
        "((SELECT id FROM customers ORDER BY lastSeen LIMIT 4) LIMIT 3) ORDER BY id"
            + "~SELECT id FROM (SELECT id FROM customers ORDER BY lastSeen LIMIT 3) t ORDER BY id",
        "SELECT id FROM customers LIMIT 1,2~SELECT id FROM customers LIMIT 2 OFFSET 1",
        "SELECT id FROM customers FETCH FIRST ROW ONLY~SELECT id FROM customers LIMIT 1",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY 1 ORDER BY 2 DESC, 1"
            + "~SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode"
            + " ORDER BY COUNT(*) DESC, countryCode",
        "SELECT COUNT(*) count, MAX(id) value, MIN(id) AS date, 1 AS year, 2 AS timestamp, 3 time "
            + " FROM customers~SELECT COUNT(*) AS \"count\", MAX(id) AS \"value\", MIN(id) AS"
            + " \"date\", 1 AS \"year\", 2 AS \"timestamp\", 3 AS \"time\" FROM customers",
        "SELECT date FROM (SELECT lastSeen AS date FROM customers) t ORDER BY date"
            + "~SELECT d AS \"date\" FROM (SELECT lastSeen AS d FROM customers) t ORDER BY d",
        "SELECT id FROM customers WHERE id = '5'::int OR lastSeen::date = '2024-01-02'::date~SELECT"
            + " id FROM customers WHERE id = 5 OR CAST(lastSeen AS DATE) = DATE '2024-01-02'",
        "SELECT id::text, (id + 1)::varchar(5)::int8 FROM customers~SELECT CAST(id AS VARCHAR),"
            + " CAST(CAST(id + 1 AS VARCHAR(5)) AS BIGINT) FROM customers",
        "SELECT a.id FROM {oj customers a LEFT OUTER JOIN customers b ON a.id = b.id + 1}"
            + "~SELECT a.id FROM customers a LEFT JOIN customers b ON a.id = b.id + 1",
        "SELECT id FROM customers WHERE name LIKE 'A%' {escape '!'}"
            + "~SELECT id FROM customers WHERE name LIKE 'A%' ESCAPE '!'",
        "SELECT {fn ucase(name)}, {FN Length(name)}, {fn IFNULL(city, 'x')}, {fn year(lastSeen)}"
            + " FROM customers~SELECT UPPER(name), CHAR_LENGTH(name), COALESCE(city, 'x'),"
            + " YEAR(lastSeen) FROM customers",
        "SELECT id FROM customers WHERE lastSeen > {TS '2024-01-02 00:00:00'} AND"
            + " lastSeen < {D '2024-03-01'}"
            + "~SELECT id FROM customers WHERE lastSeen > TIMESTAMP '2024-01-02 00:00:00' AND"
            + " lastSeen < DATE '2024-03-01'",
        "SELECT IFNULL(city, 'x'), NVL(city, 'x'), IF(id > 2, 'a', 'b'), LEN(name) FROM"
            + " customers~SELECT COALESCE(city, 'x'), COALESCE(city, 'x'), CASE WHEN id > 2 THEN"
            + " 'a' ELSE 'b' END, CHAR_LENGTH(name) FROM customers",
        "SELECT DATE(lastSeen), DATEADD(day, 1, lastSeen), DATE_SUB(lastSeen, INTERVAL 2 HOUR),"
            + " lastSeen - INTERVAL '7 days' FROM customers"
            + "~SELECT CAST(lastSeen AS DATE), lastSeen + INTERVAL '1' DAY,"
            + " lastSeen - INTERVAL '2' HOUR, lastSeen - INTERVAL '7' DAY FROM customers",
        "SELECT TIMESTAMP_TRUNC(lastSeen, MONTH), DATETRUNC(month, lastSeen), DATE_PART('year',"
            + " lastSeen) FROM customers~SELECT FLOOR(lastSeen TO MONTH), FLOOR(lastSeen TO MONTH),"
            + " YEAR(lastSeen) FROM customers",
        "SELECT id # all of them¶FROM customers /*+ INDEX(x) */~SELECT id FROM customers",
        "SELECT id FROM customers WHERE name REGEXP '^A' AND city NOT RLIKE 'x'~SELECT id FROM"
            + " customers WHERE REGEXP_LIKE(name, '^A') AND NOT REGEXP_LIKE(city, 'x')",
        "SELECT 1 FROM dual~SELECT 1",
        "SELECT 1 FROM DUAL WHERE 1 = 0~SELECT 1 FROM (VALUES (1)) t WHERE 1 = 0",
        "SELECT CURRENT_SCHEMA, CURRENT_SCHEMA()~SELECT 'helpcrunch', 'helpcrunch'",
        "SELECT id FROM customers WHERE lastSeen > DATE '2024-02-01' - '7 days'::interval"
            + "~SELECT id FROM customers WHERE lastSeen > TIMESTAMP '2024-01-25 00:00:00'",
        "SELECT id FROM customers OFFSET 1 LIMIT 2~SELECT id FROM customers LIMIT 2 OFFSET 1",
        "SELECT id FROM customers LIMIT 2 OFFSET 1 ROWS~SELECT id FROM customers LIMIT 2 OFFSET 1",
        "SELECT id FROM customers OFFSET 1 ROW FETCH NEXT 2 ROWS ONLY"
            + "~SELECT id FROM customers LIMIT 2 OFFSET 1",
        "SELECT id FROM customers LIMIT ALL~SELECT id FROM customers",
        "SELECT id FROM customers WHERE id <=> 2~SELECT id FROM customers WHERE id = 2",
        "SELECT DATEDIFF(day, firstSeen, lastSeen), DATEDIFF(lastSeen, firstSeen) FROM customers"
            + "~SELECT TIMESTAMPDIFF(DAY, CAST(firstSeen AS DATE), CAST(lastSeen AS DATE)),"
            + " TIMESTAMPDIFF(DAY, CAST(firstSeen AS DATE), CAST(lastSeen AS DATE)) FROM customers",
        "SELECT DATEDIFF(c.lastSeen, c.firstSeen), DATEDIFF('2024-02-09', lastSeen),"
            + " DATEDIFF(DATE(lastSeen), firstSeen), DATEADD('day', 1, lastSeen),"
            + " DATEDIFF('month', firstSeen, lastSeen) FROM customers c"
            + "~SELECT TIMESTAMPDIFF(DAY, CAST(firstSeen AS DATE), CAST(lastSeen AS DATE)),"
            + " TIMESTAMPDIFF(DAY, CAST(lastSeen AS DATE), DATE '2024-02-09'),"
            + " TIMESTAMPDIFF(DAY, CAST(firstSeen AS DATE), CAST(lastSeen AS DATE)),"
            + " lastSeen + INTERVAL '1' DAY, TIMESTAMPDIFF(MONTH, FLOOR(firstSeen TO MONTH),"
            + " FLOOR(lastSeen TO MONTH)) FROM customers c",
        "SELECT ISNULL(city, 'x'), IIF(id > 2, 'a', 'b'), NVL2(city, 'a', 'b'), MID(name, 2, 1),"
            + " INSTR(name, 'n'), CHARINDEX('n', name), LOCATE('n', name, 2), REVERSE(name),"
            + " DAY(lastSeen), DECODE(id, 1, 'one', 'more'), TRY_CAST(name AS INT)"
            + " FROM customers"
            + "~SELECT COALESCE(city, 'x'), CASE WHEN id > 2 THEN 'a' ELSE 'b' END,"
            + " CASE WHEN city IS NOT NULL THEN 'a' ELSE 'b' END, SUBSTRING(name, 2, 1),"
            + " POSITION('n' IN name), POSITION('n' IN name), POSITION('n' IN name FROM 2),"
            + " {fn REVERSE(name)}, EXTRACT(DAY FROM lastSeen),"
            + " CASE id WHEN 1 THEN 'one' ELSE 'more' END, CAST(NULL AS INT) FROM customers",
        "SELECT CAST(id AS VARCHAR(MAX)), CONVERT(DATE, lastSeen), {fn CONVERT(id, SQL_VARCHAR)}"
            + " FROM customers~SELECT CAST(id AS VARCHAR), CAST(lastSeen AS DATE), CAST(id AS"
            + " VARCHAR) FROM customers",
        "SELECT DAYNAME(lastSeen), MONTHNAME(lastSeen) FROM customers WHERE id = 1"
            + "~SELECT 'Monday', 'January' FROM customers WHERE id = 1",
        "SELECT id FROM customers WHERE DATE_TRUNC('month', lastSeen) = '2024-01-01'~SELECT id FROM"
            + " customers WHERE lastSeen >= '2024-01-01' AND lastSeen < '2024-02-01'",
      })
  void sameAs(String typed, String plain) throws Exception {
    ResultRows expected = account.ask(plain);
    List<JsonNode> requests = account.requests();
    ResultRows found = account.ask(typed.replace('¶', '\n'));
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(account.requests()).isEqualTo(requests);
    if (plain.contains("AS \"")) {
      assertThat(found.columns()).isEqualTo(expected.columns());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATE_TRUNC('iso_week', lastSeen) = TIMESTAMP '2024-01-01 00:00:00'",
        "DATE_TRUNC('iso_week', lastSeen) >= TIMESTAMP '2024-01-01 00:00:01'",
        "DATE_TRUNC('iso_week', lastSeen) > TIMESTAMP '2024-01-01 00:00:00'",
        "DATE_TRUNC('iso_week', lastSeen) <= TIMESTAMP '2024-02-07 00:00:00'",
        "DATE_TRUNC('iso_week', lastSeen) < TIMESTAMP '2024-02-05 00:00:00'",
        "DATE_TRUNC('quarter', lastSeen) = TIMESTAMP '2024-01-01 00:00:00'",
        "DATE_TRUNC('quarter', lastSeen) = TIMESTAMP '2024-01-02 00:00:00'",
        "DATE_TRUNC('quarter', lastSeen) < TIMESTAMP '2025-01-01 00:00:00'",
        "DATE_TRUNC('month', lastSeen) = DATE_TRUNC('month', TIMESTAMP '2024-02-09 01:00:00')",
        "DATE_TRUNC('month', lastSeen) >= TIMESTAMP '2024-01-02 00:00:00'",
        "DATE_TRUNC('day', lastSeen) = TIMESTAMP '2024-01-02 00:00:00'",
        "DATE_TRUNC('hour', lastSeen) <> TIMESTAMP '2024-01-02 02:00:00'",
        "DATE_TRUNC('year', lastSeen) < TIMESTAMP '2024-06-01 00:00:00'",
        "DATE_TRUNC('day', lastSeen) < TIMESTAMP '2024-01-01 13:00:00'",
        "DATE_TRUNC('day', lastSeen) >= TIMESTAMP '2024-01-01 13:00:00'",
        "DATE_TRUNC('day', lastSeen) > TIMESTAMP '2024-01-01 13:00:00'",
        "DATE_TRUNC('day', lastSeen) <= TIMESTAMP '2024-01-01 23:59:59'",
        "DATE_TRUNC('day', lastSeen) = TIMESTAMP '2024-01-01 13:00:00'",
        "TIMESTAMP '2024-01-01 13:00:00' > DATE_TRUNC('month', lastSeen)",
        "DATE_TRUNC('minute', lastSeen) <= TIMESTAMP '2024-01-01 13:20:30'",
      })
  void roundedTimesAsAnotherEngineHasThem(String predicate) throws SQLException {
    account.assertJudged("SELECT id FROM customers WHERE " + predicate);
    account.assertJudged("SELECT id FROM customers WHERE NOT (" + predicate + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CEIL(lastSeen TO DAY) <= TIMESTAMP '2024-01-02 13:00:00' | lastSeen <="
            + " TIMESTAMP '2024-01-02 00:00:00'",
        "CEIL(lastSeen TO DAY) < TIMESTAMP '2024-01-02 13:00:00' | lastSeen <="
            + " TIMESTAMP '2024-01-02 00:00:00'",
        "CEIL(lastSeen TO DAY) < TIMESTAMP '2024-01-02 00:00:00' | lastSeen <="
            + " TIMESTAMP '2024-01-01 00:00:00'",
        "CEIL(lastSeen TO MONTH) > TIMESTAMP '2024-01-15 13:00:00' | lastSeen >"
            + " TIMESTAMP '2024-01-01 00:00:00'",
        "CEIL(lastSeen TO MONTH) >= TIMESTAMP '2024-02-01 00:00:00' | lastSeen >"
            + " TIMESTAMP '2024-01-01 00:00:00'",
        "CEIL(lastSeen TO DAY) = TIMESTAMP '2024-01-02 00:00:00' | lastSeen >"
            + " TIMESTAMP '2024-01-01 00:00:00' AND lastSeen <= TIMESTAMP '2024-01-02 00:00:00'",
        "CEIL(lastSeen TO DAY) = TIMESTAMP '2024-01-02 13:00:00' | id < 0",
      })
  void timesRoundedUp(String predicate, String plain) throws SQLException {
    assertThat(account.ids(predicate)).as(predicate).isEqualTo(account.ids(plain));
  }

  /** Units of which Calcite alone makes no ranges, or wrong ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "YEAR(lastSeen) = 2024 AND QUARTER(lastSeen) = 1",
        "YEAR(lastSeen) = 2024 AND HOUR(lastSeen) = 0",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 1 AND HOUR(lastSeen) >= 0",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 1 AND DAYOFMONTH(lastSeen) = 2 AND"
            + " HOUR(lastSeen) < 12 AND MINUTE(lastSeen) < 30",
        "YEAR(lastSeen) = 2024 AND DAYOFMONTH(lastSeen) <= 2",
        "YEAR(lastSeen) >= 2023 AND MONTH(lastSeen) = 1",
        "YEAR(lastSeen) = 2024 AND (MONTH(lastSeen) = 1 OR QUARTER(lastSeen) = 4)",
        "NOT (YEAR(lastSeen) = 2024 AND QUARTER(lastSeen) = 1)",
        "YEAR(lastSeen) IN (2023, 2024) AND MONTH(lastSeen) <> 1",
        "MONTH(lastSeen) = 1",
        "YEAR(lastSeen) = 2024 OR MONTH(lastSeen) = 1",
        "(YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 1) OR (YEAR(lastSeen) = 2023 AND"
            + " MONTH(lastSeen) = 2)",
        "YEAR(lastSeen) <> 2023 AND MONTH(lastSeen) = 1",
        "YEAR(lastSeen) < 2025 AND MONTH(lastSeen) BETWEEN 1 AND 2",
        "NOT (YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 1)",
        "YEAR(lastSeen) = 2024 AND MONTH(firstSeen) = 1",
        "YEAR(lastSeen) = YEAR(firstSeen) AND MONTH(lastSeen) = 1",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) > 12",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) <> 0",
        "DAYOFYEAR(lastSeen) = 2 AND YEAR(lastSeen) = 2024",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 2 AND DAYOFMONTH(lastSeen) = 30",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) < 13",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) > 0",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) BETWEEN 0 AND 13",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) NOT IN (1, 2)",
        "YEAR(lastSeen) = 2024 AND MONTH(lastSeen) IN (1, 13)",
        "YEAR(lastSeen) = 2024 AND QUARTER(lastSeen) IN (1, 2)",
        "YEAR(lastSeen) BETWEEN 2023 AND 2024 AND MONTH(lastSeen) >= 2",
        "YEAR(lastSeen) IN (2022, 2024) AND MONTH(lastSeen) = 1",
        "YEAR(lastSeen) < 0",
        "YEAR(lastSeen) > -5",
        "YEAR(lastSeen) < 100000",
        "YEAR(lastSeen) <= 2147483648",
        "YEAR(lastSeen) > 2023.5",
        "lastSeen >= TIMESTAMP '2023-01-01 00:00:00' AND lastSeen <= TIMESTAMP '2024-01-01"
            + " 00:00:00' AND MONTH(lastSeen) < 2",
      })
  void partsOfTimesAsAnotherEngineHasThem(String predicate) throws SQLException {
    String judged = predicate.replace("DAYOFMONTH", "DAY");
    account.assertJudged("SELECT id FROM customers WHERE " + judged);
    account.assertJudged("SELECT id FROM customers WHERE NOT (" + judged + ")");
  }

  @Test
  void quartersOfAYearAreSentAsRanges() throws Exception {
    account.ask("SELECT id FROM customers WHERE YEAR(lastSeen) = 2024 AND QUARTER(lastSeen) = 1");
    long start = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    long end = Instant.parse("2024-04-01T00:00:00Z").getEpochSecond();
    account.assertSent(bodies(List.of(and(filter(">=", start), filter("<", end))), "lastSeen"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lastSeen >= '2024-01-02T00:00:00Z'",
        "lastSeen >= '2024-01-02T02:00:00+02:00'",
        "lastSeen >= '2024-01-01 19:00:00-0500'",
        "lastSeen >= '2024-01-02T00:00:00.000Z'",
        "lastSeen >= '2024-01-02 00:00'",
        "lastSeen >= '2024-01-02'",
        "lastSeen >= TIMESTAMP '2024-01-02T00:00:00Z'",
        "lastSeen >= {ts '2024-01-02T00:00:00Z'}",
        "lastSeen >= '2024-01-02T00:00:00Z'::timestamptz",
        "lastSeen >= CAST('2024-01-02T00:00:00Z' AS TIMESTAMP)",
        "lastSeen BETWEEN '2024-01-02T00:00:00Z' AND '2124-01-02T00:00:00Z'",
      })
  void isoTimesAreSent(String predicate) throws Exception {
    assertThat(account.ids(predicate)).containsExactly(2L, 3L, 4L, 5L, 7L);
    long start = Instant.parse("2024-01-02T00:00:00Z").getEpochSecond();
    assertThat(account.requests().get(0).toString())
        .contains("\"operator\":\">=\",\"value\":" + start);
  }

  @Test
  void weeksAreSentAsRanges() throws Exception {
    account.ask("SELECT id FROM customers WHERE DATE_TRUNC('week', lastSeen) = '2024-01-01'");
    long start = People.START.getEpochSecond();
    account.assertSent(
        bodies(List.of(and(filter(">=", start), filter("<", start + 7 * 86_400))), "lastSeen"));
  }

  @Test
  void nowIsCurrent() throws Exception {
    assertThat(account.ids("lastSeen < NOW() AND lastSeen < GETDATE() AND lastSeen < CURDATE()"))
        .hasSize(6);
    assertThat(account.ask("SELECT NOW() = CURRENT_TIMESTAMP").column(0)).containsExactly(true);
    assertThat(account.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      value = {
        "SELEC 1~line 1, column 1~did you mean SELECT?~SELEC 1",
        "SELECT id FROM customers WHERE~line 1, column 31~ends after WHERE~WHERE",
        "SELECT id FROM customers¶WHERE name == 'x'~line 2, column 12~equality is written =~WHERE"
            + " name",
        "SELECT `id` FROM customers¶WHERE `id` = 5::int AND nmae = ''~line 2, column"
            + " 25~'name'~nmae",
        "SELECT id::int,, FROM customers~line 1, column 15~did not expect~SELECT id::int,,",
        "SELECT id FROM customers WHERE name = 'x~line 1, column 39~no partner~'x",
        "SELECT id FROM customers /* x~line 1, column 26~no */~/* x",
        "SELECT id FROM customers WHERE name = \"x\"~line 1, column 39~single ones~'x'",
        "SELECT 7 // 2~line 1, column 10~/ divides~SELECT 7 // 2",
        "SELECT id¶FROM customers // all~line 2, column 16~-- begins a comment~FROM customers //",
        "SELECT name[1:2] FROM customers~line 1, column 12~SUBSTRING~name[1:2]",
        "SELECT 'a' [id:name] FROM customers~line 1, column 12~or AS before~[id:name]",
        "SELECT TOP 5 PERCENT id FROM customers~line 1, column 14~FETCH FIRST~PERCENT",
        "SELECT TOP 5 id FROM customers¶LIMIT 3~line 2, column 1~TOP and LIMIT~LIMIT 3",
        "SELECT TOP 5 id FROM customers FETCH FIRST 3 ROWS ONLY~column 32~TOP and FETCH~FETCH",
        "SELECT DISTINCT ON (city) city, id FROM customers~line 1, column 8~ROW_NUMBER()~DISTINCT"
            + " ON",
        "SELECT id FROM customers FOR UPDATE~line 1, column 26~leave FOR UPDATE out~FOR UPDATE",
        "SELECT id INTO x FROM customers~line 1, column 11~reads only~INTO x",
        "SELECT id FROM customers WITH (NOLOCK)~line 1, column 26~leave WITH (..) out~NOLOCK",
        "SELECT id FROM customers FETCH FIRST 2 ROWS WITH TIES~column 45~write ONLY~WITH TIES",
        "SELECT id FROM customers WHERE ROWNUM < 5~line 1, column 32~LIMIT 10~ROWNUM",
        "SELECT lastSeen AT TIME ZONE 'UTC' FROM customers~column 17~timeZone~AT TIME ZONE",
        "SELECT lastSeen - INTERVAL '1 day 2 hours' FROM customers~column 28~as a sum~'1 day",
        "SELECT lastSeen - firstSeen FROM customers~column 8~TIMESTAMPDIFF(SECOND~",
        "SELECT id FROM customers WHERE lastSeen > 1704067200~column 32~TIMESTAMP_SECONDS~",
        "SELECT STRFTIME(name, lastSeen) FROM customers~column 8~TO_CHAR(lastSeen~STRFTIME",
        "SELECT customData.x FROM customers~line 1, column 8~JSON_VALUE(customData~",
        "SELECT tags[1] FROM customers~line 1, column 8~HAS_TAG(tags, 'Lead')~",
        "SELECT id FROM customers WHERE 'a' = ANY(tags)~column 38~HAS_TAG(tags, 'Lead')~ANY(tags)",
        "SELECT id FROM customers WHERE HASTAG('a')~column 32~HAS_TAG(tags, 'Lead')~HASTAG",
        "SELECT id FROM customers WHERE tags @> '[]'~column 37~HAS_TAG(tags, 'Lead')~@>",
        "SELECT :name FROM customers~line 1, column 8~is written ?~:name",
        "SELECT $1 FROM customers~line 1, column 8~is written ?~$1",
        "SELECT @@no_such~line 1, column 8~no variables~@@no_such",
        "SELECT id FROM public.customers~line 1, column 16~no schema 'public'~helpcrunch.customers",
        "SELECT '😀',\t'é' /* ¶\t */,\tnmae FROM customers~line 2, column 7~'name'~",
        "SELECT id,¶\t\t'😀' AS x FORM customers~line 2, column 13~did not expect~\t\t'😀' AS x"
            + " FORM",
        "SELECT id -- ,¶FROM customers # it's¶WHERE id = 1¶GRUOP BY id~line 4, column"
            + " 1~expect~GRUOP BY id",
        "SELECT TOP ? id FROM customers~line 1, column 12~FETCH FIRST ?~TOP",
        "SELECT customData->>'a' FROM customers~line 1, column 18~JSON_VALUE~customData",
        "SELECT DATE_FORMAT(lastSeen, name) FROM customers~line 1, column 8~TO_CHAR~DATE_FORMAT",
        "SELECT DATEADD(fortnight, 1, lastSeen) FROM customers~DATEADD~'fortnight'~",
        "SELECT DATEDIFF(dow, lastSeen, firstSeen) FROM customers~DATEDIFF~'DOW'~",
        "SELECT {call x} FROM customers~line 1, column 8~{fn ..}~{call",
        "SELECT id FROM customers WHERE lastSeen > NOW() - INTERVAL 'x'~line 1, column 60~'7"
            + " days'~'x'",
      })
  void errorsSayWhereAndWhatToWrite(
      String typed, String where, String instead, @Nullable String quoted) {
    assertThatThrownBy(() -> account.ask(typed.replace('¶', '\n')))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(instead)
        .hasMessageContaining(quoted == null ? "" : quoted);
  }

  @Test
  void anExpressionForAUnitIsNotShown() {
    assertThatThrownBy(
            () -> account.ask("SELECT DATE_PART('Ann' || 'Lee', lastSeen) FROM customers"))
        .hasMessageContaining("DATE_PART takes no expression for a unit")
        .hasMessageNotContaining("Ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE customers",
        "CREATE TABLE x (id INT)",
        "INSERT INTO customers VALUES (1)",
        "UPDATE customers SET name = 'x'",
        "DELETE FROM customers",
        "TRUNCATE TABLE customers",
        "MERGE INTO customers USING customers c ON c.id = 1 WHEN MATCHED THEN UPDATE SET name = ''",
        "GRANT SELECT ON customers TO x",
        "CALL x()",
      })
  void whatWritesIsRefusedAsSuch(String typed) {
    assertThatThrownBy(() -> account.ask(typed))
        .hasMessageContaining("the driver reads only")
        .hasMessageNotContaining("leave INTO out");
  }

  @Test
  void theTablesOfTheSchemaThatIsNamedAreOffered() {
    assertThatThrownBy(() -> account.ask("SELECT * FROM information_schema.routines"))
        .hasMessageContaining("no table 'routines'")
        .hasMessageContaining("INFORMATION_SCHEMA.KEY_COLUMN_USAGE")
        .hasMessageNotContaining("customers");
  }
}
