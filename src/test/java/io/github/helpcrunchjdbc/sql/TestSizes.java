package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements as long and as deep as programs write them. */
class TestSizes {
  private static final int MANY = 300;

  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  private static String list(int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }

  private static List<Object> row(String sql) throws SQLException {
    return account.ask(sql).rows().get(0);
  }

  @Test
  void aThousandNumbersOfAnInOfASelectList() throws SQLException {
    String numbers = list(1000, ", ", i -> Integer.toString(i + 5));
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN id IN ("
                    + numbers
                    + ") THEN 1 END), COUNT(CASE WHEN id NOT IN ("
                    + numbers
                    + ") THEN 1 END) FROM customers"))
        .containsExactly(4L, 4L);
  }

  @Test
  void aThousandTextsOfAnInOfASelectList() throws SQLException {
    String names = "'ann', '', 'O''Brien', 'Ірина 🦔', " + list(1000, ", ", i -> "'1:n" + i + "'");
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN name IN ("
                    + names
                    + ") THEN 1 END), COUNT(CASE WHEN name NOT IN ("
                    + names
                    + ") THEN 1 END) FROM customers"))
        .containsExactly(3L, 3L);
  }

  @Test
  void aJsonPathOfManyPlaces() throws SQLException {
    String places = list(20_000, ",", i -> "0");
    assertThat(row("SELECT JSON_EXISTS('[1]', '$[" + places + "]')")).containsExactly(true);
  }

  @Test
  void aThousandValuesAndNull() throws SQLException {
    String numbers = list(1000, ", ", Integer::toString);
    assertThat(
            row(
                "SELECT MIN(CASE WHEN x IN ("
                    + numbers
                    + ") THEN 1 END), MIN(CASE WHEN y IN ("
                    + numbers
                    + ") THEN 1 ELSE 0 END), COUNT(*) FROM (VALUES (5, CAST(NULL AS INTEGER)))"
                    + " AS t(x, y)"))
        .isEqualTo(Arrays.asList(1L, 0L, 1L));
  }

  /** What a condition of very many terms selects, as the few customers say. */
  static Stream<Arguments> longConditions() {
    return Stream.of(
        condition("names joined by OR", 1, " OR ", i -> "name = '" + (i == 9 ? "Ann" : i) + "'"),
        condition("names excluded by AND", 5, " AND ", i -> name(i, "name <> ", "Ann", "")),
        condition("LIKEs joined by OR", 2, " OR ", i -> name(i, "name LIKE ", "nn", "%")),
        condition("NOT LIKEs", 4, " AND ", i -> name(i, "name NOT LIKE ", "nn", "%")),
        condition("ILIKE, IN, BETWEEN and tags", 4, " OR ", TestSizes::mixed),
        condition("ORs of ANDs", 3, " OR ", i -> "(id > " + i * 3 + " AND id < " + i * 3 + " + 2)"),
        condition("ANDs of ORs", 2, " AND ", i -> "(id <> " + (i + 1) + " OR name = 'Bob')"),
        condition("ranges", 2, " AND ", i -> "id > " + Math.min(i, 6)),
        condition("branches of a CASE", 1, " ", TestSizes::branch));
  }

  private static String name(int i, String before, String name, String wildcard) {
    return before + "'" + wildcard + (i == 200 ? name : "x" + i) + wildcard + "'";
  }

  private static String mixed(int i) {
    return switch (i % 4) {
      case 0 -> "name ILIKE 'an" + i + "%' OR id BETWEEN " + i + " AND " + i;
      case 1 -> "email IN ('a" + i + "', 'b" + i + "')";
      case 2 -> "HAS_TAG(tags, 'tag" + i + "')";
      default -> i == 3 ? "name ILIKE 'an%'" : "JSON_VALUE(customData, '$.plan') = '" + i + "'";
    };
  }

  private static String branch(int i) {
    return (i == 0 ? "CASE " : "")
        + ("WHEN id = " + i + " AND name <> 'x' THEN " + i)
        + (i == MANY - 1 ? " ELSE -1 END = 2" : "");
  }

  private static Arguments condition(
      String kind, int rows, String separator, IntFunction<String> term) {
    return Arguments.of(Named.of(kind, list(MANY, separator, term)), (long) rows);
  }

  @ParameterizedTest
  @MethodSource("longConditions")
  void ofManyTermsIn(String condition, long rows) throws SQLException {
    assertThat(row("SELECT COUNT(*) FROM customers WHERE " + condition)).containsExactly(rows);
  }

  @Test
  void whereNoCustomersAreRead() throws SQLException {
    String values = " FROM (VALUES (3, 'c'), (5, 'e'), (NULL, 'n')) AS t(x, y)";
    String some = list(MANY, " OR ", i -> "(x = " + i * 5 + " AND y <> 'n')");
    assertThat(row("SELECT COUNT(*)" + values + " WHERE " + some)).containsExactly(1L);
    assertThat(row("SELECT COUNT(*) FILTER (WHERE NOT (" + some + "))" + values))
        .containsExactly(2L);
    String groups = list(MANY, " AND ", i -> "COUNT(*) <> " + (i + 9) + " AND MIN(x) < " + (i + 4));
    assertThat(account.ask("SELECT y" + values + " GROUP BY y HAVING " + groups).rows())
        .containsExactly(List.of("c"));
  }

  @Test
  void expressionsAsLongAsStatementsHoldThem() throws SQLException {
    assertThat(row("SELECT MAX(" + list(MANY, " + ", i -> "id") + ") FROM customers"))
        .containsExactly(8L * MANY);
    assertThat(row("SELECT " + list(MANY, " + ", i -> "1"))).containsExactly((long) MANY);
    assertThat(
            row(
                "SELECT SUM(CASE "
                    + list(MANY, " ", i -> "WHEN id = " + i + " THEN " + i * i)
                    + " ELSE 0 END) FROM customers"))
        .containsExactly(204L);
    assertThat(
            row(
                "SELECT CHAR_LENGTH("
                    + list(MANY, " || ", i -> "name")
                    + ") FROM customers"
                    + " WHERE id = 2"))
        .containsExactly(3L * MANY);
    assertThat(row("SELECT " + list(MANY, ", ", i -> "id + " + i) + " FROM customers WHERE id = 3"))
        .isEqualTo(IntStream.range(0, MANY).mapToObj(i -> i + 3L).toList());
  }

  /** Calcite asks of each name in each item what it knows of the one below. */
  @Test
  void subQueriesThatNameTheirColumnTwice() throws SQLException {
    String named = "SELECT x + x AS x FROM (".repeat(40) + "VALUES 0" + ") AS t(x)".repeat(40);
    assertThat(row(named)).containsExactly(0L);
  }

  /** Twice as many joins upon each other as are ordered. */
  @Test
  void sixtyJoins() throws SQLException {
    String more = list(60, "", i -> " CROSS JOIN (VALUES " + i + ") AS t" + i + "(x" + i + ")");
    assertThat(row("SELECT COUNT(*), MAX(x59) FROM (VALUES 1, 2) AS t(x)" + more))
        .containsExactly(2L, 59L);
  }

  /** Each has two joins of its own, of which the first as written has no condition. */
  @Test
  void joinsOfManyBranches() throws SQLException {
    String branch =
        "SELECT a.x FROM (VALUES (1), (2)) AS a(x), (VALUES (1), (3)) AS b(y), (VALUES (1, 1), (2,"
            + " 3)) AS c(x, y) WHERE a.x = c.x AND b.y = c.y";
    String union = list(16, " UNION ALL ", i -> branch);
    assertThat(account.ask("EXPLAIN PLAN AS TEXT FOR " + union).rows().toString())
        .contains("HashJoin")
        .doesNotContain("condition=[true]");
    assertThat(row("SELECT COUNT(*) FROM (" + union + ") AS t")).containsExactly(32L);
  }

  @Test
  void fiftyParenthesesAndSubQueries() throws SQLException {
    assertThat(row("SELECT " + "(".repeat(50) + "1" + ")".repeat(50))).containsExactly(1L);
    assertThat(row("SELECT " + "(1 + ".repeat(50) + "1" + ")".repeat(50))).containsExactly(51L);
    assertThat(row("SELECT " + "(SELECT ".repeat(50) + "1" + ")".repeat(50))).containsExactly(1L);
    assertThat(
            row(
                "SELECT COUNT(*) FROM "
                    + "(SELECT * FROM ".repeat(50)
                    + "customers"
                    + list(50, "", i -> ") AS t" + i)))
        .containsExactly(8L);
  }

  /** Calcite writes x more than once for each, and again for those around it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "COALESCE(%s, city)",
        "NULLIF(%s, city)",
        "CASE %s WHEN 'a' THEN 'b' WHEN 'c' THEN 'd' ELSE city END",
        "DECODE(%s, 'a', 'b', 'c', 'd', city)",
        "CASE WHEN (%s, city) < ('a', 'b') THEN 'c' ELSE 'd' END",
        "CASE WHEN %s IN ('a', 'b') THEN 'c' ELSE 'd' END",
        "CASE WHEN %s BETWEEN 'a' AND 'b' THEN 'c' ELSE 'd' END",
        "CASE WHEN %s NOT BETWEEN SYMMETRIC 'a' AND 'b' THEN 'c' ELSE 'd' END",
        "CASE WHEN %s IS DISTINCT FROM city THEN 'c' ELSE 'd' END"
      })
  void whatIsWrittenOutMoreThanOnceIsBounded(String call) throws SQLException {
    String three = "name";
    String forty = "name";
    for (int i = 0; i < 40; i++) {
      three = i < 3 ? call.formatted(three) : three;
      forty = call.formatted(forty);
    }
    assertThat(row("SELECT " + three + " FROM customers")).hasSize(1);
    String deep = "SELECT " + forty + " FROM customers";
    assertThatThrownBy(() -> row(deep))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("10,000 parts")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  /** Calcite compares x with each value, and what holds x with each of the next list. */
  @Test
  void whatIsLookedForInListsInEachOtherIsBounded() throws SQLException {
    String values = list(20, ", ", i -> "'n" + i + "'");
    String three = "name";
    String six = "name";
    for (int i = 0; i < 6; i++) {
      String call = "CASE WHEN %s IN (" + values + ") THEN 'n1' ELSE 'd' END";
      three = i < 3 ? call.formatted(three) : three;
      six = call.formatted(six);
    }
    assertThat(row("SELECT " + three + " FROM customers WHERE id = 2")).containsExactly("d");
    String deep = "SELECT " + six + " FROM customers";
    assertThatThrownBy(() -> row(deep))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("10,000 parts");
    String label = "COALESCE(TRIM(LOWER(name)), TRIM(city), '')";
    String many = list(2000, ", ", i -> "'n" + i + "'");
    assertThat(account.ids(label + " IN ('bob', " + many + ")")).containsExactly(2L, 7L);
  }

  /** 256 times the same customers, read once. */
  @Test
  void unionsThatDoubleEachOther() throws SQLException {
    String doubled =
        list(
            8,
            "",
            i ->
                ", t%d AS (SELECT id FROM t%d UNION ALL SELECT id FROM t%d)"
                    .formatted(i + 1, i, i));
    assertThat(
            row(
                "WITH t0 AS (SELECT id FROM customers)"
                    + doubled
                    + " SELECT COUNT(*), SUM(id) FROM t8"))
        .containsExactly(8L * 256, 36L * 256);
    assertThat(account.account().requests()).hasSize(1);
  }

  /** Each of a chain takes away what it names. */
  @Test
  void aHundredExcepts() throws SQLException {
    String excepts = list(100, "", i -> " EXCEPT SELECT id FROM customers WHERE id > " + (i + 3));
    assertThat(row("SELECT COUNT(*) FROM (SELECT id FROM customers" + excepts + ")"))
        .containsExactly(3L);
  }

  /** Each is answered for the customers, not for those with the answers before. */
  @Test
  void twentySubQueriesOfASelectList() throws SQLException {
    String counts =
        list(20, ", ", i -> "(SELECT COUNT(*) FROM customers d WHERE d.id = c.id + " + i + ")");
    List<Long> ofThree = IntStream.range(0, 20).mapToObj(i -> i < 6 ? 1L : 0L).toList();
    assertThat(row("SELECT " + counts + " FROM customers c WHERE id = 3")).isEqualTo(ofThree);
    String same = list(20, ", ", i -> "(SELECT COUNT(*) FROM customers d WHERE d.id = c.id)");
    assertThat(row("SELECT " + same + " FROM customers c")).isEqualTo(Collections.nCopies(20, 1L));
  }

  @Test
  void aLongListWithinACaseWithinALongList() throws SQLException {
    String inner = list(2001, ", ", i -> Integer.toString(i * 2));
    String outer = list(65, ", ", i -> Integer.toString(i + 5));
    assertThat(
            account.ids("(CASE WHEN id IN (" + inner + ") THEN id ELSE 5 END) IN (" + outer + ")"))
        .containsExactly(1L, 3L, 5L, 6L, 7L, 8L);
  }

  /** Thirty pages hold all; the ids that are looked for are on few. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT COUNT(CASE WHEN id IN (%s) THEN 1 END) FROM customers |
          SELECT SUM(CASE WHEN id IN (%s) THEN 1 ELSE 0 END) FROM customers |
          SELECT id FROM customers WHERE CASE WHEN ? = '' THEN TRUE ELSE id IN (%s) END | x
          SELECT id FROM customers WHERE (CASE WHEN id IN (%s) THEN 'a' ELSE 'b' END) = 'a' |
          """)
  void rulesSeeALongListWithinACaseAsAShortOne(String question, @Nullable String parameter)
      throws SQLException {
    int ofShort = requests(question, parameter, 60);
    assertThat(ofShort).isLessThan(5);
    assertThat(requests(question, parameter, 70)).isEqualTo(ofShort);
  }

  private static int requests(String question, @Nullable String parameter, int count)
      throws SQLException {
    List<DemoCustomer> customers = IntStream.range(0, 300).mapToObj(DemoCustomer::of).toList();
    Object[] parameters = parameter == null ? new Object[0] : new Object[] {parameter};
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN, "pageSize=10")) {
      asked.ask(question.formatted(list(count, ", ", i -> i + "00")), parameters);
      return asked.account().bodies().size();
    }
  }

  /** Of 3 + 0 to 3 + 499 and NULL; comparing each with all others would never end. */
  @Test
  void hundredsOfOperandsOfOneFunction() throws SQLException {
    String sums = list(500, ", ", i -> "id + " + i);
    String three = " FROM customers WHERE id = 3";
    assertThat(row("SELECT GREATEST(" + sums + ", NULL), LEAST(NULL, " + sums + ")" + three))
        .containsExactly(502L, 3L);
    assertThat(row("SELECT GREATEST(" + list(500, ", ", i -> "'n" + i + "'") + ")"))
        .containsExactly("n99");
    for (int depth : new int[] {4, 5, 13, 30}) {
      String open = "LEAST(id + 3, GREATEST(id, ".repeat(depth);
      String close = "))".repeat(depth);
      assertThat(row("SELECT " + open + "9" + close + three)).containsExactly(6L);
      open = "GREATEST(LEAST(".repeat(depth);
      close = ", id + 3), id)".repeat(depth);
      assertThat(row("SELECT " + open + "9" + close + three)).containsExactly(6L);
    }
    String noughts = list(500, ", ", i -> "NULLIF(id * " + i + ", id * " + i + ")");
    assertThat(row("SELECT COALESCE(" + noughts + ", id)" + three)).containsExactly(3L);
  }

  @Test
  void hundredColumnsOfFunctionsInEachOther() throws SQLException {
    String deep = "GREATEST(".repeat(4) + "id" + ", id)".repeat(4);
    String columns = list(100, ", ", i -> "GREATEST(" + deep + ", " + i + ")");
    assertThat(row("SELECT " + columns + " FROM customers WHERE id = 3"))
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> Math.max(3L, i)).toList());
  }

  @Test
  void periodsInEachOtherAreBounded() throws SQLException {
    String day = "DATE '2024-01-02'";
    String deep = day;
    for (int i = 0; i < 5; i++) {
      deep = "CASE WHEN (%s, %s) OVERLAPS (%2$s, %2$s) THEN %2$s END".formatted(deep, day);
    }
    String five = "SELECT " + deep + " FROM customers";
    assertThatThrownBy(() -> row(five))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("OVERLAPS")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  /** Values of any size and type are found, and others not, as in a list that is short. */
  @ParameterizedTest
  @ValueSource(ints = {3, 70})
  void longListsFindWhatShortOnesDo(int count) throws SQLException {
    String more = list(count, ", ", i -> Integer.toString(i + 100));
    String whole = "CAST(1000000000000000001 AS BIGINT)";
    String found = "x IN (1000000000000000001, " + more + ", 9223372036854775807)";
    assertThat(
            row(
                ("SELECT COUNT(CASE WHEN %s THEN 1 END), COUNT(CASE WHEN NOT %s THEN 1 END) FROM"
                        + " (VALUES (%s), (9223372036854775807), (1)) AS t(x)")
                    .formatted(found, found, whole)))
        .containsExactly(2L, 1L);
    for (String suffix : List.of("", "E0")) {
      String halves = list(count, " OR ", i -> "x = " + (i + 100) + suffix);
      assertThat(
              row(
                  ("SELECT COUNT(CASE WHEN x = 1.5%s OR %s THEN 1 END) FROM"
                          + " (VALUES (CAST(2 AS BIGINT)), (1), (100)) AS t(x)")
                      .formatted(suffix, halves)))
          .containsExactly(1L);
    }
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN x IN (1.5, "
                    + more
                    + ") THEN 1 END) FROM (VALUES (1.50), (2.5)) AS t(x)"))
        .containsExactly(1L);
    String days = list(count, ", ", i -> "DATE '2023-01-01' + INTERVAL '" + i % 9 + "' DAY");
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN x IN (DATE '2024-01-02', "
                    + days
                    + ") THEN 1 END) FROM"
                    + " (VALUES (DATE '2024-01-01'), (DATE '2024-01-02')) AS t(x)"))
        .containsExactly(1L);
  }

  /** A division by what the list excludes is never made. */
  @Test
  void termsBehindALongList() throws SQLException {
    Object[] numbers = IntStream.range(5, 75).boxed().toArray();
    String marks = list(numbers.length, ", ", i -> "?");
    assertThat(
            account
                .ask(
                    "SELECT x FROM (VALUES (4), (5), (90)) AS t(x) WHERE x NOT IN ("
                        + marks
                        + ") AND 10 / (x - 5) < 1",
                    numbers)
                .rows())
        .containsExactly(List.of(4L), List.of(90L));
  }

  /** As programs write it that name the table of each column. */
  @Test
  void tenThousandComparisonsOfAQualifiedColumn() throws SQLException {
    String terms = list(10_000, " OR ", i -> "t.x = " + i);
    assertThat(row("SELECT COUNT(*) FROM (VALUES (9999), (10000)) AS t(x) WHERE " + terms))
        .containsExactly(1L);
  }

  @Test
  void longListsInWindows() throws SQLException {
    String numbers = list(9_000, ", ", i -> Integer.toString(i * 2 + 1));
    assertThat(
            row("SELECT SUM(CASE WHEN id IN (" + numbers + ") THEN 1 END) OVER () FROM customers"))
        .containsExactly(4L);
  }

  /** Each is code of the one method that computes a query. */
  @Test
  void moreWindowsThanTheJvmTakesCodeFor() {
    String windows = list(250, ", ", i -> "SUM(x) OVER (ORDER BY x ROWS " + i + " PRECEDING)");
    assertThatThrownBy(() -> row("SELECT " + windows + " FROM (VALUES (1), (2)) AS t(x)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("64 KB")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }
}
