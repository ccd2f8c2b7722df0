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
   * Refuses a statement that has another name here.
   *
   * @throws DialectException with what to write instead
   */
  static void check(Tokens tokens) {
    Token first = tokens.at(0);
    Token second = tokens.at(1);
    if (first.is("SHOW")) {
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

  private static void refuse(Token token, String instead) {
    throw DialectException.notSupported(token, instead);
  }
}
