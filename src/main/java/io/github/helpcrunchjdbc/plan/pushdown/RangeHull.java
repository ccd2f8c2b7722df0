package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Finds the range that all branches of a disjunction share. Whichever branch a customer satisfies,
 * the value is between the least lower bound and the greatest upper bound.
 */
final class RangeHull {
  private static final Set<Operator> LOWER = Set.of(Operator.GT, Operator.GE, Operator.EQ);
  private static final Set<Operator> UPPER = Set.of(Operator.LT, Operator.LE, Operator.EQ);

  private RangeHull() {}

  /** Returns the bounds that follow from {@code any}; none if a branch has no bound. */
  static List<Leaf> of(Any any) {
    List<List<Leaf>> branches = any.parts().stream().map(RangeHull::bounds).toList();
    Set<ColumnDef> columns = new LinkedHashSet<>();
    branches.forEach(branch -> branch.forEach(leaf -> columns.add(leaf.column())));
    List<Leaf> hull = new ArrayList<>();
    for (ColumnDef column : columns) {
      widest(branches, column, true).ifPresent(hull::add);
      widest(branches, column, false).ifPresent(hull::add);
    }
    return hull;
  }

  /**
   * Returns the comparisons of a branch with known numbers, one for each column. A range with two
   * ends is left out, be it one condition or two: many customers may lie between the ranges of two
   * branches.
   */
  private static List<Leaf> bounds(Condition branch) {
    Stream<Condition> parts = branch instanceof All all ? all.parts().stream() : Stream.of(branch);
    Map<ColumnDef, List<Leaf>> known =
        parts
            .filter(Leaf.class::isInstance)
            .map(Leaf.class::cast)
            .filter(leaf -> leaf.encoding() == Encoding.INTEGER || leaf.encoding() == Encoding.DATE)
            .filter(leaf -> value(leaf) != null)
            .collect(Collectors.groupingBy(Leaf::column, LinkedHashMap::new, Collectors.toList()));
    return known.values().stream().filter(one -> one.size() == 1).flatMap(List::stream).toList();
  }

  /** Returns the widest bound of all branches; empty if a branch has none on that side. */
  private static Optional<Leaf> widest(List<List<Leaf>> branches, ColumnDef column, boolean lower) {
    Set<Operator> bounding = lower ? LOWER : UPPER;
    List<Leaf> bounds =
        branches.stream()
            .flatMap(
                branch ->
                    branch.stream()
                        .filter(leaf -> leaf.column().equals(column))
                        .filter(leaf -> bounding.contains(leaf.operator()))
                        .limit(1))
            .toList();
    if (bounds.size() < branches.size()) {
      return Optional.empty();
    }
    Comparator<Leaf> ascending =
        Comparator.comparing(leaf -> Objects.requireNonNull(value(leaf), "bounds() let it pass"));
    return bounds.stream()
        .max(lower ? ascending.reversed() : ascending)
        .map(leaf -> leaf.asBound(lower ? Operator.GE : Operator.LE));
  }

  private static @Nullable BigDecimal value(Leaf leaf) {
    if (!(leaf.operand() instanceof RexLiteral literal)) {
      return null;
    }
    if (leaf.encoding() == Encoding.INTEGER) {
      return literal.getValueAs(BigDecimal.class);
    }
    Long millis = literal.getValueAs(Long.class);
    return millis == null ? null : BigDecimal.valueOf(millis);
  }
}
