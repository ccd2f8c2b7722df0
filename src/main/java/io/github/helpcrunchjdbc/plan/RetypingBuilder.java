package io.github.helpcrunchjdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexNode;
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

  private final Retyping retyping;

  private RetypingBuilder(Context context, RelOptCluster cluster, @Nullable RelOptSchema schema) {
    super(context, cluster, schema);
    this.retyping = new Retyping(cluster.getTypeFactory());
  }

  @Override
  public RelBuilder filter(
      Iterable<CorrelationId> variables, Iterable<? extends RexNode> predicates) {
    List<RexNode> retyped = new ArrayList<>();
    predicates.forEach(predicate -> retyped.add(predicate.accept(retyping)));
    return super.filter(variables, retyped);
  }
}
