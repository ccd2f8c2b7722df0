package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Removes what Calcite claims about a COALESCE. It arrives as CASE WHEN x IS NOT NULL THEN CAST(x
 * AS NOT NULL). That claim is true only within the CASE, but Calcite's simplification takes it out
 * of the CASE and believes it for every row. Without the claim, the types are true. Calcite 1.42.0;
 * no issue known on 2026-11-26 but CALCITE-7044, which brought the claim.
 */
public final class NullableCases extends Retyping {
  private NullableCases(RelDataTypeFactory types) {
    super(types);
  }

  public static RelNode of(RelNode root) {
    NullableCases shuttle = new NullableCases(root.getCluster().getTypeFactory());
    return Expressions.rewrite(root, NullableCases::hasNoWindow, shuttle);
  }

  /**
   * Returns whether a relation has no window, because windows return the types that their operands
   * had.
   */
  private static boolean hasNoWindow(RelNode rel) {
    return rel instanceof Filter
        || rel instanceof Join
        || (rel instanceof Project project && !project.containsOver());
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall result)) {
      return visited;
    }
    return switch (result.getKind()) {
      case CAST -> changesOnlyNullability(call) ? withoutClaim(result) : result;
      case CASE -> withNullability(result, isNullable(result));
      default ->
          LongConditions.isCase(result)
              ? withNullability(result, isNullable(result))
              : intoCase(result);
    };
  }

  /** Returns whether a cast only claims that a value is not NULL, or takes such a claim back. */
  private static boolean changesOnlyNullability(RexCall cast) {
    return cast.getType().isNullable() != cast.getOperands().get(0).getType().isNullable();
  }

  private RexNode withoutClaim(RexCall cast) {
    RexNode inner = cast.getOperands().get(0);
    return inner.getType().isNullable() && areSameButForNull(inner.getType(), cast.getType())
        ? inner
        : cast;
  }

  /**
   * Moves a call into a CASE. Calcite does this with conditions too, but gives the conditions
   * within the type of the whole.
   */
  private RexNode intoCase(RexCall call) {
    RexCall pushed = ReduceExpressionsRule.pushPredicateIntoCase(call);
    return pushed.equals(call) ? call : pushed.accept(this);
  }

  private static boolean isNullable(RexCall call) {
    int last = call.getOperands().size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % 2 == 1 || i == last)
        .anyMatch(i -> call.getOperands().get(i).getType().isNullable());
  }
}
