package io.github.helpcrunchjdbc.plan.sql.dialect;

/** Statements that other databases have for what is a query here. */
final class OtherStatements {
  private static final String TABLES =
      "SHOW TABLES, SHOW COLUMNS FROM customers, SHOW VARIABLES, or SELECT * FROM"
          + " INFORMATION_SCHEMA.TABLES";
  private static final String COLUMNS =
      "SELECT * FROM INFORMATION_SCHEMA.COLUMNS, or SELECT * FROM helpcrunch_meta.columns for what"
          + " is sent to the service";

  private OtherStatements() {}

  /**
   * Refuses a statement that has another name here, and completes EXPLAIN.
   *
   * @throws DialectException with what to write instead
   */
  static void rewrite(Tokens tokens, EditedText text) {
    Token first = tokens.at(0);
    Token second = tokens.at(1);
    if (first.is("EXPLAIN")) {
      if (second.isAny("SELECT", "WITH", "VALUES", "(") && !isOption(tokens.at(2))) {
        text.insert(first.end(), " PLAN FOR");
      } else if (!second.is("PLAN")) {
        refuse(second, "write EXPLAIN PLAN FOR SELECT .., which sends no request");
      }
    } else if (first.is("SHOW")) {
      refuse(
          first,
          "write "
              + (second.isAny("COLUMNS", "FULL", "FIELDS", "CREATE", "INDEX", "KEYS")
                  ? COLUMNS
                  : TABLES));
    } else if (first.isAny("DESCRIBE", "DESC", "HELP", "\\")) {
      refuse(first, "write " + COLUMNS);
    }
  }

  private static boolean isOption(Token token) {
    return token.isAny("ANALYZE", "VERBOSE", "FORMAT", "COSTS", "BUFFERS");
  }

  private static void refuse(Token token, String instead) {
    throw DialectException.notSupported(token, instead);
  }
}
