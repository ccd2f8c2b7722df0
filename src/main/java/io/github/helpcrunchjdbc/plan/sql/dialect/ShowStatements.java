package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the statements by which people look around into queries of the catalogue: SHOW TABLES,
 * DESCRIBE and similar ones, with MySQL's column names.
 */
record ShowStatements(Tokens tokens) {
  private static final String SCHEMA = "INFORMATION_SCHEMA.";
  private static final String OWN = "TABLE_SCHEMA = '" + TableDef.SCHEMA + "'";

  /** The lists that are always empty here, with the first columns of MySQL's answer. */
  private static final Map<String, String[]> NOTHING_OF =
      Map.of(
          "WARNINGS", new String[] {"Level", "Code", "Message"},
          "ENGINES", new String[] {"Engine", "Support", "Comment"},
          "PLUGINS", new String[] {"Name", "Status", "Type"},
          "PROCESSLIST", new String[] {"Id", "User", "Host", "db", "Command"},
          "COLLATION", new String[] {"Collation", "Charset", "Id"},
          "CHARSET", new String[] {"Charset", "Description", "Default collation"},
          "TRIGGERS", new String[] {"Trigger", "Event", "Table"},
          "PROCEDURE", new String[] {"Db", "Name", "Type"},
          "FUNCTION", new String[] {"Db", "Name", "Type"});

  /**
   * Words that may stand in the place of a table's name, but begin a statement or belong to
   * EXPLAIN.
   */
  private static final Set<String> NO_TABLES =
      Set.of(
          ("SELECT WITH VALUES TABLE PLAN ANALYZE VERBOSE FORMAT QUERY EXPLAIN SHOW DESCRIBE DESC"
                  + " FORGET REFRESH SET USE BEGIN START COMMIT ROLLBACK ALTER CALL CREATE DELETE"
                  + " DROP EXECUTE INSERT MERGE REPLACE TRUNCATE UPDATE UPSERT")
              .split(" "));

  /** Returns the query that a statement means, null if it is no such statement. */
  static @Nullable String query(Tokens tokens) {
    ShowStatements show = new ShowStatements(tokens);
    Token first = tokens.at(0);
    if (first.isAny("DESCRIBE", "DESC", "EXPLAIN")) {
      int name = tokens.at(1).is("TABLE") && !first.is("EXPLAIN") ? 2 : 1;
      return isTable(tokens.at(name)) ? show.columns(name) : null;
    }
    if (!first.is("SHOW")) {
      return null;
    }
    int what = tokens.at(1).isAny("FULL", "EXTENDED") ? 2 : 1;
    Token object = tokens.at(what);
    if (object.is("TABLES")) {
      return show.tables(what);
    }
    if (object.isAny("SCHEMAS", "DATABASES")) {
      return show.withCondition(
          "SELECT SCHEMA_NAME AS \"Database\" FROM %sSCHEMATA%s"
              .formatted(SCHEMA, show.like("SCHEMA_NAME", " WHERE ")),
          "1");
    }
    boolean from = tokens.at(what + 1).isAny("FROM", "IN");
    if (object.isAny("COLUMNS", "FIELDS") && from) {
      return show.columns(what + 2);
    }
    if (object.isAny("INDEX", "INDEXES", "KEYS") && from) {
      return show.keys(what + 2);
    }
    return show.session();
  }

  private String tables(int what) {
    boolean from = tokens.at(what + 1).isAny("FROM", "IN") && tokens.at(what + 2).isName();
    return withCondition(
        ("SELECT TABLE_NAME AS \"Tables_in_helpcrunch\", TABLE_TYPE AS \"Table_type\" "
                + "FROM %sTABLES WHERE %s%s")
            .formatted(
                SCHEMA,
                from ? same("TABLE_SCHEMA", tokens.at(what + 2)) : OWN,
                like("TABLE_NAME", " AND ")),
        "\"Tables_in_helpcrunch\"");
  }

  /** Returns the query with the statement's condition on the shown columns, if it has one. */
  private String withCondition(String query, String order) {
    String condition = where();
    return condition.isEmpty()
        ? query + " ORDER BY " + order
        : "SELECT * FROM (" + query + ") AS t" + condition + " ORDER BY " + order;
  }

  /** Returns the query for a property of the session. */
  private @Nullable String session() {
    int what = tokens.at(1).isAny("GLOBAL", "SESSION", "LOCAL") ? 2 : 1;
    Token object = tokens.at(what);
    if (object.isAny("VARIABLES", "STATUS")) {
      return SessionVariables.table()
          + like("\"Variable_name\"", " WHERE ")
          + where()
          + " ORDER BY 1";
    }
    String[] columns = NOTHING_OF.get(object.text().toUpperCase(Locale.ROOT));
    if (columns != null) {
      return empty(columns);
    }
    if (object.is("TIMEZONE") || (object.is("TIME") && tokens.at(what + 1).is("ZONE"))) {
      throw DialectException.notSupported(
          object,
          "the time zone is the connection property timeZone; getMetaData().getURL() has it");
    }
    if (object.is("TRANSACTION")) {
      return SessionVariables.one("transaction_isolation");
    }
    Token end = tokens.at(what + 1);
    return object.isName() && (end.kind() == Kind.NONE || end.is(";"))
        ? SessionVariables.one(bare(object))
        : null;
  }

  /** Returns the condition as it was written. */
  private String where() {
    StringBuilder condition = new StringBuilder();
    for (int i = 1; i < tokens.size(); i++) {
      if (!condition.isEmpty() || tokens.at(i).is("WHERE")) {
        condition.append(' ').append(condition(tokens.at(i)));
      }
    }
    return condition.toString();
  }

  private static String condition(Token token) {
    return token.is(";") ? "" : token.text().startsWith("`") ? quoted(token) : token.text();
  }

  private static String empty(String... columns) {
    return Arrays.stream(columns)
        .map(column -> "'' AS \"" + column + '"')
        .collect(Collectors.joining(", ", "SELECT ", " FROM (VALUES 1) WHERE FALSE"));
  }

  private static boolean isTable(Token token) {
    return token.isName() && !NO_TABLES.contains(token.text().toUpperCase(Locale.ROOT));
  }

  private String columns(int at) {
    int name = lastOfName(at);
    Token column = tokens.at(name + 1);
    String one = column.isName() && !isWord(column) ? " AND " + same("COLUMN_NAME", column) : "";
    String query =
        ("SELECT COLUMN_NAME AS \"Field\", DATA_TYPE AS \"Type\", IS_NULLABLE AS "
                + "\"Null\", CASE IS_NULLABLE WHEN 'NO' THEN 'PRI' ELSE '' END AS \"Key\", "
                + "COLUMN_DEFAULT AS \"Default\", '' AS \"Extra\", REMARKS AS \"Comment\" FROM "
                + "%sCOLUMNS%s%s%s")
            .formatted(SCHEMA, ofTable(at, name), one, like("COLUMN_NAME", " AND "));
    return where().isEmpty()
        ? query + " ORDER BY ORDINAL_POSITION"
        : withCondition(query, "\"Field\"");
  }

  private String keys(int at) {
    return withCondition(
        ("SELECT TABLE_NAME AS \"Table\", 0 AS \"Non_unique\", CONSTRAINT_NAME AS "
                + "\"Key_name\", ORDINAL_POSITION AS \"Seq_in_index\", COLUMN_NAME AS "
                + "\"Column_name\" FROM %sKEY_COLUMN_USAGE%s AND POSITION_IN_UNIQUE_CONSTRAINT "
                + "IS NULL")
            .formatted(SCHEMA, ofTable(at, lastOfName(at))),
        "\"Seq_in_index\"");
  }

  private static boolean isWord(Token token) {
    return token.isAny("FROM", "IN", "LIKE", "WHERE");
  }

  private int lastOfName(int at) {
    return tokens.at(at + 1).is(".") ? at + 2 : at;
  }

  /**
   * Returns the query for a table's rows. It also names the table in a query, so that an unknown
   * table is an error.
   */
  private String ofTable(int from, int to) {
    String name = (from == to ? "" : quoted(tokens.at(from)) + ".") + quoted(tokens.at(to));
    return " WHERE NOT EXISTS (SELECT 1 FROM %s WHERE FALSE) AND %s AND %s"
        .formatted(
            name,
            from == to ? OWN : same("TABLE_SCHEMA", tokens.at(from)),
            same("TABLE_NAME", tokens.at(to)));
  }

  private static String same(String column, Token name) {
    return "UPPER(" + column + ") = UPPER('" + bare(name).replace("'", "''") + "')";
  }

  private String like(String column, String before) {
    for (int i = 1; i < tokens.size() && !tokens.at(i).is("WHERE"); i++) {
      if (tokens.at(i).is("LIKE") && tokens.at(i + 1).kind() == Kind.TEXT) {
        return before + column + " LIKE " + tokens.at(i + 1).text();
      }
    }
    return "";
  }

  private static String bare(Token name) {
    return name.kind() == Kind.WORD
        ? name.text()
        : name.text().substring(1, name.text().length() - 1);
  }

  private static String quoted(Token name) {
    return '"' + bare(name).replace("\"", "\"\"") + '"';
  }
}
