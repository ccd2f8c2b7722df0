package io.github.helpcrunchjdbc.plan.pushdown;

/** What the service finds for a pushed predicate, compared with what SQL asks for. */
public enum Verdict {
  /** The service finds the same customers: nothing is left to check. */
  EXACT,
  /** The service finds these customers and perhaps more: the driver checks the predicate again. */
  SUPERSET,
  /** Nothing can be pushed: the driver evaluates the predicate. */
  NONE
}
