package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Set;

/**
 * Asks the service how it compares some fields, where a program could use totals if it knew.
 * Thread-safe.
 *
 * @param columns the fields; none if the program would gain nothing
 * @param isSameSearch whether rows are found by the same filters if all of them compare exactly
 */
public record Learning(AccountKnowledge knowledge, Set<ColumnDef> columns, boolean isSameSearch) {
  /** Two requests for each field, if rows read serve as samples. */
  private static final int REQUESTS = 2;

  boolean isWorthwhile() {
    return !columns.isEmpty();
  }

  int cost() {
    return REQUESTS * columns.size();
  }

  /**
   * Asks the service, if its answer may make the plan good for totals.
   *
   * @param rows that were read so far, closed if they are of no further use
   * @return whether the plan is good for what was learned
   * @throws io.github.helpcrunchjdbc.plan.knowledge.LearnedException if another plan is better now
   */
  boolean suffices(RowSource rows, Execution execution) {
    boolean isExact = isExact(execution);
    if (isExact && !isSameSearch && !execution.isAnswering()) {
      rows.close();
      throw knowledge.planAgain();
    }
    return isExact && isSameSearch;
  }

  /** Asks the service, and whether it compares all the fields exactly. */
  boolean isExact(Execution execution) {
    if (isWorthwhile()) {
      knowledge.learn(columns, execution);
    }
    return columns.stream()
        .map(knowledge::matching)
        .allMatch(one -> one.equality() == Verdict.EXACT && one.containment() == Verdict.EXACT);
  }
}
