package io.github.helpcrunchjdbc.jdbc.settings;

/** The choices of the property {@code stringMatching} for all columns; in the URL in lower case. */
public enum StringMatchingSetting {
  /** Text compares as SQL says; how the service does is found out where that saves requests. */
  AUTO,
  /** The service's comparison of text is taken as wider than SQL's; the driver checks again. */
  STRICT,
  /** The service's comparison of text is what the query means. */
  SERVER
}
