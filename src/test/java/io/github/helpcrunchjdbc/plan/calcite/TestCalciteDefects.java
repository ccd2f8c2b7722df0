package io.github.helpcrunchjdbc.plan.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What plain Calcite answers where the driver mends it: the class that does, the right answer or
 * SQLState, Calcite's answer, and the query. A line that goes red after an upgrade says that its
 * mend may go. {@link TestCalciteRules} has what no query shows.
 */
class TestCalciteDefects {
  private static final String LINES =
      """
      SoundArithmetic  ~ 22003                ~ -2147483648          ~ VALUES 2147483647 + 1
      SoundArithmetic  ~ 22003                ~ -2147483648          ~ VALUES ABS(CAST(-2147483648 AS INTEGER))
      SoundArithmetic  ~ 22003                ~ -2147483646          ~ VALUES ROUND(2147483647, -1)
      SoundArithmetic  ~ 22003                ~ 10000000000000000000 ~ VALUES CAST(9999999999999999999 AS DECIMAL(19)) + 1
      SoundArithmetic  ~ 22003                ~ Infinity             ~ VALUES 1e308 * 10
      SoundArithmetic  ~ 22003                ~ Infinity             ~ VALUES POWER(10, 400)
      SoundArithmetic  ~ 22003                ~ Infinity             ~ VALUES EXP(1000)
      SoundArithmetic  ~ 3.0                  ~ 2.9999999999999996   ~ VALUES LOG10(1000)
      SoundArithmetic  ~ true                 ~ false                ~ SELECT CAST(a AS DOUBLE) > 1 FROM (VALUES 'NaN') AS t(a)
      SoundArithmetic  ~ 1                    ~ 2                    ~ SELECT COUNT(DISTINCT CEIL(CAST(a AS DOUBLE))) FROM (VALUES '0', '-0.5') AS t(a)
      FixedRexBuilder  ~ 1                    ~ 2                    ~ SELECT COUNT(DISTINCT a) FROM (SELECT a * 1e0 AS a FROM (VALUES 0) AS t(a) UNION ALL SELECT -(a * 1e0) FROM (VALUES 0) AS u(a)) AS v
      ExactAggregates  ~ NaN                  ~ 1.0                  ~ SELECT MAX(CAST(a AS DOUBLE)) FROM (VALUES 'NaN', '1') AS t(a)
      ExactAggregates  ~ 1                    ~ 2                    ~ SELECT ARG_MAX(b, CAST(a AS DOUBLE)) FROM (VALUES ('NaN', 1), ('1', 2)) AS t(a, b)
      ExactAggregates  ~ 4294967294           ~ -2                   ~ SELECT SUM(a) FROM (VALUES 2147483647, 2147483647) AS t(a)
      ExactAggregates  ~ 9223372036854775808  ~ -9223372036854775808 ~ SELECT SUM(a) FROM (VALUES CAST(9223372036854775807 AS BIGINT), 1) AS t(a)
      ExactAggregates  ~ 22003                ~ Infinity             ~ SELECT SUM(a) FROM (VALUES 1e308, 1e308) AS t(a)
      ExactAggregates  ~ 2147483647.0         ~ -1                   ~ SELECT AVG(a) FROM (VALUES 2147483647, 2147483647) AS t(a)
      ExactAggregates  ~ 0.5                  ~ 0                    ~ SELECT COVAR_POP(a, b) FROM (VALUES (1, 2), (2, 4)) AS t(a, b)
      OrderedDoubles   ~ 1 / 2                ~ a failure            ~ SELECT RANK() OVER (ORDER BY a) FROM (SELECT CAST(a AS DOUBLE) AS a FROM (VALUES '1', 'NaN') AS t(a)) AS u
      OrderedDoubles   ~ [1, 2]               ~ a failure            ~ SELECT ARRAY_AGG(b ORDER BY a) FROM (SELECT CAST(a AS DOUBLE) AS a, b FROM (VALUES ('NaN', 2), ('1', 1)) AS t(a, b)) AS u
      SoundConvertlets ~ 1.5 / 1.5            ~ 1 / 1                ~ SELECT AVG(a) OVER () FROM (VALUES 1, 2) AS t(a)
      SoundConvertlets ~ 1.0 / 1.0            ~ 0.0 / 0.0            ~ SELECT VAR_POP(a) OVER () FROM (VALUES 2000000000e0, 2000000002e0) AS t(a)
      SoundConvertlets ~ true                 ~ false                ~ SELECT r IS DISTINCT FROM s FROM (SELECT ROW(a, b) AS r, ROW(a, c) AS s FROM (VALUES (1, 2, 3)) AS v(a, b, c)) AS t
      SoundTimes       ~ 22008                ~ 0000-01-01 00:00:00  ~ VALUES TIMESTAMP '9999-12-31 00:00:00' + INTERVAL '1' DAY
      SoundTimes       ~ 22008                ~ 0000-12-31 00:00:00  ~ VALUES TIMESTAMPADD(YEAR, 1, TIMESTAMP '9999-12-31 00:00:00')
      OwnFlags         ~ 1 / 0                ~ a failure            ~ SELECT CASE WHEN EXTRACT(MONTH FROM f) = 2 THEN EXTRACT(MONTH FROM l) ELSE 0 END FROM (VALUES (TIMESTAMP '2024-02-03 00:00:00', TIMESTAMP '2024-01-05 00:00:00'), (NULL, NULL)) AS t(f, l)
      OwnFlags         ~ 2024-01-01 00:00:00|2024-02-01 00:00:00 ~ a failure      ~ SELECT FLOOR(a TO MONTH), CASE WHEN b > a THEN FLOOR(b TO MONTH) END FROM (VALUES (TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-02-03 00:00:00')) AS t(a, b)
      SoundTimes       ~ 2024-05-15           ~ 1970-01-01           ~ SELECT FLOOR(a TO HOUR) FROM (VALUES DATE '2024-05-15') AS t(a)
      TimestampDifference ~ 500               ~ 0                    ~ VALUES TIMESTAMPDIFF(MILLISECOND, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00.5')
      TimestampDifference ~ -1                ~ -2                   ~ VALUES TIMESTAMPDIFF(MONTH, TIMESTAMP '2024-02-15 09:00:00', TIMESTAMP '2024-01-15 08:00:00')
      TimestampDifference ~ 7200000000        ~ -1389934592          ~ VALUES TIMESTAMPDIFF(MICROSECOND, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 02:00:00')
      SoundTimes       ~ 43 years 9 mons 27 days ~ 43 years 9 mons 28 days ~ VALUES AGE(TIMESTAMP '2001-04-10 00:00:00', TIMESTAMP '1957-06-13 00:00:00')
      SoundTimes       ~ 11 mons 30 days 23:59:59 ~ 1 year -1 day 23:59:59 ~ VALUES AGE(TIMESTAMP '2024-12-31 00:00:00', TIMESTAMP '2023-12-31 00:00:01')
      OverlappingPeriods ~ true               ~ null                 ~ SELECT (DATE '2024-01-01', CAST(NULL AS DATE)) OVERLAPS (DATE '2023-01-01', DATE '2025-01-01')
      OverlappingPeriods ~ false              ~ true                 ~ SELECT (DATE '2024-01-01', DATE '2024-02-01') OVERLAPS (DATE '2024-02-01', DATE '2024-03-01')
      ConstantFactors  ~ 2                    ~ a failure            ~ SELECT a * CAST(TRUE AS INTEGER) FROM (VALUES 2) AS t(a)
      SoundCasts       ~ 22007                ~ 12:00:00             ~ VALUES CAST('12' AS TIME)
      SoundCasts       ~ 5 00:00:00.000       ~ +432000000           ~ SELECT CAST(a AS INTERVAL DAY) FROM (VALUES 5) AS t(a)
      TriedCasts       ~ null                 ~ 25:00:00             ~ SELECT TRY_CAST(a AS TIME) FROM (VALUES '25:00') AS t(a)
      SoundCasts       ~ 22007                ~ 2024-03-01           ~ VALUES CAST('2024-02-30' AS DATE FORMAT 'YYYY-MM-DD')
      ItemCasts        ~ [abc]                ~ [abcdef]             ~ SELECT CAST(a AS VARCHAR(3) ARRAY) FROM (VALUES ARRAY['abcdef']) AS t(a)
      ItemCasts        ~ {ab=1}               ~ {abc=1}              ~ SELECT CAST(MAP[a, '1'] AS MAP<VARCHAR(2), INTEGER>) FROM (VALUES 'abc') AS t(a)
      ItemCasts        ~ [[abcd, 7], 1]       ~ a failure            ~ SELECT CAST(ROW(ROW(a, '7'), 1) AS ROW(a ROW(x VARCHAR(4), y INTEGER), b INTEGER)) FROM (VALUES 'abcd') AS t(a)
      TimeFormats      ~ 2024-01-01 00:00:30.7 ~ 2024-01-01 00:00:30 ~ VALUES TO_TIMESTAMP('2024-01-01 30.7', 'YYYY-MM-DD SS.MS')
      FixedRexBuilder  ~ 3000                 ~ a failure            ~ VALUES CAST(INTERVAL '3000' DAY AS INTEGER)
      JsonConvertlets  ~ 5                    ~ a failure            ~ VALUES JSON_VALUE('{"a":5}', '$.a' RETURNING BIGINT)
      JsonConvertlets  ~ 5                    ~ null                 ~ VALUES JSON_VALUE('{"a b":5}', '$."a b"')
      JsonConvertlets  ~ true                 ~ false                ~ VALUES JSON_EXISTS('{"a b":5}', '$."a b"')
      JsonConvertlets  ~ ["2024-01-02"]       ~ [19724]              ~ VALUES JSON_ARRAY(DATE '2024-01-02')
      JsonConvertlets  ~ true                 ~ a failure            ~ SELECT j FORMAT JSON IS JSON FROM (VALUES '{}') AS t(j)
      JsonConvertlets  ~ [1,2]                ~ [[1,2]]              ~ VALUES JSON_QUERY('{"a":[1,2]}', '$.a[*]' WITH WRAPPER)
      JsonConvertlets  ~ {"a":1}              ~ {"a":"1"}            ~ VALUES JSON_SET('{}', '$.a', 1)
      JsonConvertlets  ~ {}                   ~ {"a":null}           ~ VALUES JSON_REMOVE('{"a":null}', '$.a')
      NestedJson       ~ [[1]]                ~ ["[1]"]              ~ VALUES JSON_ARRAY(JSON_QUERY('{"a":[1]}', '$.a'))
      ParsedJson       ~ 22000                ~ {"a":null}           ~ VALUES JSON_OBJECT('a': '{' FORMAT JSON)
      ParsedJson       ~ false                ~ true                 ~ VALUES '1 2' IS JSON
      JsonConstructors ~ {"b":1,"a":2}        ~ {"a":2,"b":1}        ~ VALUES JSON_OBJECT('b': 1, 'a': 2)
      JoinConditions ~ 1 / 2             ~ a failure            ~ SELECT a FROM (VALUES 1, 2) AS t(a) LEFT JOIN (VALUES 1, 3) AS u(b) ON EXISTS (SELECT 1 FROM (VALUES 1) AS v(c) WHERE v.c = t.a AND v.c = u.b)
      JsonAggregates   ~ ["2024-01-02"]       ~ [19724]              ~ SELECT JSON_ARRAYAGG(d) FROM (VALUES DATE '2024-01-02') AS t(d)
      SoundValidator      ~ 2000              ~ 2500                 ~ SELECT CHAR_LENGTH(CAST(JSON_VALUE(a, '$.a') AS VARCHAR(2000))) FROM (VALUES CAST('{"a":"' || REPEAT('x', 2500) || '"}' AS VARCHAR)) AS t(a)
      EmptyJson        ~ null                 ~ []                   ~ SELECT JSON_ARRAYAGG(a) FROM (VALUES 1) AS t(a) WHERE a > 1
      EmptyJson        ~ null                 ~ {}                   ~ SELECT JSON_OBJECTAGG('k': a) FROM (VALUES 1) AS t(a) WHERE a > 1
      RowPredicates    ~ 2                    ~ a failure            ~ SELECT COUNT(*) FROM (VALUES 1, 2) AS t(a) JOIN (VALUES 1, 2) AS u(b) ON (SELECT t.a = u.b)
      RowPredicates    ~ false                ~ true                 ~ SELECT (a, b) IS NOT NULL FROM (VALUES (1, CAST(NULL AS INTEGER))) AS t(a, b)
      RowPredicates    ~ 1                    ~ a failure            ~ SELECT a FROM (VALUES (1, 2), (2, 3)) AS t(a, b) WHERE (a, b) = (SELECT 1, 2)
      RowPredicates    ~ true                 ~ false                ~ SELECT (1, 2) <> ANY (SELECT x, y FROM (VALUES (1, 3)) AS t(x, y))
      RowOrders        ~ null                 ~ true                 ~ SELECT (a, b) > (1, 2) FROM (VALUES (1, CAST(NULL AS INTEGER))) AS t(a, b)
      RowMembership    ~ 2                    ~ nothing              ~ SELECT a FROM (VALUES (2, CAST(NULL AS INTEGER))) AS t(a, b) WHERE (a, b) NOT IN (SELECT x, y FROM (VALUES (1, 2)) AS u(x, y))
      RowMembership    ~ 2                    ~ nothing              ~ SELECT a FROM (VALUES 1, 2) AS t(a) WHERE CAST(NULL AS INTEGER) NOT IN (SELECT b FROM (VALUES 1, 3) AS u(b) WHERE b = a)
      OrderedOuterQuery ~ 1 / 2                ~ a failure            ~ (SELECT a FROM (VALUES 2, 1, 3) AS t(a) ORDER BY a LIMIT 2) ORDER BY a
      OrderedOuterQuery ~ 1                    ~ a failure            ~ SELECT DISTINCT COUNT(*) OVER (PARTITION BY b) FROM (VALUES (1, 2)) AS t(a, b) ORDER BY 1
      OrderedOuterQuery ~ 1                    ~ a failure            ~ SELECT COUNT(*) FROM (TABLE "metadata"."TABLES" LIMIT 1) AS t
      ShorteningCast   ~ 3                    ~ 5                    ~ SELECT CHAR_LENGTH(CAST(CAST(a AS VARCHAR(3)) AS VARCHAR)) FROM (VALUES CAST('abcde' AS VARCHAR)) AS t(a)
      UnnestedNulls    ~ 0                    ~ a failure            ~ SELECT COUNT(*) FROM (VALUES CAST(NULL AS INTEGER ARRAY)) AS t(a), UNNEST(t.a) WITH ORDINALITY AS u(x, n)
      SoundText        ~ 0.5                  ~ .5                   ~ SELECT CAST(a AS VARCHAR) FROM (VALUES 0.5) AS t(a)
      WithNames        ~ 1                    ~ a failure            ~ WITH t AS (VALUES 1) SELECT * FROM "t"
      NamedWindows     ~ 1 / 2 / 2            ~ 1 / 2 / 3            ~ SELECT COUNT(*) OVER (w ROWS 1 PRECEDING) FROM (VALUES 1, 2, 4) AS t(a) WINDOW w AS (ORDER BY a)
      FrameValues      ~ null / 2             ~ 2 / 2                ~ SELECT NTH_VALUE(a, 2) OVER (ORDER BY a) FROM (VALUES 1, 2) AS t(a)
      FrameValues      ~ null / 2             ~ a failure            ~ SELECT FIRST_VALUE(a) IGNORE NULLS OVER (ORDER BY b) FROM (VALUES (NULL, 1), (2, 2)) AS t(a, b)
      FrameValues      ~ null / 1             ~ a failure            ~ SELECT LAG(a, b) OVER (ORDER BY a) FROM (VALUES (1, NULL), (2, 1)) AS t(a, b)
      FrameValues      ~ null / 1             ~ a failure            ~ SELECT LAG(a, 1, CAST(b AS BIGINT)) OVER (ORDER BY a) FROM (VALUES (1, NULL), (2, 5)) AS t(a, b)
      FrameValues      ~ 1 / 1 / 2 / 2 / 3 / 4 / 5 ~ 1 / 1 / 2 / 3 / 3 / 4 / 5 ~ SELECT NTILE(5) OVER (ORDER BY a) FROM (VALUES 1, 2, 3, 4, 5, 6, 7) AS t(a)
      UnsoundRules     ~ 1                    ~ nothing              ~ VALUES 1, 1, 2 EXCEPT ALL VALUES 1 EXCEPT VALUES 2
      UnsoundRules     ~ 0                    ~ nothing              ~ SELECT COUNT(*) FROM (VALUES 1) AS t(a) WHERE a > 5 GROUP BY ROLLUP (a)
      SoundValidator      ~ 2                 ~ 3                    ~ SELECT COUNT(ABS(a)) OVER () FROM (VALUES 1, 2) AS t(a) GROUP BY ROLLUP (a) LIMIT 1
      SoundValidator      ~ b                 ~ a failure            ~ SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a) FROM (VALUES 'a', 'b', 'c') AS t(a)
      RetypedFunctions ~ 2                    ~ nothing              ~ SELECT a FROM (SELECT a, LAG(c, 1, 0) OVER (ORDER BY a) AS p FROM (VALUES (1, NULL), (2, 5)) AS t(a, c)) AS s WHERE p IS NULL
      RankShares       ~ 0.0 / 1.0            ~ a failure            ~ SELECT PERCENT_RANK() OVER (ORDER BY a) FROM (VALUES 1, 2) AS t(a)
      RankShares       ~ 0.5 / 1.0            ~ a failure            ~ SELECT CUME_DIST() OVER (ORDER BY a) FROM (VALUES 1, 2) AS t(a)
      SoundWindows     ~ 1                    ~ 3                    ~ SELECT COUNT(DISTINCT a) OVER () FROM (VALUES 1, 1, 1) AS t(a) LIMIT 1
      SoundWindows     ~ [1] / [1, 2]         ~ [1, 2] / [1, 2]      ~ SELECT ARRAY_AGG(a) OVER (ORDER BY a) FROM (VALUES 1, 2) AS t(a)
      SoundWindows     ~ a / a,b              ~ a failure            ~ SELECT STRING_AGG(a, ',') OVER (ORDER BY a) FROM (VALUES 'a', 'b') AS t(a)
      SoundRanges      ~ 1 / 2                ~ a failure            ~ SELECT SUM(a) OVER (ORDER BY b RANGE 1 PRECEDING) FROM (VALUES (1, 1), (2, NULL)) AS t(a, b)
      SoundRanges      ~ 2 / 2 / 1            ~ 0 / 0 / 0            ~ SELECT COUNT(b) OVER (ORDER BY b DESC RANGE 1 PRECEDING) FROM (VALUES 1, 2, 3) AS t(b)
      SoundAggregates  ~ 1                    ~ a failure            ~ SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a) FROM (VALUES 1, 2) AS t(a)
      SoundAggregates  ~ null                 ~ []                   ~ SELECT ARRAY_AGG(a) FROM (VALUES 1) AS t(a) WHERE a > 1
      SoundAggregates  ~ {"b":1,"a":2}        ~ {"a":2,"b":1}        ~ SELECT JSON_OBJECTAGG(k VALUE v) FROM (VALUES ('b', 1), ('a', 2)) AS t(k, v)
      SoundCasts       ~ true                 ~ a failure            ~ SELECT CAST(a AS BOOLEAN) FROM (VALUES 'yes') AS t(a)
      SoundCasts       ~ 2024-02-29 10:11:12  ~ a failure            ~ SELECT CAST(a AS TIMESTAMP) FROM (VALUES '2024-02-29T10:11:12Z') AS t(a)
      SoundFrames      ~ null / null          ~ 2147483647 / 2147483647 ~ SELECT MIN(a) OVER (ORDER BY a ROWS CURRENT ROW EXCLUDE CURRENT ROW) FROM (VALUES 1, 2) AS t(a)
      SoundFrames      ~ 2 / 1                ~ 2 / 2                ~ SELECT SUM(a) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM (VALUES 1, 2) AS t(a)
      SubQueriesOfWindows ~ 6 / 6             ~ a failure            ~ SELECT SUM((SELECT MAX(b) FROM (VALUES 3) AS u(b))) OVER () FROM (VALUES 1, 2) AS t(a)
      Decorrelation    ~ 1                    ~ 1 / 2                ~ SELECT a FROM (VALUES 1, 2) AS t(a) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 1, 2) AS u(b) WHERE NOT EXISTS (SELECT 1 FROM (VALUES (1, 1), (1, 2)) AS v(c, d) WHERE v.c = t.a AND v.d = u.b))
      Decorrelation    ~ nothing              ~ 1 / 2                ~ SELECT a FROM (VALUES 1, 2) AS t(a) WHERE EXISTS (SELECT 1 FROM (VALUES (1, 0), (2, 1)) AS u(b, c) WHERE b > (SELECT SUM(d) FROM (VALUES 0) AS v(d) WHERE u.b = u.c))
      Decorrelation    ~ 1 / 2                ~ 1 / 1 / 2 / 2        ~ SELECT x, (SELECT (SELECT (SELECT COUNT(*) FROM (VALUES 1, 2, 3) AS w(z) WHERE z <= t.x + u.y + v.a) FROM (VALUES 0) AS v(a) WHERE a < t.x) FROM (VALUES 0) AS u(y)) FROM (VALUES 1, 2) AS t(x)
      Decorrelation    ~ 2                    ~ nothing              ~ SELECT a FROM (VALUES 1, 2) AS t(a) WHERE 3 = (SELECT COUNT(*) FROM (SELECT b FROM (VALUES 1, 2) AS u(b) WHERE u.b <= t.a) AS v JOIN (SELECT c FROM (VALUES 1, 2) AS w(c) WHERE w.c <= t.a) AS x ON v.b <= x.c)
      BoundSubQueries  ~ 4                    ~ a failure            ~ SELECT (SELECT (SELECT a) + (SELECT b)) FROM (VALUES (1, 3)) AS t(a, b)
      BoundSubQueries  ~ 7                    ~ a failure            ~ SELECT (SELECT SUM(b + (SELECT x + 0 * c FROM (VALUES 1) AS v(c))) FROM (VALUES (5, 6)) AS u(a, b)) FROM (VALUES (1, 2)) AS t(x, y)
      UnmatchedRows    ~ null / 7 / 7         ~ null / 7             ~ SELECT q.y, p.x FROM (VALUES 1) AS p(x) FULL JOIN (VALUES 7, 7) AS q(y) ON p.x > q.y
      UnmatchedRows    ~ 1 / null / null      ~ 1 / null             ~ SELECT p.x, r.p, r.q FROM (VALUES 1) AS p(x) FULL JOIN (SELECT p, q FROM (VALUES (7, 8), (7, 8)) AS a(p, q) EXCEPT ALL VALUES (1, 1)) AS r ON p.x > r.p
      GroupedColumns   ~ 2                    ~ a failure            ~ SELECT a FROM (VALUES 1, 2, 3) AS t(a) GROUP BY a HAVING a > (SELECT MIN(x) FROM (VALUES 1, 9) AS u(x) WHERE x <= t.a) AND a < (SELECT MAX(x) FROM (VALUES 1, 3) AS u(x) WHERE x <= t.a + 2)
      GroupedColumns   ~ 20                   ~ a failure            ~ SELECT b FROM (VALUES (1, 10), (2, 20)) AS t(c, b) GROUP BY b HAVING EXISTS (SELECT 1 FROM (VALUES 1) AS u(x) WHERE x IN (SELECT y FROM (VALUES 1) AS v(y) WHERE t.b = 20))
      GroupedColumns   ~ 1 / 1                ~ 1                    ~ SELECT 1 FROM (VALUES 1, 2) AS t(a) GROUP BY GROUPING SETS ((), ())
      RepeatedGroupings ~ 2 / 2 / 2           ~ 2 / 2                ~ SELECT COUNT(*) FROM (VALUES 1, 1) AS t(a) GROUP BY ROLLUP (a, a)
      RepeatedGroupings ~ 2 / 2 / 2 / 2       ~ 2 / 2                ~ SELECT COUNT(*) FROM (VALUES 1, 1) AS t(a) GROUP BY CUBE (a, a)
      MergedColumns    ~ 2                    ~ a failure            ~ SELECT id FROM (VALUES 1, 2) AS t(id) JOIN (VALUES 2) AS u(id) USING (id) WHERE id > 1
      MergedColumns    ~ 3                    ~ a failure            ~ SELECT id FROM (VALUES 1) AS t(id) RIGHT JOIN (VALUES 2) AS u(id) USING (id) RIGHT JOIN (VALUES 3) AS v(id) USING (id)
      SoundCasts       ~ 22003                ~ 0                    ~ VALUES CAST(CAST('NaN' AS DOUBLE) AS INTEGER)
      SoundCasts       ~ 22003                ~ Infinity             ~ VALUES CAST(1e300 AS REAL)
      SoundCasts       ~ 22003                ~ 2147483647           ~ SELECT CAST(a AS INTEGER) FROM (VALUES 2147483647.5) AS t(a)
      SoundCasts       ~ 3                    ~ 2                    ~ VALUES CAST(2.51e0 AS INTEGER)
      SoundCasts       ~ 22003                ~ 0.0                  ~ VALUES CAST(1e-60 AS REAL)
      SoundCasts       ~ 22007                ~ 25:00:00             ~ VALUES CAST('25:00:00' AS TIME)
      FixedRexBuilder  ~ 22003                ~ 127                  ~ VALUES CAST(127.5 AS TINYINT)
      ComparableRows   ~ 2 / 2                ~ 1 / 1                ~ SELECT COUNT(*) OVER (PARTITION BY ROW(a, a)) FROM (VALUES 1, 1) AS t(a)
      ComparableRows   ~ 2                    ~ 1                    ~ SELECT COUNT(ROW(a, b)) FROM (VALUES (1, 1), (NULL, NULL)) AS t(a, b)
      ComparedRows     ~ {2, 2}               ~ {1, 2}               ~ SELECT MODE(ROW(a, 2)) FROM (VALUES 1, 2, 2) AS t(a)
      ComparableRows   ~ true                 ~ false                ~ SELECT ARRAY[ROW(a, 2)][1] = ARRAY[ROW(b, 2)][1] FROM (VALUES (1, 1)) AS t(a, b)
      ComparableRows   ~ 1                    ~ 2                    ~ SELECT CARDINALITY(MULTISET[ROW(a, 2)] MULTISET UNION DISTINCT MULTISET[ROW(b, 2)]) FROM (VALUES (1, 1)) AS t(a, b)
      ComparedRows     ~ 1                    ~ 2                    ~ SELECT COUNT(DISTINCT ROW(a, a)) FROM (VALUES 1, 1) AS t(a)
      ComparedRows     ~ {1, 1}               ~ {1, 1} / {1, 1}      ~ SELECT ROW(a, a) FROM (VALUES 1) AS t(a) UNION SELECT ROW(a, a) FROM (VALUES 1) AS u(a)
      ComparedRows     ~ 2                    ~ 0                    ~ SELECT COUNT(*) FROM (SELECT ROW(a, b) AS r FROM (VALUES (1, 2), (3, 4)) AS v(a, b)) AS t JOIN (SELECT ROW(a, b) AS r FROM (VALUES (1, 2), (3, 4)) AS w(a, b)) AS u ON t.r = u.r
      SemiJoins        ~ 1 / 2                ~ nothing              ~ SELECT t.a FROM (VALUES 1, 2) AS t(a) JOIN (SELECT COUNT(*) FROM (VALUES 1) AS u(b) WHERE b > 5) AS v ON TRUE
      FixedRexBuilder  ~ 22003                ~ -32768               ~ VALUES -(-CAST(-32768 AS SMALLINT))
      FixedRexBuilder  ~ 1                    ~ 0                    ~ SELECT COUNT(*) FROM (SELECT SUM(a) OVER (ORDER BY a ROWS CURRENT ROW EXCLUDE CURRENT ROW) AS b FROM (VALUES 1) AS t(a)) AS u WHERE b IS NULL
      FixedRexBuilder  ~ 2                    ~ 1 / 2                ~ SELECT a FROM (VALUES (1, NULL), (2, 'c')) AS t(a, b) WHERE (b IS NOT NULL AND b > 'a') IS NOT FALSE
      SoundLike        ~ null                 ~ a failure            ~ SELECT (a || 'b') LIKE CAST(NULL AS VARCHAR) FROM (VALUES 'a') AS t(a)
      SoundLike        ~ false                ~ true                 ~ SELECT a LIKE '%%' ESCAPE '%' FROM (VALUES 'a') AS t(a)
      NullableCases    ~ 1 / 2                ~ 2                    ~ SELECT a FROM (VALUES (1, NULL, 'k'), (2, 'c', NULL)) AS t(a, b, c) WHERE CASE WHEN COALESCE(b, '') > 'b' THEN c IS NULL ELSE a > 0 END
      RetypedFunctions ~ y                    ~ null                 ~ VALUES COALESCE(LPAD('x', CAST(NULL AS INTEGER)), 'y')
      JoinedTexts      ~ a,b,c                ~ a,                   ~ SELECT COALESCE(LISTAGG(a, ','), 'no') FROM (VALUES 'a', 'b', 'c') AS t(a)
      RetypedFunctions ~ [5]                  ~ []                   ~ SELECT COALESCE(ARRAY_AGG(a), ARRAY[5]) FROM (VALUES 1) AS t(a) WHERE a > 1
      RetypedFunctions ~ 1                    ~ 2                    ~ SELECT COUNT(*) FROM (SELECT SIGN(a) FROM (VALUES 2.567) AS t(a) UNION SELECT b FROM (VALUES 1.000) AS u(b)) AS v
      RetypedFunctions ~ 1                    ~ 2                    ~ SELECT COUNT(*) FROM (SELECT TRUNCATE(a, 1) FROM (VALUES 2.567) AS t(a) UNION SELECT b FROM (VALUES 2.500) AS u(b)) AS v
      RetypedFunctions ~ 1                    ~ 2                    ~ SELECT COUNT(*) FROM (SELECT ROUND(a, 1) FROM (VALUES 2.567) AS t(a) UNION SELECT b FROM (VALUES 2.600) AS u(b)) AS v
      TimeFormats      ~ 2024-Q               ~ 2024-"2"             ~ VALUES TO_CHAR(TIMESTAMP '2024-05-05 00:00:00', 'YYYY-"Q"')
      TimeFormats      ~ 2024-05              ~ yyyy-mm              ~ VALUES TO_CHAR(TIMESTAMP '2024-05-05 00:00:00', 'yyyy-mm')
      TimeFormats      ~ 1582-10-10           ~ 1582-10-20           ~ VALUES TO_CHAR(CAST('1582-10-10 00:00:00' AS TIMESTAMP), 'YYYY-MM-DD')
      WrittenTimeLiteral ~ 42000              ~ 1500-03-01           ~ VALUES DATE '1500-02-29'
      StatementPlanning ~ 1 / 5               ~ 2 / 3                ~ SELECT y, (SELECT COUNT(*) FROM (VALUES 1, 3) AS u(a) WHERE u.a = t.x) FROM (SELECT b AS x, a AS y FROM (VALUES (1, 2), (5, 3)) AS v(a, b)) AS t
      CustomerTypeSystem ~ 10.04              ~ 10                   ~ SELECT SUM(a) FROM (VALUES (CAST(5 AS DECIMAL(19, 0))), (5.04)) AS t(a)
      SoundText        ~ 1                    ~ 2                    ~ VALUES CHAR_LENGTH(U&'\\D83D\\DE00')
      SoundText        ~ 54000                ~ 16000001             ~ VALUES CHAR_LENGTH(REPEAT('a', 16000001))
      SoundPatterns    ~ true                 ~ false                ~ VALUES U&'\\041E' ILIKE U&'\\043E'
      SoundPatterns    ~ true                 ~ false                ~ VALUES REGEXP_LIKE(U&'\\041E', U&'\\043E', 'i')
      CustomerTypeSystem ~ 49.91              ~ 49.90                ~ VALUES CAST(49.909 AS DECIMAL(10, 2))
      """;

  /** What Calcite's general decorrelator answers, which {@code Decorrelation} guards. */
  private static final String DECORRELATED =
      """
      1 / 1 ~ 1 / 2    ~ SELECT (SELECT COUNT(*) FROM (VALUES (1, 1), (1, 2), (2, 2)) AS u(a, b) WHERE u.a = t.a AND u.b = t.a) FROM (VALUES 1, 2) AS t(a) ORDER BY t.a
      7 / 7 ~ 7 / null ~ SELECT (SELECT w.z FROM (SELECT MAX(d) AS m FROM (VALUES (1, 5)) AS v(k, d) WHERE v.k = t.a) AS q, (VALUES (1, 7)) AS w(x, z) WHERE EXISTS (SELECT 1 FROM (VALUES 1) AS u(b) WHERE u.b = w.x)) FROM (VALUES 1, 2) AS t(a) ORDER BY t.a
      """;

  private static Connection calcite;

  @BeforeAll
  static void connect() throws SQLException {
    calcite = DriverManager.getConnection("jdbc:calcite:fun=standard,postgresql,mssql");
  }

  @AfterAll
  static void close() throws SQLException {
    calcite.close();
  }

  /** The names of the classes that mend what is shown here. */
  static Set<String> mends() {
    return LINES.lines().map(line -> line.split("~")[0].strip()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '\u0001', textBlock = LINES)
  void answersOfPlainCalcite(String mend, String right, String answer, String sql) {
    assertThat(answer).isNotEqualTo(right);
    assertThat(answer(calcite, sql))
        .as(mend + " makes " + right + " of this: " + sql)
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '\u0001', textBlock = DECORRELATED)
  void answersOfTheGeneralDecorrelator(String right, String answer, String sql)
      throws SQLException {
    assertThat(answer).isNotEqualTo(right);
    try (Connection general =
        DriverManager.getConnection("jdbc:calcite:topDownGeneralDecorrelationEnabled=true")) {
      assertThat(answer(general, sql)).isEqualTo(answer);
    }
  }

  /** {@code ComparedInstants} makes it 1. */
  @Test
  void comparesInstantsWithTimesOfAClock() throws SQLException {
    try (Connection abroad =
        DriverManager.getConnection("jdbc:calcite:timeZone=America/New_York")) {
      assertThat(
              answer(
                  abroad,
                  "SELECT COUNT(*) FROM (VALUES TIMESTAMP '2024-01-10 03:00:00') AS t(a)"
                      + " WHERE a >= CAST(TIMESTAMP '2024-01-10 00:00:00'"
                      + " AS TIMESTAMP WITH LOCAL TIME ZONE)"))
          .isEqualTo("0");
    }
  }

  private static String answer(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      StringBuilder answer = new StringBuilder();
      while (result.next()) {
        answer.append(answer.isEmpty() ? "" : " / ").append(result.getString(1));
      }
      return answer.isEmpty() ? "nothing" : answer.toString();
    } catch (SQLException | RuntimeException | AssertionError | LinkageError e) {
      return "a failure";
    }
  }
}
