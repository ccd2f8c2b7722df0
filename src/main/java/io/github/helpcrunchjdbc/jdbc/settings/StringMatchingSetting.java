package io.github.helpcrunchjdbc.jdbc.settings;

/**
 * The values of the property {@code stringMatching} that hold for all columns. In a URL they are
 * written in lower case.
 */
public enum StringMatchingSetting {
  /**
   * Text compares as SQL says. The driver finds out how the service compares where that saves
   * requests.
   */
  AUTO,
  /** The driver assumes that the service finds more than SQL would, and checks each row again. */
  STRICT,
  /** The service's comparison of text counts as what the query means. */
  SERVER
}
