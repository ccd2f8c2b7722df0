package io.github.helpcrunchjdbc.jdbc.settings;

/** How the SQL of a connection's statements is remembered. */
public enum StatementLiterals {
  /** With {@code ?} for each literal. */
  MASKED,
  /** As it was given, for connections of the same account. */
  SHOWN
}
