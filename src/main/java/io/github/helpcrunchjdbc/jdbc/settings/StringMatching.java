package io.github.helpcrunchjdbc.jdbc.settings;

/** The choices of the property {@code stringMatching}; in the URL their names in lower case. */
public enum StringMatching {
  /** The service's comparison of text is taken as wider than SQL's; the driver checks again. */
  STRICT,
  /** The service's comparison of text is what the query means. */
  SERVER
}
