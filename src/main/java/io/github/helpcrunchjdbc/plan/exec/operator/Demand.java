package io.github.helpcrunchjdbc.plan.exec.operator;

/** How many of the rows that an operator can give are wanted of it. */
public enum Demand {
  /** Perhaps a few. */
  SOME,

  /** All rows of the answer that the caller takes, which may have set a bound. */
  ANSWER,

  /** All, as what takes them gives none before. */
  ALL;

  /**
   * Whether all are wanted.
   *
   * @param mostOfAnswer the caller's bound, 0 for none
   */
  public boolean isAll(long mostOfAnswer) {
    return this == ALL || (this == ANSWER && mostOfAnswer == 0);
  }
}
