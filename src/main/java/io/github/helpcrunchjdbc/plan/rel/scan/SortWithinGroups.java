package io.github.helpcrunchjdbc.plan.rel.scan;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * A sort by several keys, of rows that come in the order of the first key. It is not a Sort,
 * because Calcite would execute it as a sort of all rows. {@link EnumerableKeptSort} is the
 * executable node.
 */
public final class SortWithinGroups extends SingleRel {
  private final RelCollation collation;

  SortWithinGroups(RelNode input, RelCollation collation) {
    super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    this.collation = collation;
  }

  public RelCollation collation() {
    return collation;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("keys", collation);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new SortWithinGroups(inputs.get(0), collation);
  }
}
