package io.github.helpcrunchjdbc.plan.exec.operator;

/** How many of the rows that an operator can return are wanted. */
public enum Demand {
  /** Perhaps only a few rows. */
  PERHAPS_FEW,

  /** All rows of the answer that the caller takes. The caller may have set a bound. */
  WHAT_CALLER_TAKES,

  /** All rows: the operator above returns none before it has read all of them. */
  ALL;

  /**
   * Whether all rows are wanted.
   *
   * @param mostOfAnswer the caller's bound, 0 for none
   */
  public boolean isAll(long mostOfAnswer) {
    return this == ALL || (this == WHAT_CALLER_TAKES && mostOfAnswer == 0);
  }
}
