package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import io.github.helpcrunchjdbc.search.TableDef;

/**
 * Statements that tools send to set up a session or a transaction. Nothing has to be set up: a
 * connection reads one schema, and every statement sees the customers as they are now.
 */
public final class SessionCommand {
  private SessionCommand() {}

  /**
   * Returns whether a statement is such a command, which the driver accepts and ignores.
   *
   * @throws HelpCrunchException INVALID_SQL for a USE of another schema
   */
  public static boolean isOne(String sql) {
    Tokens tokens;
    try {
      tokens = Tokens.of(sql);
    } catch (DialectException e) {
      // The parser will report what is wrong.
      return false;
    }
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (tokens.at(i).is(";") && !tokens.at(i + 1).is(";")) {
        // Another statement follows, which would never be executed.
        return false;
      }
    }
    Token first = tokens.at(0);
    Token second = tokens.at(1);
    boolean named = second.isAny("SCHEMA", "DATABASE") && tokens.at(2).kind() != Kind.NONE;
    if (first.is("USE") && second.isName()) {
      checkSchema(named ? tokens.at(2) : second);
      return true;
    }
    if (first.is("SET") && second.is("SCHEMA")) {
      checkSchema(tokens.at(2));
      return true;
    }
    return first.isAny("BEGIN", "COMMIT", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "END", "SET")
        || (first.isAny("RESET", "DISCARD", "DEALLOCATE") && second.isName())
        || (first.is("START") && second.is("TRANSACTION"));
  }

  private static void checkSchema(Token name) {
    String text = name.text().replaceAll("[\"'`]", "");
    if (!text.equalsIgnoreCase(TableDef.SCHEMA)) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL,
          "there is no schema '" + text + "' to use; the only one is " + TableDef.SCHEMA);
    }
  }
}
