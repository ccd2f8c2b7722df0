package io.github.helpcrunchjdbc.read.request;

/** What becomes of an answer that could not be read whole, or not in its order. */
public enum Consistency {
  /** The rows that were had, and a warning. */
  WARN,
  /** An error. */
  STRICT
}
