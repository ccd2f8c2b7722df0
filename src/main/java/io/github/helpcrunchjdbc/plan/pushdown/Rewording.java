package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/**
 * How a predicate that can't be sent could be written so that it is, or what could be sent besides.
 */
public final class Rewording {
  private static final Set<String> OF_CASE = Set.of("UPPER", "LOWER", "INITCAP");

  private Rewording() {}

  /**
   * Advice to the author of a predicate, null if there is none better than another predicate.
   *
   * @param columns of the table that it is over
   */
  public static @Nullable String of(RexNode predicate, List<ColumnDef> columns) {
    List<ColumnDef> used =
        RelOptUtil.InputFinder.bits(predicate).asList().stream().map(columns::get).toList();
    if (used.size() != 1 || !used.get(0).isSearchable()) {
      return null;
    }
    ColumnDef column = used.get(0);
    String function = functionAround(predicate);
    if (function == null) {
      return null;
    }
    if (column.isInstant()) {
      return ("compare %s itself, as in %s >= TIMESTAMP '2024-01-01 00:00:00' AND %s < "
              + "TIMESTAMP '2024-02-01 00:00:00'")
          .formatted(column.name(), column.name(), column.name());
    }
    if (OF_CASE.contains(function)) {
      return "compare %s itself with each spelling that occurs, as in %s IN ('ann', 'Ann')"
          .formatted(column.name(), column.name());
    }
    return column.isSearchableText()
        ? "compare " + column.name() + " itself, as in " + column.name() + " LIKE 'Ann%'"
        : "compare " + column.name() + " itself";
  }

  /** What could be sent besides a predicate that can't be written otherwise. */
  public static String besides(List<ColumnDef> columns) {
    return "a predicate on a column that the service searches reads less: "
        + columns.stream()
            .filter(column -> column.isSearchable() && !column.isSearchOnly())
            .map(ColumnDef::name)
            .collect(Collectors.joining(", "));
  }

  /** The name of the innermost function that a column is given to, null if none is. */
  private static @Nullable String functionAround(RexNode predicate) {
    String[] found = new String[1];
    predicate.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          @SuppressWarnings("NullAway") // a visitor of nothing answers nothing
          public Void visitCall(RexCall call) {
            boolean isPredicate = call.getType().getSqlTypeName().getName().equals("BOOLEAN");
            if (!isPredicate
                && call.getOperands().stream().anyMatch(RexInputRef.class::isInstance)) {
              found[0] = call.getOperator().getName().toUpperCase(Locale.ROOT);
            }
            return super.visitCall(call);
          }
        });
    return found[0];
  }
}
