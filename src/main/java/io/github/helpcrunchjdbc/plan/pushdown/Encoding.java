package io.github.helpcrunchjdbc.plan.pushdown;

/** How an operand's value becomes the value of a search filter. */
public enum Encoding {
  /** A number, to whole numbers. */
  INTEGER,
  /** Milliseconds since 1970, to whole UNIX seconds. */
  DATE,
  /** Text as it is. */
  TEXT,
  /** A LIKE pattern, to its longest literal piece. */
  LIKE,
  /** The name of a tag. */
  TAG
}
