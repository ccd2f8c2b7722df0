package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement ends at its timeout or with cancel, wherever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestStopping {
  private static final String TEN =
      "(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)) AS t";

  private AskedAccount account;

  @BeforeAll
  void open() throws SQLException {
    account = AskedAccount.of(IntStream.rangeClosed(1, 60).mapToObj(DemoCustomer::of).toList());
  }

  @AfterAll
  void close() throws SQLException {
    account.close();
  }

  private static String crossJoin(String select) {
    return select + " FROM " + tens();
  }

  private static String tens() {
    return IntStream.range(0, 10)
        .mapToObj(i -> TEN + i + "(a)")
        .collect(Collectors.joining(" CROSS JOIN "));
  }

  /** What takes long to plan, too. */
  static Stream<String> endless() {
    return Stream.concat(loops(), Stream.of(longPlanned()));
  }

  static Stream<String> loops() {
    return Stream.of(
        // Rows that are made to be counted.
        crossJoin("SELECT COUNT(*)"),
        // Rows that are made to be thrown away: none is ever given.
        crossJoin("SELECT t0.a")
            + IntStream.range(0, 10)
                .mapToObj(i -> "t" + i + ".a")
                .collect(Collectors.joining(" + ", " WHERE ", " < 0")),
        // What is only sorted, or grouped.
        crossJoin("SELECT t0.a + t1.a") + " ORDER BY 1",
        // What is rehearsed before it is executed.
        "EXPLAIN ANALYZE " + crossJoin("SELECT COUNT(*)"),
        // What is gone through anew for each row.
        "SELECT MAX(m) FROM (SELECT MIN(a) OVER (ORDER BY a ROWS BETWEEN CURRENT ROW AND UNBOUNDED"
            + " FOLLOWING) AS m FROM ("
            + manyRows()
            + ") AS t) AS u",
        // What takes a while for each of many customers, of whom none passes.
        "SELECT COUNT(*) FROM customers WHERE REGEXP_LIKE(REPEAT('Name 12', 200 + id),"
            + " '^(([a-zA-Z0-9 ])+.)+[A-Z]([a-z0-9])+$')");
  }

  /** 200,000 rows, of which every tenth has no b. */
  private static String manyRows() {
    return "SELECT t0.a + 10 * (t1.a + 10 * (t2.a + 10 * (t3.a + 10 * (t4.a + 10 * t5.a)))) AS a,"
        + " CASE WHEN t0.a < 10 THEN t0.a END AS b FROM "
        + IntStream.range(0, 6)
            .mapToObj(i -> TEN + i + "(a)")
            .collect(Collectors.joining(" CROSS JOIN "))
        + " WHERE t5.a < 3";
  }

  private static String doubled(int times) {
    return "WITH c0 AS (SELECT id FROM customers)"
        + IntStream.rangeClosed(1, times)
            .mapToObj(
                i ->
                    ", c%d AS (SELECT * FROM c%d UNION ALL SELECT * FROM c%d)"
                        .formatted(i, i - 1, i - 1))
            .collect(Collectors.joining())
        + " SELECT COUNT(*) FROM c"
        + times;
  }

  /** 2,048 copies of one table take long to plan; what is planned does not end on any machine. */
  private static String longPlanned() {
    return doubled(11) + " CROSS JOIN " + tens();
  }

  /** Whose frames, taken row by row, have 20,000,000,000 values. */
  @Test
  void aFrameOfRowsThatMovesIsNotGoneThroughAnew() throws Exception {
    String sql =
        "SELECT SUM(f), SUM(g), SUM(h) FROM (SELECT LEAD(b, 2) IGNORE NULLS OVER (ORDER BY a) AS f,"
            + " FIRST_VALUE(b) IGNORE NULLS OVER (ORDER BY a ROWS BETWEEN CURRENT ROW AND UNBOUNDED"
            + " FOLLOWING) AS g, NTH_VALUE(b, 3) OVER (ORDER BY a ROWS BETWEEN 1 FOLLOWING AND"
            + " UNBOUNDED FOLLOWING) AS h FROM ("
            + manyRows()
            + ") AS t) AS u";
    try (Statement statement = account.connection().createStatement()) {
      statement.setQueryTimeout(60);
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(20_000 * (3 + 4 + 5 + 6 + 7 + 8 + 9 + 1 + 2 + 2) - 5);
        assertThat(rows.getLong(2)).isEqualTo(20_000 * (45 + 1) - 1);
        assertThat(rows.getLong(3)).isEqualTo(20_000 * (4 + 5 + 6 + 7 + 8 + 9 + 1 + 2 + 3) - 6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("endless")
  void theTimeoutEndsIt(String sql) throws SQLException {
    try (Statement statement = account.connection().createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery(sql))
          .isInstanceOf(SQLTimeoutException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("HYT00");
    }
  }

  @ParameterizedTest
  @MethodSource("endless")
  void cancelEndsIt(String sql) throws Exception {
    try (Statement statement = account.connection().createStatement()) {
      Thread canceller = cancelling(statement);
      assertThatThrownBy(() -> statement.executeQuery(sql))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      canceller.join();
    }
  }

  /** Its text is looked at before it is planned, which may take a while. */
  @Test
  void whatIsCancelledAsItBeginsEnds() throws SQLException {
    Logger log = Logger.getLogger("io.github.helpcrunchjdbc.statement");
    Level level = log.getLevel();
    try (Statement statement = account.connection().createStatement()) {
      Handler canceller =
          new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
              try {
                statement.cancel();
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            }
          };
      log.addHandler(canceller);
      log.setLevel(Level.FINER);
      try {
        assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM customers"))
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("57014");
      } finally {
        log.setLevel(level);
        log.removeHandler(canceller);
      }
    }
  }

  /** Also in loops that wait for nothing. */
  @ParameterizedTest
  @MethodSource("loops")
  void anInterruptEndsIt(String sql) throws Exception {
    try (Statement statement = account.connection().createStatement()) {
      Thread asker = Thread.currentThread();
      Thread interrupter =
          new Thread(
              () -> {
                while (!isIn("moveNext", asker)) {
                  Thread.onSpinWait();
                }
                asker.interrupt();
              });
      interrupter.setDaemon(true);
      interrupter.start();
      assertThatThrownBy(() -> statement.executeQuery(sql))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
    } finally {
      // JUnit's own work in this thread is not to be interrupted.
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(count("SELECT COUNT(*) FROM customers")).isEqualTo(60);
  }

  private static boolean isIn(String method, Thread asker) {
    return Stream.of(asker.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
  }

  /** Cancels until the statement has ended: a cancel before it began has nothing to end. */
  private static Thread cancelling(Statement statement) {
    Thread asker = Thread.currentThread();
    Thread canceller =
        new Thread(
            () -> {
              while (!isIn("executeQuery", asker)) {
                Thread.onSpinWait();
              }
              while (isIn("executeQuery", asker)) {
                try {
                  statement.cancel();
                } catch (SQLException e) {
                  return;
                }
                Thread.onSpinWait();
              }
            });
    canceller.setDaemon(true);
    canceller.start();
    return canceller;
  }

  @Test
  void manyJoinsArePlannedAndAnswered() throws SQLException {
    String joins =
        IntStream.range(1, 8)
            .mapToObj(i -> " JOIN customers AS c%d ON c%d.id = c%d.id".formatted(i, i, i - 1))
            .collect(Collectors.joining());
    String list =
        IntStream.range(0, 8).mapToObj(i -> "customers AS c" + i).collect(Collectors.joining(", "));
    String where =
        IntStream.range(1, 8)
            .mapToObj(i -> "c%d.id = c%d.id".formatted(i, i - 1))
            .collect(Collectors.joining(" AND "));
    assertThat(count("SELECT COUNT(*) FROM customers AS c0" + joins)).isEqualTo(60);
    assertThat(count("SELECT COUNT(*) FROM " + list + " WHERE " + where)).isEqualTo(60);
  }

  /** 4,096 copies of one table take longer to plan than is waited for here. */
  @Test
  void planningThatIsGivenUpEnds() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Thread planning;
    try (Statement statement = account.connection().createStatement()) {
      FutureTask<ResultSet> asked =
          new FutureTask<>(() -> statement.executeQuery(doubled(12) + " CROSS JOIN " + tens()));
      Thread asker = new Thread(asked);
      asker.setDaemon(true);
      asker.start();
      planning = planningBeside(before, asked);
      statement.cancel();
      assertThatThrownBy(asked::get)
          .cause()
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
    }
    planning.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(planning.isAlive()).isFalse();
  }

  private static Thread planningBeside(Set<Thread> others, FutureTask<ResultSet> asked)
      throws InterruptedException {
    while (true) {
      assertThat(asked).isNotDone();
      if (Thread.interrupted()) {
        throw new InterruptedException("no planning was seen");
      }
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("helpcrunch-jdbc planning") && !others.contains(thread)) {
          return thread;
        }
      }
    }
  }

  @Test
  void itemsThatDoubleEachOtherAreRefused() {
    assertThatThrownBy(() -> count(doubled(40)))
        .hasMessageContaining("10000 queries")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  /** Calcite writes out as many digits: for ever, and heeds no timeout meanwhile. */
  @Test
  void roundingToFarPlacesIsNoWork() throws SQLException {
    assertThat(
            count(
                "SELECT SUM(CAST(ROUND(CAST(id AS DECIMAL(19, 2)), 100000000)"
                    + " + TRUNCATE(CAST(id AS DECIMAL(19, 2)), -100000000)"
                    + " + ROUND(CAST(id AS DOUBLE), CAST(id AS INTEGER) + 100000000) AS BIGINT))"
                    + " FROM customers"))
        .isEqualTo(60 * 61);
    assertThat(count("SELECT CAST(ROUND(2.5, 100000000) * 2 AS BIGINT)")).isEqualTo(5);
  }

  /** Which would take minutes letter by letter. */
  @Test
  void longTextsThatNearlyMatchAreSoughtSoon() throws SQLException {
    assertThat(
            count(
                "SELECT COUNT(*) FROM (SELECT REPEAT('a', 2000000 + CAST(id AS INTEGER)) AS t,"
                    + " REPEAT('a', 900000) || 'b' AS s FROM customers WHERE id < 3) AS q"
                    + " WHERE POSITION(s IN t) = 0 AND REPLACE(t, s, 'x') = t"
                    + " AND CHAR_LENGTH(TRANSLATE(t, t, s)) = CHAR_LENGTH(t)"
                    + " AND TRIM(BOTH s FROM t) = ''"))
        .isEqualTo(2);
  }

  /** Java copies the text for each of the letters that become two, and reads it for each sigma. */
  @Test
  void lettersThatGrowAreChangedSoon() throws SQLException {
    assertThat(
            count(
                "SELECT COUNT(*) FROM (SELECT CAST(id AS INTEGER) AS n FROM customers WHERE id < 3)"
                    + " WHERE UPPER(REPEAT('stra\u00dfe', 300000 + n)) ="
                    + " REPEAT('STRASSE', 300000 + n)"
                    + " AND CHAR_LENGTH(LOWER(REPEAT('\u0130', 900000 + n))) = 1800000 + 2 * n"
                    + " AND LOWER(REPEAT('\u03a3', 900000 + n)) ="
                    + " REPEAT('\u03c3', 899999 + n) || '\u03c2'"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = REPEAT('\u03a3\u00df', 400000)",
        "name ILIKE '%' || REPEAT('\u03a3\u00df', 40000)",
        "LOWER(name) = REPEAT('\u03a3\u00df', 40000)",
        "SOUNDEX(REPEAT('b\u00df', 400000)) <> SOUNDEX('bssbss')",
        "DIFFERENCE(REPEAT('b\u00df', 400000), 'bssbss') < 4",
        "TRY_CAST(REPEAT('\u03a3\u00df', 400000) AS BOOLEAN)",
      })
  void whatIsComparedMayHaveSuchLettersToo(String condition) throws SQLException {
    assertThat(count("SELECT COUNT(*) FROM customers WHERE " + condition)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = "t LIKE '%' || s || '%'")
  void whatComparesLongTextsLetterByLetterIsRefused(String condition) {
    assertThatThrownBy(
            () ->
                count(
                    "SELECT COUNT(*) FROM (SELECT REPEAT('a', 2000000 + CAST(id AS INTEGER)) AS t,"
                        + " REPEAT('a', 900000) || 'b' AS s FROM customers) AS q WHERE "
                        + condition))
        .hasMessageContaining("too long")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  @Test
  void aRegularExpressionThatGoesTooDeepIsTold() {
    assertThatThrownBy(
            () ->
                count(
                    "SELECT COUNT(*) FROM customers WHERE REGEXP_LIKE(REPEAT('ab', 400000 + id),"
                        + " '^(a|b|ab)*c')"))
        .hasMessageContaining("regular expression")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  /** Calcite's parser takes minutes for these, and goes on when its statement has been stopped. */
  static Stream<Arguments> beyondTheParser() {
    return Stream.of(
        Arguments.of("SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000), "brackets"),
        Arguments.of("SELECT " + "[".repeat(300_000), "brackets"),
        Arguments.of("SELECT " + "1+".repeat(300_000) + "1", "words and symbols"),
        Arguments.of("SELECT " + "- ".repeat(200_000) + "1", "words and symbols"),
        Arguments.of("SELECT 1 WHERE " + "NOT ".repeat(60_000) + "TRUE", "words and symbols"),
        Arguments.of("SELECT id" + "::VARCHAR::BIGINT".repeat(20_000), "words and symbols"),
        Arguments.of("SELECT " + "9".repeat(3_000_000), "digits"));
  }

  @ParameterizedTest
  @MethodSource
  void beyondTheParser(String sql, String what) {
    assertThatThrownBy(() -> count(sql))
        .hasMessageContaining(what)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  /** Planning has a deep stack, which each garbage collection would walk. */
  @Test
  void aDeepRegularExpressionIsNotFolded() {
    assertThatThrownBy(
            () -> count("SELECT 1 WHERE REGEXP_LIKE(REPEAT('ab', 200000), '^(a|b|ab)*$')"))
        .hasMessageContaining("regular expression")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  @Test
  void aLongChainOfCastsIsParsed() throws SQLException {
    assertThat(count("SELECT '7'" + "::VARCHAR::BIGINT".repeat(300))).isEqualTo(7);
    assertThat(count("SELECT ('6')::BIGINT::VARCHAR::INTEGER + (2)::BIGINT")).isEqualTo(8);
  }

  @Test
  void aCubeOfManyColumnsIsRefused() {
    List<String> columns =
        Collections.nCopies(13, "id").stream().map(column -> "MOD(" + column + ", 2)").toList();
    String sql = "SELECT COUNT(*) FROM customers GROUP BY CUBE(" + String.join(", ", columns) + ")";
    assertThatThrownBy(() -> count(sql))
        .hasMessageContaining("8192 groupings")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  @Test
  void aCubeOfOneColumnSevenTimesIsRefused() {
    assertThatThrownBy(
            () -> count("SELECT COUNT(*) FROM customers GROUP BY CUBE(id,id,id,id,id,id,id)"))
        .hasMessageContaining("CUBE with a key that is there twice makes 128 groupings; at most 64")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("54001");
  }

  private long count(String sql) throws SQLException {
    Connection connection = account.connection();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
