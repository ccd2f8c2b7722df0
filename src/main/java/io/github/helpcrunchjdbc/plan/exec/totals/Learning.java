package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Set;

/**
 * Asks the service how it compares some fields, where a program could use totals if it knew.
 * Thread-safe.
 *
 * @param columns the fields; none if the program would gain nothing
 */
public record Learning(AccountKnowledge knowledge, Set<ColumnDef> columns) {
  /** Two requests for each field, if rows read serve as samples. */
  private static final int REQUESTS = 2;

  boolean isWorthwhile() {
    return !columns.isEmpty();
  }

  int cost() {
    return REQUESTS * columns.size();
  }

  /**
   * Asks the service how it compares one column.
   *
   * @param part what was read, as the plan has it
   * @return whether the plan is good for what was learned
   */
  boolean suffices(SearchPart part, ColumnDef column, RowSource rows, Execution execution) {
    if (part.residual() != null || !columns.equals(Set.of(column))) {
      learn(rows, execution);
      return false;
    }
    knowledge.learn(columns, execution);
    return knowledge.matching(column).equality() == Verdict.EXACT;
  }

  /**
   * Asks the service.
   *
   * @param rows that were read so far, closed if they are of no further use
   * @throws io.github.helpcrunchjdbc.plan.knowledge.LearnedException if another plan is better now
   */
  void learn(RowSource rows, Execution execution) {
    knowledge.learn(columns, execution);
    boolean isExact =
        columns.stream()
            .map(knowledge::matching)
            .map(StringMatching::equality)
            .allMatch(verdict -> verdict == Verdict.EXACT);
    if (isExact && !execution.isAnswering()) {
      rows.close();
      throw knowledge.planAgain();
    }
  }
}
