package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.dialect.DialectText;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Calcite's complaints about SQL as the driver's errors: where, what, and what was meant. */
final class SqlErrors {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Column '([^']*)' not found in (any table|table '[^']*').*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("Object '([^']*)' not found.*|Table '([^']*)' not found.*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile("No match found for function signature (.*)", Pattern.DOTALL);

  private SqlErrors() {}

  static HelpCrunchException invalid(DialectText text, CalciteContextException e) {
    String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    String where =
        e.getPosLine() > 0 ? " (" + text.place(e.getPosLine(), e.getPosColumn()) + ")" : "";
    Matcher column = UNKNOWN_COLUMN.matcher(reason);
    if (column.matches()) {
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_COLUMN,
          "there is no column '"
              + column.group(1)
              + "'"
              + where
              + (isQuoted(text, e)
                  ? "; double quotes are for names, text is written in single ones"
                  : suggestion(column.group(1))),
          e);
    }
    Matcher table = UNKNOWN_TABLE.matcher(reason);
    if (table.matches()) {
      String name = table.group(1) == null ? table.group(2) : table.group(1);
      return new HelpCrunchException(
          ErrorCode.UNKNOWN_TABLE,
          "there is no table '"
              + name
              + "'"
              + where
              + "; there is "
              + HelpCrunchSchema.NAME
              + "."
              + CustomersTable.NAME,
          e);
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
    return new HelpCrunchException(ErrorCode.INVALID_SQL, reason + where, e);
  }

  private static boolean isQuoted(DialectText text, CalciteContextException e) {
    int at = text.offset(e.getPosLine(), e.getPosColumn());
    return e.getPosLine() > 0 && text.original().startsWith("\"", at);
  }

  /** The column whose name is nearest, if one is near. */
  private static String suggestion(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    Optional<String> nearest =
        CustomerColumns.all().stream()
            .map(Column::name)
            .min(Comparator.comparingInt(n -> distance.apply(wanted, n.toLowerCase(Locale.ROOT))));
    return nearest
        .filter(n -> distance.apply(wanted, n.toLowerCase(Locale.ROOT)) <= 1 + name.length() / 3)
        .map(n -> "; did you mean '" + n + "'?")
        .orElse("; the columns are " + String.join(", ", names()));
  }

  private static List<String> names() {
    return CustomerColumns.all().stream().map(Column::name).toList();
  }
}
