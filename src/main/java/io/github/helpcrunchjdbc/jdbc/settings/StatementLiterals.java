package io.github.helpcrunchjdbc.jdbc.settings;

/** How the SQL of a connection's statements is remembered. */
public enum StatementLiterals {
  /** The SQL is kept with {@code ?} in place of each literal. */
  MASKED,
  /** The SQL is kept as it was given, for connections of the same account. */
  SHOWN
}
