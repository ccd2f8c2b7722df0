package io.github.helpcrunchjdbc.plan.calcite.size;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Shortens long conditions before other code looks at them: the time of Calcite's own
 * simplification grows with the square, or the cube, of their length. Comparisons of one expression
 * with many values become one search argument, like an IN or a NOT IN; {@link LongConditions} hides
 * what is still long. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class LongLists extends RexShuttle {
  private static final int LONG = 20;

  private final RexBuilder rexBuilder;

  private LongLists(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  public static RelNode fold(RelNode root) {
    LongLists folding = new LongLists(root.getCluster().getRexBuilder());
    return Expressions.rewrite(root, rel -> true, folding);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    return switch (call.getKind()) {
      case AND, OR -> condition(call);
      case NOT -> negation(call);
      case CASE ->
          super.visitCall(call) instanceof RexCall visited
              ? LongConditions.cases(rexBuilder, visited)
              : call;
      default -> super.visitCall(call);
    };
  }

  private static List<RexNode> terms(RexCall call) {
    return call.getKind() == SqlKind.OR
        ? RelOptUtil.disjunctions(call)
        : RelOptUtil.conjunctions(call);
  }

  private RexNode condition(RexCall call) {
    List<RexNode> terms = terms(call);
    return terms.size() < LONG
        ? super.visitCall(call)
        : folded(terms, call.getKind() == SqlKind.OR);
  }

  /**
   * Turns the NOT of a long condition into a condition of the negated terms, so that each term can
   * be treated alone.
   */
  private RexNode negation(RexCall not) {
    RexNode negated = not.getOperands().get(0);
    if (!(negated instanceof RexCall call) || !(call.isA(SqlKind.AND) || call.isA(SqlKind.OR))) {
      return super.visitCall(not);
    }
    List<RexNode> terms = terms(call);
    return terms.size() < LONG
        ? super.visitCall(not)
        : folded(terms.stream().map(this::opposite).toList(), call.getKind() == SqlKind.AND);
  }

  private RexNode opposite(RexNode term) {
    if (term instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
      return rexBuilder.makeCall(SqlStdOperatorTable.NOT_EQUALS, call.getOperands());
    }
    if (term instanceof RexCall call && call.getKind() == SqlKind.NOT_EQUALS) {
      return rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, call.getOperands());
    }
    return term.getKind() == SqlKind.NOT
        ? ((RexCall) term).getOperands().get(0)
        : rexBuilder.makeCall(SqlStdOperatorTable.NOT, term);
  }

  private RexNode folded(List<RexNode> terms, boolean any) {
    Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode term : terms) {
      RexCall comparison = comparison(term, any ? SqlKind.EQUALS : SqlKind.NOT_EQUALS);
      if (comparison == null) {
        rest.add(term.accept(this));
      } else {
        lists
            .computeIfAbsent(comparison.getOperands().get(0), key -> new ArrayList<>())
            .add(comparison.getOperands().get(1));
      }
    }
    List<RexNode> folded = new ArrayList<>();
    lists.forEach(
        (operand, values) -> {
          RexNode visited = operand.accept(this);
          boolean isList = values.size() >= LONG;
          RexNode sought = isList ? LongConditions.soughtInList(rexBuilder, visited) : visited;
          RexNode in = rexBuilder.makeIn(sought, values);
          folded.add(any ? in : RexUtil.not(in));
        });
    folded.addAll(rest);
    return any ? LongConditions.or(rexBuilder, folded) : LongConditions.and(rexBuilder, folded);
  }

  /**
   * Returns a comparison of an expression with a value, with the value on the right; null for
   * another term.
   */
  private @Nullable RexCall comparison(RexNode term, SqlKind kind) {
    if (!(term instanceof RexCall call) || call.getKind() != kind) {
      return null;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isValue(right)) {
      return isValue(left) ? null : call;
    }
    return isValue(left) ? (RexCall) rexBuilder.makeCall(call.getOperator(), right, left) : null;
  }

  private static boolean isValue(RexNode node) {
    return node instanceof RexLiteral literal && !literal.isNull();
  }
}
