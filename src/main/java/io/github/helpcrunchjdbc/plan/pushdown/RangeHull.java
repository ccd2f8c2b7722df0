package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * The range that all branches of a disjunction share: whatever branch a customer satisfies, the
 * value is not below the least lower bound nor above the greatest upper one.
 */
final class RangeHull {
  private static final Set<Operator> LOWER = Set.of(Operator.GT, Operator.GE, Operator.EQ);
  private static final Set<Operator> UPPER = Set.of(Operator.LT, Operator.LE, Operator.EQ);

  private RangeHull() {}

  /** The bounds that follow from {@code any}, none if a branch has none. */
  static List<Leaf> of(Any any) {
    List<List<Leaf>> branches = any.parts().stream().map(RangeHull::bounds).toList();
    Set<Column> columns = new LinkedHashSet<>();
    branches.forEach(branch -> branch.forEach(leaf -> columns.add(leaf.column())));
    List<Leaf> hull = new ArrayList<>();
    for (Column column : columns) {
      Stream.of(widest(branches, column, true), widest(branches, column, false))
          .filter(Objects::nonNull)
          .forEach(hull::add);
    }
    return hull;
  }

  /** The comparisons of a branch with numbers that are known already. */
  private static List<Leaf> bounds(Condition branch) {
    Stream<Condition> parts = branch instanceof All all ? all.parts().stream() : Stream.of(branch);
    return parts
        .filter(Leaf.class::isInstance)
        .map(Leaf.class::cast)
        .filter(leaf -> leaf.encoding() == Encoding.INTEGER || leaf.encoding() == Encoding.DATE)
        .filter(leaf -> value(leaf) != null)
        .toList();
  }

  /** The bound of the branch that reaches farthest, null if one has no bound on that side. */
  private static @Nullable Leaf widest(List<List<Leaf>> branches, Column column, boolean lower) {
    Leaf widest = null;
    for (List<Leaf> branch : branches) {
      Leaf own = null;
      for (Leaf leaf : branch) {
        boolean bounds = (lower ? LOWER : UPPER).contains(leaf.operator());
        if (leaf.column().equals(column) && bounds) {
          own = own == null ? leaf : own;
        }
      }
      if (own == null) {
        return null;
      }
      if (widest == null || reachesFarther(own, widest, lower)) {
        widest = own;
      }
    }
    return widest == null ? null : widest.asBound(lower ? Operator.GE : Operator.LE);
  }

  private static boolean reachesFarther(Leaf one, Leaf other, boolean lower) {
    int order = Objects.requireNonNull(value(one)).compareTo(Objects.requireNonNull(value(other)));
    return lower ? order < 0 : order > 0;
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
