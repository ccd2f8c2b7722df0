package io.github.helpcrunchjdbc.plan.sql.dialect;

import org.jspecify.annotations.Nullable;

/** Statements that tell the driver to do something about itself. They return rows. */
public enum DriverCommand {
  /** {@code FORGET SERVICE}: the driver forgets what it has learned of the account's service. */
  FORGET_SERVICE("FORGET", "SERVICE"),
  /** {@code REFRESH CUSTOM_FIELDS}: the driver looks for the account's own attributes again. */
  REFRESH_CUSTOM_FIELDS("REFRESH", "CUSTOM_FIELDS"),
  /** {@code SHOW DIAGNOSIS}: the driver checks the account's service with at most ten requests. */
  SHOW_DIAGNOSIS("SHOW", "DIAGNOSIS");

  private final String first;
  private final String second;

  DriverCommand(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** Returns the command that a statement is, null if it is none. */
  public static @Nullable DriverCommand of(String sql) {
    Tokens tokens;
    try {
      tokens = Tokens.of(sql);
    } catch (DialectException e) {
      // The parser will report what is wrong.
      return null;
    }
    int words = tokens.at(tokens.size() - 1).is(";") ? tokens.size() - 1 : tokens.size();
    for (DriverCommand command : values()) {
      if (words == 2 && tokens.at(0).is(command.first) && tokens.at(1).is(command.second)) {
        return command;
      }
    }
    return null;
  }
}
