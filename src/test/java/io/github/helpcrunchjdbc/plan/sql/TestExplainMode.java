package io.github.helpcrunchjdbc.plan.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestExplainMode {
  /** A stack as deep as they are many would be walked by each garbage collection. */
  @ParameterizedTest
  @ValueSource(strings = {"--\n", "/* */ ", " \n"})
  void manyCommentsBeforeAStatementTakeNoStack(String comment) {
    String comments = comment.repeat(200_000);
    assertThat(ExplainMode.of(comments + "SELECT 1").mode()).isEqualTo(ExplainMode.TREE);
    assertThat(ExplainMode.of(comments + "EXPLAIN SELECT 1").mode())
        .isEqualTo(ExplainMode.ASKING_BILL);
    assertThat(ExplainMode.of(comments + "EXPLAIN ANALYZE SELECT 1").sql())
        .endsWith("EXPLAIN         SELECT 1");
  }
}
