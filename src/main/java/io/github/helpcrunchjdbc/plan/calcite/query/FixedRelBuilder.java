package io.github.helpcrunchjdbc.plan.calcite.query;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Builds relations without three mistakes of Calcite.
 *
 * <p>The types of filters follow those of their columns. If an outer join turns out to be an inner
 * one, Calcite moves conditions to columns that can't be NULL any more, and leaves the conditions
 * nullable, which its own simplification then takes for a contradiction.
 *
 * <p>An OFFSET above a relation with a limit stays separate. Calcite merges both, so that the
 * offset comes before the limit.
 *
 * <p>A name means the last column with this name. For {@code <> ANY} and {@code = ALL}, Calcite
 * joins totals called c, d and dd, and takes the first columns of these names, which may belong to
 * a table, or to another such comparison.
 *
 * <p>Calcite 1.42.0; no issue known on 2026-11-27. The second came with CALCITE-6128.
 */
public final class FixedRelBuilder extends RelBuilder {
  public static final RelBuilderFactory FACTORY =
      (cluster, schema) -> new FixedRelBuilder(Contexts.empty(), cluster, schema);

  /** Makes keys distinct even if they are known to be distinct. */
  static final RelBuilderFactory KEEPING_DISTINCT =
      (cluster, schema) ->
          new FixedRelBuilder(
              Contexts.of(Config.DEFAULT.withAggregateUnique(true)), cluster, schema);

  private final Retyping retyping;

  private FixedRelBuilder(Context context, RelOptCluster cluster, @Nullable RelOptSchema schema) {
    super(context, cluster, schema);
    this.retyping = new Retyping(cluster.getTypeFactory());
  }

  @Override
  public RexInputRef field(String name) {
    List<String> names = peek().getRowType().getFieldNames();
    // If two columns have one name, a join adds a number to the name of the second.
    Pattern numbered = Pattern.compile(Pattern.quote(name) + "\\d*");
    for (int i = names.size() - 1; i >= 0; i--) {
      if (numbered.matcher(names.get(i)).matches()) {
        return field(i);
      }
    }
    return super.field(name);
  }

  @Override
  public RelBuilder filter(
      Iterable<CorrelationId> variables, Iterable<? extends RexNode> predicates) {
    return super.filter(variables, retyping.visitList(predicates));
  }

  @Override
  public RelBuilder sortLimit(
      @Nullable RexNode offset, @Nullable RexNode fetch, Iterable<? extends RexNode> nodes) {
    boolean onlyLimits = !nodes.iterator().hasNext();
    return onlyLimits && offset != null && peek() instanceof Sort limited && limited.fetch != null
        ? push(LogicalSort.create(build(), RelCollations.EMPTY, offset, fetch))
        : super.sortLimit(offset, fetch, nodes);
  }
}
