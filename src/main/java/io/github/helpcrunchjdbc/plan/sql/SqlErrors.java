package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.error.NearestName;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectText;
import io.github.helpcrunchjdbc.search.AttributeColumns;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteContextException;

/**
 * Turns Calcite's complaints about SQL into the driver's errors: where, what, and what was meant.
 */
final class SqlErrors {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile(
          "Column '([^']*)' not found in (?:any table|table '([^']*)').*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("(?s)Object '([^']*)' not found(?: within '([^']*)')?.*");

  /**
   * Matches messages about an unknown name before a column or a star; an unknown type gives the
   * second form too.
   */
  private static final Pattern UNKNOWN_ALIAS =
      Pattern.compile("(?s)(?:Table|Unknown identifier) '([^']*)'(?: not found.*)?");

  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile("No match found for function signature (.*)", Pattern.DOTALL);

  private static final Pattern LITERAL_ONLY =
      Pattern.compile("Argument to function '([^']*)' must be a literal.*", Pattern.DOTALL);

  private static final String TABLES =
      Stream.of(TableDef.CUSTOMERS, TagColumns.TABLE, AttributeColumns.TABLE)
          .map(table -> TableDef.SCHEMA + "." + table.name())
          .collect(Collectors.joining(", "));

  private SqlErrors() {}

  /**
   * Returns the error for a complaint of the validator.
   *
   * @param inScope the columns that could be named where an unknown name was found, by the name
   *     before the dot; all columns for an empty text
   * @param tables the names that could stand before a dot there
   * @param ofSchema lists the tables of a schema, as {@code schema.table, ..}
   */
  static HelpCrunchException invalid(
      DialectText text,
      CalciteContextException e,
      Function<String, List<String>> inScope,
      List<String> tables,
      UnaryOperator<String> ofSchema) {
    String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    String where =
        e.getPosLine() > 0 ? " (" + text.place(e.getPosLine(), e.getPosColumn()) + ")" : "";
    Matcher column = UNKNOWN_COLUMN.matcher(reason);
    if (column.matches()) {
      String table = column.group(2);
      List<String> names = inScope.apply(table == null ? "" : table);
      return unknownColumn(
          text, column.group(1), table == null ? where : " in '" + table + "'" + where, e, names);
    }
    Matcher table = UNKNOWN_TABLE.matcher(reason);
    if (table.matches()) {
      return unknownTable(
          text,
          table.group(1),
          where,
          e,
          table.group(2) == null ? TABLES : ofSchema.apply(table.group(2)));
    }
    Matcher alias = UNKNOWN_ALIAS.matcher(reason);
    if (alias.matches() && (reason.startsWith("Table") || isQualifier(text, alias.group(1), e))) {
      return unknownAlias(alias.group(1), where, e, inScope.apply(""), tables);
    }
    Matcher function = UNKNOWN_FUNCTION.matcher(reason);
    if (function.matches()) {
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_FUNCTION,
          "there is no function "
              + function.group(1)
              + where
              + OtherFunctions.hint(function.group(1)),
          e);
    }
    Matcher literal = LITERAL_ONLY.matcher(reason);
    if (literal.matches()) {
      return new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          literal.group(1)
              + " takes only a value that is written in the statement"
              + where
              + ", since it is planned with it; write the number in the place of a ? or a column",
          e);
    }
    return new HelpCrunchException(ErrorCode.INVALID_SQL, SqlAdvice.message(reason, where), e);
  }

  private static HelpCrunchException unknownColumn(
      DialectText text,
      String name,
      String where,
      CalciteContextException e,
      List<String> inScope) {
    String advice =
        isQuoted(text, e)
            ? "; double quotes are for names, text is written in single ones"
            : name.startsWith("$") ? "; a parameter is written ?" : suggestion(name, inScope);
    return new HelpCrunchException(
        ErrorCode.UNKNOWN_COLUMN, "there is no column '" + name + "'" + where + advice, e);
  }

  /** Returns the error for an unknown name before a column. */
  private static HelpCrunchException unknownAlias(
      String name,
      String where,
      CalciteContextException e,
      List<String> inScope,
      List<String> tables) {
    boolean column = inScope.stream().anyMatch(name::equalsIgnoreCase);
    return new HelpCrunchException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no table or alias '%s' in this query%s%s"
            .formatted(
                name,
                where,
                column
                    ? "; write JSON_VALUE(customData, '$.name') to take a value out of a JSON text"
                    : tables.isEmpty()
                        ? ", which has no FROM"
                        : "; there is " + String.join(", ", tables)),
        e);
  }

  private static HelpCrunchException unknownTable(
      DialectText text, String name, String where, CalciteContextException e, String tables) {
    boolean column = TableDef.CUSTOMERS.column(name).isPresent();
    String advice =
        column
            ? "; write JSON_VALUE(customData, '$.name') to take a value out of a JSON text"
            : "; there are " + tables;
    return new HelpCrunchException(
        ErrorCode.UNKNOWN_TABLE,
        "there is no %s '%s'%s%s"
            .formatted(isQualifier(text, name, e) ? "schema" : "table", name, where, advice),
        e);
  }

  /** Returns whether a dot and another name follow. */
  private static boolean isQualifier(DialectText text, String name, CalciteContextException e) {
    int at = text.offset(e.getPosLine(), e.getPosColumn());
    String rest = text.original().substring(Math.min(at, text.original().length()));
    return e.getPosLine() > 0
        && rest.matches("(?s)[\"`\\[]?" + Pattern.quote(name) + "[\"`\\]]?\\s*\\..*");
  }

  private static boolean isQuoted(DialectText text, CalciteContextException e) {
    int at = text.offset(e.getPosLine(), e.getPosColumn());
    return e.getPosLine() > 0 && text.original().startsWith("\"", at);
  }

  /**
   * Suggests the column in scope whose name is nearest, if one is near. Hidden columns are not
   * suggested.
   */
  private static String suggestion(String name, List<String> inScope) {
    List<ColumnDef> hidden = new ArrayList<>(TableDef.CUSTOMERS.columns());
    hidden.removeAll(TableDef.CUSTOMERS.visible());
    List<String> names = new ArrayList<>(inScope);
    names.removeAll(hidden.stream().map(ColumnDef::name).toList());
    if (names.stream().anyMatch(name::equalsIgnoreCase)) {
      return "; not every table that is joined has it";
    }
    return NearestName.of(name, names)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse(names.isEmpty() ? "" : "; the columns are " + String.join(", ", names));
  }
}
