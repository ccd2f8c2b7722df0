package io.github.helpcrunchjdbc.plan.rel.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a predicate on one tag and its customer implies for the customer alone.
 *
 * @param ofCustomer returns a condition on the customer's own columns as a condition on the
 *     customer; null for any other
 * @param hasTag returns what a comparison of the tag's name implies for the customer; null for
 *     nothing
 */
record ImpliedTags(
    RexBuilder rexBuilder,
    Function<RexNode, @Nullable RexNode> ofCustomer,
    Function<RexNode, @Nullable RexNode> hasTag) {

  /** Returns the value that a condition requires of a field, null if it requires none. */
  static @Nullable RexNode valueOf(int field, RexNode condition) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return null;
    }
    List<RexNode> sides = ((RexCall) condition).operands;
    for (int i = 0; i < sides.size(); i++) {
      boolean isField = sides.get(i) instanceof RexInputRef ref && ref.getIndex() == field;
      RexNode other = sides.get(1 - i);
      if (isField && InputFinder.bits(other).isEmpty()) {
        return other;
      }
    }
    return null;
  }

  /** Returns what every customer with a matching tag satisfies; null for nothing. */
  @Nullable RexNode of(RexNode given) {
    RexNode condition = RexUtil.expandSearch(rexBuilder, null, given);
    RexNode own = ofCustomer.apply(condition);
    if (own != null) {
      return own;
    }
    return switch (condition.getKind()) {
      case AND -> {
        List<RexNode> known = new ArrayList<>();
        for (RexNode one : RelOptUtil.conjunctions(condition)) {
          RexNode implied = of(one);
          if (implied != null) {
            known.add(implied);
          }
        }
        yield known.isEmpty() ? null : RexUtil.composeConjunction(rexBuilder, known);
      }
      case OR -> anyOf(rexBuilder, RelOptUtil.disjunctions(condition), this::of);
      default -> hasTag.apply(condition);
    };
  }

  /** Returns the disjunction of what the nodes imply; null if one of them implies nothing. */
  static @Nullable RexNode anyOf(
      RexBuilder rexBuilder, List<RexNode> nodes, Function<RexNode, @Nullable RexNode> each) {
    List<RexNode> known = new ArrayList<>();
    for (RexNode node : nodes) {
      RexNode one = each.apply(node);
      if (one == null) {
        return null;
      }
      known.add(one);
    }
    return RexUtil.composeDisjunction(rexBuilder, known);
  }
}
