package io.github.helpcrunchjdbc.plan.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestExplainMode {
  /** A stack as deep as they are many would be walked by each garbage collection. */
  @ParameterizedTest
  @ValueSource(strings = {"--\n", "/* */ ", " \n", "#\n"})
  void manyCommentsTakeNoStack(String comment) {
    String comments = comment.repeat(200_000);
    assertThat(DialectText.of(comments + "SELECT 1").mode()).isEqualTo(ExplainMode.TREE);
    assertThat(DialectText.of(comments + "EXPLAIN " + comments + "SELECT 1").mode())
        .isEqualTo(ExplainMode.ASKING_BILL);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPLAIN SELECT 1, ASKING_BILL",
    "EXPLAIN/**/SELECT 1, ASKING_BILL",
    "explain (SELECT 1), ASKING_BILL",
    "EXPLAIN(SELECT 1), ASKING_BILL",
    "EXPLAIN((SELECT 1)), ASKING_BILL",
    "EXPLAIN TABLE customers, ASKING_BILL",
    "EXPLAIN TABLE format, ASKING_BILL",
    "EXPLAIN SELECT format FROM t, ASKING_BILL",
    "EXPLAIN ANALYZE SELECT verbose FROM t, ANALYZED_BILL",
    "EXPLAIN PLAN FOR SELECT buffers FROM t, BILL",
    "EXPLAIN VALUES 1, ASKING_BILL",
    "EXPLAIN WITH t AS (SELECT 1) SELECT * FROM t, ASKING_BILL",
    "EXPLAIN /* why */ ANALYZE SELECT 1, ANALYZED_BILL",
    "EXPLAIN ANALYZE/* why */SELECT 1, ANALYZED_BILL",
    "EXPLAIN PLAN /* why */ FOR SELECT 1, BILL",
    "EXPLAIN PLAN FOR(SELECT 1), BILL",
    "EXPLAIN PLAN AS/* why */TEXT FOR SELECT 1, TREE",
    "EXPLAIN PLAN WITH TYPE AS TEXT FOR SELECT 1, TREE",
    "EXPLAIN PLAN AS JSON FOR SELECT 1, TREE",
  })
  void commentsDoNotChangeWhatItAsksFor(String sql, ExplainMode mode) {
    assertThat(DialectText.of(sql).mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN DELETE FROM customers",
        "EXPLAIN PLAN FOR DELETE FROM customers",
        "EXPLAIN PLAN AS TEXT FOR UPDATE customers SET name = 'x'",
        "EXPLAIN ANALYZE INSERT INTO customers (id) VALUES (1)",
        "EXPLAIN SHOW TABLES",
        "EXPLAIN PLAN FOR SHOW TABLES",
        "EXPLAIN SHOW DIAGNOSIS",
        "EXPLAIN FORGET SERVICE",
        "EXPLAIN EXPLAIN SELECT 1",
        "EXPLAIN PLAN FOR EXPLAIN PLAN FOR SELECT 1",
        "EXPLAIN ANALYZE EXPLAIN SELECT 1",
        "EXPLAIN DESCRIBE customers",
        "EXPLAIN ANALYZE customers",
        "EXPLAIN BEGIN",
        "EXPLAIN (ANALYZE) SELECT 1",
        "EXPLAIN (SUMMARY OFF) SELECT 1",
        "EXPLAIN ANALYZE (TIMING OFF) SELECT 1",
        "EXPLAIN ANALYZE VERBOSE SELECT 1",
        "EXPLAIN QUERY PLAN SELECT 1",
        "EXPLAIN",
        "EXPLAIN;",
        "EXPLAIN PLAN",
        "EXPLAIN ANALYZE",
        "EXPLAIN PLAN FOR"
      })
  void itTakesAQuery(String sql) {
    assertThatThrownBy(() -> DialectText.of(sql))
        .isInstanceOf(DialectException.class)
        .hasMessageStartingWith("EXPLAIN takes a query: write EXPLAIN PLAN FOR SELECT ..");
  }
}
