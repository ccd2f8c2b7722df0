package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Set;

/**
 * Asks the service how it compares some fields, if totals could then answer. Thread-safe.
 *
 * @param columns the fields; none if nothing would be gained
 * @param isSameSearch whether the same filters find the rows if the service compares all fields
 *     exactly
 */
public record Learning(AccountKnowledge knowledge, Set<ColumnDef> columns, boolean isSameSearch) {
  /** A question takes two requests for each field, if rows that were read serve as samples. */
  private static final int REQUESTS = 2;

  boolean isWorthwhile() {
    return !columns.isEmpty();
  }

  int cost() {
    return REQUESTS * columns.size();
  }

  /**
   * Asks the service, if its answer may allow totals.
   *
   * @param rows the rows read so far; they are closed if another plan is made
   * @return whether totals may answer with this plan
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

  /** Asks the service. Returns whether it compares all the fields exactly. */
  boolean isExact(Execution execution) {
    if (isWorthwhile()) {
      knowledge.learn(columns, execution);
    }
    return columns.stream()
        .map(knowledge::matching)
        .allMatch(one -> one.equality() == Verdict.EXACT && one.containment() == Verdict.EXACT);
  }
}
