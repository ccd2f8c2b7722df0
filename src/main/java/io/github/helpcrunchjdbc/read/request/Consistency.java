package io.github.helpcrunchjdbc.read.request;

/** What happens if an answer could not be read completely, or not in its order. */
public enum Consistency {
  /** The statement returns the rows that were read, and a warning. */
  WARN,
  /** The statement fails with an error. */
  STRICT
}
