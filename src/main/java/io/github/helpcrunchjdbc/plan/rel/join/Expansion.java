package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Customers with the elements of a list that each of them has: one row for each tag or attribute,
 * or their number. This node has no convention; {@link EnumerableExpansion} is the executable one.
 */
public class Expansion extends SingleRel {
  private final ExpansionShape shape;

  public Expansion(RelNode input, ExpansionShape shape) {
    this(input, shape, Convention.NONE);
  }

  public Expansion(RelNode input, ExpansionShape shape, Convention convention) {
    super(input.getCluster(), input.getCluster().traitSetOf(convention), input);
    this.shape = shape;
  }

  public ExpansionShape shape() {
    return shape;
  }

  @Override
  protected RelDataType deriveRowType() {
    return shape.rowType(getCluster().getTypeFactory(), getInput().getRowType());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("elements", shape.elements())
        .item("list", shape.list())
        .item("mode", shape.mode())
        .itemIf("condition", shape.condition(), shape.condition() != null);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return shape.rows(mq.getRowCount(getInput()));
  }

  /** Returns a node of the same class with another input or shape. */
  Expansion of(RelNode input, ExpansionShape other) {
    return new Expansion(input, other);
  }

  @Override
  public final RelNode accept(RexShuttle shuttle) {
    RexNode condition = shape.condition();
    RexNode changed = condition == null ? null : condition.accept(shuttle);
    return changed == null || changed.equals(condition)
        ? this
        : of(getInput(), shape.withCondition(changed));
  }

  @Override
  public final RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return of(inputs.get(0), shape);
  }
}
