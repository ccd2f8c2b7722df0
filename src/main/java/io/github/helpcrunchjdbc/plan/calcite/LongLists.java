package io.github.helpcrunchjdbc.plan.calcite;

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

/**
 * Folds the disjunction that Calcite makes of a long IN into one search argument before anything
 * else looks at it: Calcite's own simplification takes time by the cube of its length.
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
    if (call.getKind() != SqlKind.OR) {
      return super.visitCall(call);
    }
    List<RexNode> terms = RelOptUtil.disjunctions(call);
    if (terms.size() < LONG) {
      return super.visitCall(call);
    }
    Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode term : terms) {
      if (term instanceof RexCall equals
          && equals.getKind() == SqlKind.EQUALS
          && equals.operands.get(1) instanceof RexLiteral literal
          && !literal.isNull()) {
        lists.computeIfAbsent(equals.operands.get(0), key -> new ArrayList<>()).add(literal);
      } else {
        rest.add(term.accept(this));
      }
    }
    List<RexNode> folded = new ArrayList<>();
    lists.forEach((operand, values) -> folded.add(rexBuilder.makeIn(operand, values)));
    folded.addAll(rest);
    return RexUtil.composeDisjunction(rexBuilder, folded);
  }
}
