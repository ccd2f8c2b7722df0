package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.join.JoinShape;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * A join in which the keys of one side decide which customers are asked for. The side with the keys
 * is the node's input; the scan of customers is part of its state. {@link EnumerableKeyedJoin} is
 * the executable node.
 */
public final class KeyedJoin extends SingleRel {
  private final JoinShape shape;
  private final CustomerScan customers;

  KeyedJoin(RelNode input, CustomerScan customers, JoinShape shape) {
    super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    this.customers = customers;
    this.shape = shape;
    this.rowType = shape.rowType();
  }

  public CustomerScan customers() {
    return customers;
  }

  public JoinShape shape() {
    return shape;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return shape.explain(super.explainTerms(writer)).item("customers", customers.getDigest());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return Math.max(1, mq.getRowCount(getInput()));
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new KeyedJoin(inputs.get(0), customers, shape);
  }
}
