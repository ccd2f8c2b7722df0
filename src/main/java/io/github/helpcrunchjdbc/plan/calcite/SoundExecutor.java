package io.github.helpcrunchjdbc.plan.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContexts;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;

/**
 * Works out while planning what needs no rows, with the same functions that are used on rows. What
 * fails is left as it is, so that it fails only if a row needs it.
 */
public final class SoundExecutor extends RexExecutorImpl {
  public SoundExecutor() {
    super(DataContexts.EMPTY);
  }

  @Override
  public void reduce(RexBuilder rexBuilder, List<RexNode> expressions, List<RexNode> reduced) {
    OwnFunctions functions = new OwnFunctions(rexBuilder);
    List<RexNode> rewritten = new ArrayList<>();
    expressions.forEach(expression -> rewritten.add(expression.accept(functions)));
    List<RexNode> results = new ArrayList<>();
    super.reduce(rexBuilder, rewritten, results);
    if (results.equals(rewritten) && expressions.size() > 1) {
      // One of them failed.
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
}
