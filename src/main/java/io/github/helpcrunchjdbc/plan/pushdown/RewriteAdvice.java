package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.function.CodePoints;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Advises how to write a predicate so that it can be sent, or what to send in addition. */
public final class RewriteAdvice {
  /** Nobody would read the spellings of a longer text. */
  private static final int LONGEST_SPELLED = 100;

  private static final Set<String> OF_CASE = Set.of("UPPER", "LOWER", "INITCAP");

  private RewriteAdvice() {}

  /**
   * Returns advice on how to write a predicate, null if there is none.
   *
   * @param columns of the table that the predicate is over
   */
  public static @Nullable String of(RexNode predicate, List<ColumnDef> columns) {
    List<ColumnDef> used =
        RelOptUtil.InputFinder.bits(predicate).asList().stream().map(columns::get).toList();
    if (used.size() != 1 || !used.get(0).isSearchable()) {
      return null;
    }
    return spelled(predicate, used.get(0));
  }

  /** Returns advice on which predicate to add to one that can't be written otherwise. */
  public static String besides(List<ColumnDef> columns) {
    return "a predicate on a column that the service searches reads less: "
        + columns.stream()
            .filter(column -> column.isSearchable() && !column.isSearchOnly())
            .map(ColumnDef::name)
            .collect(Collectors.joining(", "));
  }

  /** Returns a comparison that ignores case as one with each usual spelling, null if it is none. */
  private static @Nullable String spelled(RexNode predicate, ColumnDef column) {
    if (!(predicate instanceof RexCall call) || call.operands.size() != 2) {
      return null;
    }
    boolean isSwapped = call.operands.get(0) instanceof RexLiteral;
    RexNode compared = call.operands.get(isSwapped ? 1 : 0);
    RexNode operand = call.operands.get(isSwapped ? 0 : 1);
    boolean isText = operand instanceof RexLiteral known && known.getValue() instanceof NlsString;
    String text = isText ? RexLiteral.stringValue(operand) : null;
    boolean isAnyCase =
        call.getOperator().equals(SqlLibraryOperators.ILIKE)
            ? compared instanceof RexInputRef
            : isOfCase(compared);
    if (!isAnyCase || text == null || text.length() > LONGEST_SPELLED) {
      return null;
    }
    String spellings =
        switch (call.getKind()) {
          case EQUALS -> column.name() + " IN (" + spellings(text, "", ", ") + ")";
          case LIKE ->
              isSwapped ? null : "(" + spellings(text, column.name() + " LIKE ", " OR ") + ")";
          default -> null;
        };
    return spellings == null
        ? null
        : "single spellings are sent, which find no others, as in " + spellings;
  }

  private static boolean isOfCase(RexNode compared) {
    return compared instanceof RexCall function
        && OF_CASE.contains(function.getOperator().getName().toUpperCase(Locale.ROOT))
        && function.operands.get(0) instanceof RexInputRef;
  }

  /** Returns a text in lower case, capitalized (once or each word), in upper case, and as it is. */
  private static String spellings(String text, String before, String between) {
    String lower = text.toLowerCase(Locale.ROOT);
    int letter = 0;
    while (letter < lower.length() && !Character.isLetter(lower.charAt(letter))) {
      letter++;
    }
    int next = Math.min(letter + 1, lower.length());
    String capital = lower.substring(0, next).toUpperCase(Locale.ROOT) + lower.substring(next);
    return Stream.of(
            lower, capital, CodePoints.capitalized(text), text.toUpperCase(Locale.ROOT), text)
        .distinct()
        .map(spelling -> before + "'" + spelling.replace("'", "''") + "'")
        .collect(Collectors.joining(between));
  }
}
