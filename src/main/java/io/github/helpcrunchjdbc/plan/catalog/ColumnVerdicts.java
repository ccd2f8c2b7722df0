package io.github.helpcrunchjdbc.plan.catalog;

import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.Arrays;
import java.util.List;

/** Describes for one column which predicates are sent, as SQL has them, with their verdicts. */
final class ColumnVerdicts {
  private ColumnVerdicts() {}

  /** Returns the SQL operators that are sent; none for a column that can't be searched. */
  static List<String> operators(ColumnDef column) {
    if (isTagName(column)) {
      return List.of("=");
    }
    return Arrays.stream(Operator.values())
        .filter(column.operators()::contains)
        .map(operator -> name(column, operator))
        .toList();
  }

  /** Whether a column holds a tag's name. A search finds the customers who have that tag. */
  private static boolean isTagName(ColumnDef column) {
    return column.path().equals(TagColumns.NAME.path());
  }

  private static String name(ColumnDef column, Operator operator) {
    return switch (operator) {
      case EQ -> column.isSearchableTags() ? "HAS_TAG" : "=";
      case NE -> "<>";
      case CONTAINS -> "LIKE '%x%'";
      case NOT_CONTAINS -> "NOT LIKE '%x%'";
      case GT, LT, GE, LE -> operator.symbol();
    };
  }

  /** Returns the verdicts of the column's predicates by what is known now, with the reason. */
  static String of(ColumnDef column, Knowledge knowledge) {
    if (isTagName(column)) {
      return Verdict.EXACT + ": tag names are case sensitive";
    }
    if (!column.isSearchable()) {
      return Verdict.NONE + ": " + column.whyUnsearchable();
    }
    if (column.isWholeNumber()) {
      return Verdict.EXACT + ": ids compare as numbers";
    }
    if (column.isSearchableTags()) {
      return Verdict.EXACT + ": tag names are case sensitive";
    }
    if (column.isInstant()) {
      return knowledge.showsFractions()
          ? Verdict.SUPERSET + ": the service shows fractions of seconds"
          : Verdict.EXACT + ": whole seconds; <> " + Verdict.SUPERSET;
    }
    return text(column, knowledge.matching(column));
  }

  private static String text(ColumnDef column, StringMatching matching) {
    if (column.isSearchOnly()) {
      return matching.equality() == Verdict.EXACT
          ? Verdict.EXACT + ": " + matching.reason()
          : Verdict.EXACT + ": only the service knows the value; <> and NOT LIKE are refused";
    }
    boolean exact = matching.equality() == Verdict.EXACT;
    return (matching.equality() == matching.containment()
            ? matching.equality().toString()
            : "= " + matching.equality() + ", LIKE " + matching.containment())
        + ": "
        + matching.reason()
        + (exact ? "" : "; <> and NOT LIKE " + Verdict.NONE);
  }
}
