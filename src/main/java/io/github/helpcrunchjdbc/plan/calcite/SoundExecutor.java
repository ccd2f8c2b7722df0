package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.calcite.size.Outliner;
import io.github.helpcrunchjdbc.plan.calcite.value.OwnFunctions;
import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContexts;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Computes while planning what needs no rows, with the functions that are also used on rows. An
 * expression that fails stays as it is, so that it fails only if a row needs it, and the other
 * expressions are computed. Calcite leaves all expressions as they are if one fails, as
 * CALCITE-5949 wants it. A JSON within JSON is no literal, and Calcite fails when it makes one of
 * it. Calcite 1.42.0.
 */
public final class SoundExecutor extends RexExecutorImpl {
  public SoundExecutor() {
    super(DataContexts.EMPTY);
  }

  @Override
  public void reduce(RexBuilder rexBuilder, List<RexNode> expressions, List<RexNode> reduced) {
    List<RexNode> rewritten = new OwnFunctions(rexBuilder).visitList(expressions);
    boolean hasNoLiteral =
        expressions.stream().anyMatch(node -> node.getType().getSqlTypeName() == SqlTypeName.ANY);
    List<RexNode> results = hasNoLiteral ? rewritten : evaluated(rexBuilder, rewritten);
    if (results.equals(rewritten) && expressions.size() > 1) {
      // One of the expressions failed, or can't be a literal.
      for (RexNode expression : expressions) {
        List<RexNode> result = new ArrayList<>();
        reduce(rexBuilder, List.of(expression), result);
        reduced.addAll(result);
      }
      return;
    }
    for (int i = 0; i < expressions.size(); i++) {
      boolean failed = results.get(i).equals(rewritten.get(i));
      reduced.add(failed ? expressions.get(i) : results.get(i));
    }
  }

  /**
   * Returns literals for expressions that can be computed, and the expressions themselves for
   * others.
   */
  private List<RexNode> evaluated(RexBuilder rexBuilder, List<RexNode> expressions) {
    Map<String, Object> outlined = new HashMap<>();
    List<RexNode> small = Outliner.rewrite(rexBuilder, expressions, outlined);
    List<RexNode> results = new ArrayList<>();
    if (outlined.isEmpty()) {
      super.reduce(rexBuilder, expressions, results);
      return results;
    }
    try {
      RexExecutable executable =
          getExecutable(rexBuilder, small, rexBuilder.getTypeFactory().builder().build());
      executable.setDataContext(new ExpressionContext(DataContexts.EMPTY, outlined));
      executable.reduce(rexBuilder, expressions, results);
      return results;
    } catch (RuntimeException e) {
      // An expression that can't be compiled fails when it is executed, and reports the reason
      // then.
      return expressions;
    }
  }
}
