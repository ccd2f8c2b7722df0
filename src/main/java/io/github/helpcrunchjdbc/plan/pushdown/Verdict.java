package io.github.helpcrunchjdbc.plan.pushdown;

/** What the service selects for a pushed predicate, compared with what SQL asks. */
public enum Verdict {
  /** The same customers: nothing is left to check. */
  EXACT,
  /** Those customers and perhaps more: the predicate is checked again in the driver. */
  SUPERSET,
  /** Nothing can be pushed: the predicate is evaluated in the driver. */
  NONE
}
