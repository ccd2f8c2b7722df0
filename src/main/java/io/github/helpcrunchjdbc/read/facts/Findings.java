package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.learned.ServiceFact;

/**
 * What one statement may rely on: what it has seen itself holds for it at once, what others have
 * seen only with enough evidence. Thread-safe.
 */
public record Findings(LearnedFacts learned, Execution execution) {
  /** Whether totals are no use. */
  public boolean totalsUnreliable() {
    return holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Whether answers are not in the order asked for. */
  public boolean ignoresSort() {
    return holds(ServiceFact.IGNORES_SORT);
  }

  /** Whether customers of the same value change places between two pages. */
  public boolean tiesUnstable() {
    return holds(ServiceFact.TIES_UNSTABLE);
  }

  /** Whether customers come or go between two pages of a search. */
  public boolean customersChange() {
    return holds(ServiceFact.CUSTOMERS_CHANGE);
  }

  private boolean holds(ServiceFact fact) {
    return execution.seen().contains(fact) || learned.holds(fact);
  }

  /**
   * Notes what an answer has shown.
   *
   * @param evidence without customers' data
   */
  public void note(ServiceFact fact, String evidence) {
    execution.seen().add(fact);
    execution.statistics().learned(fact.meaning());
    learned.sight(fact, evidence, execution);
  }
}
