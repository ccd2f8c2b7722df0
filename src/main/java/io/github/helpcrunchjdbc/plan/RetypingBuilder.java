package io.github.helpcrunchjdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Builds filters whose types follow those of their columns. Where an outer join turns out to be an
 * inner one, Calcite moves conditions to columns that can't be NULL any more, and leaves the
 * conditions nullable, which its own simplification then takes for a contradiction.
 */
final class RetypingBuilder extends RelBuilder {
  static final RelBuilderFactory FACTORY =
      (cluster, schema) -> new RetypingBuilder(Contexts.empty(), cluster, schema);

  private final Retyping retyping = new Retyping();

  private RetypingBuilder(Context context, RelOptCluster cluster, @Nullable RelOptSchema schema) {
    super(context, cluster, schema);
  }

  @Override
  public RelBuilder filter(
      Iterable<CorrelationId> variables, Iterable<? extends RexNode> predicates) {
    List<RexNode> retyped = new ArrayList<>();
    predicates.forEach(predicate -> retyped.add(predicate.accept(retyping)));
    return super.filter(variables, retyped);
  }

  private final class Retyping extends RexShuttle {
    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall result) || !isNullableWithOperands(result)) {
        return visited;
      }
      boolean nullable =
          result.getOperands().stream().map(RexNode::getType).anyMatch(RelDataType::isNullable);
      return nullable == result.getType().isNullable()
          ? result
          : result.clone(
              getTypeFactory().createTypeWithNullability(result.getType(), nullable),
              result.getOperands());
    }

    private static boolean isNullableWithOperands(RexCall call) {
      return call.isA(SqlKind.AND)
          || call.isA(SqlKind.OR)
          || (Strong.policy(call) == Strong.Policy.ANY
              && !call.isA(SqlKind.CAST)
              && !call.isA(SqlKind.ITEM));
    }
  }
}
