package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.join.JoinShape;
import io.github.helpcrunchjdbc.plan.exec.join.KeyedJoinProgram;
import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The executable node of a join that sends keys. */
public final class EnumerableKeyedJoin extends SingleRel implements EnumerableRel, SendsRequests {
  /** With more keys, all customers are read instead, whatever the service counts. */
  private static final int MOST_KEYS = 1_000_000;

  private final CustomerScan customers;
  private final JoinShape shape;
  private final @Nullable SharedScan shared;
  private final boolean otherSideReadsAll;
  private final Demand demand;

  public EnumerableKeyedJoin(RelNode input, CustomerScan customers, JoinShape shape) {
    this(input, customers, shape, null, false, Demand.PERHAPS_FEW);
  }

  private EnumerableKeyedJoin(
      RelNode input,
      CustomerScan customers,
      JoinShape shape,
      @Nullable SharedScan shared,
      boolean readAnyway,
      Demand demand) {
    super(input.getCluster(), input.getCluster().traitSetOf(EnumerableConvention.INSTANCE), input);
    this.customers = customers;
    this.shape = shape;
    this.shared = shared;
    this.otherSideReadsAll = readAnyway;
    this.demand = demand;
    this.rowType = shape.rowType();
  }

  /**
   * Returns this join, which shares the reading of all customers with other places of the plan.
   *
   * @param read whether the other side reads all customers anyway, if it is read to its end
   */
  public EnumerableKeyedJoin sharing(SharedScan source, boolean read) {
    return new EnumerableKeyedJoin(getInput(), customers, shape, source, read, demand);
  }

  public Demand demand() {
    return demand;
  }

  /** Returns this join with a demand. If all rows are wanted, keys may be sent ahead. */
  public EnumerableKeyedJoin wanted(Demand rows) {
    return new EnumerableKeyedJoin(getInput(), customers, shape, shared, otherSideReadsAll, rows);
  }

  /** Returns the scan whose customers are asked for by their keys. */
  public CustomerScan customers() {
    return customers;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return shape
        .explain(super.explainTerms(writer))
        .item("columns", customers.getRowType().getFieldNames())
        .item("search", "(" + shape.leaf() + ") OR .., " + mostFilters() + " keys a request")
        .itemIf(
            "residual",
            String.valueOf(customers.spec().predicate()),
            customers.spec().predicate() != null)
        .item("above " + mostKeys() + " keys", customers.spec().cover().branches().toString());
  }

  private int mostFilters() {
    return customers.context().knowledge().mostFilters();
  }

  /**
   * Returns how many keys may be sent. They may cost half of the scan's requests. Then the answer
   * costs at most half as much again as the cheapest way, however wrong the estimate was.
   */
  private int mostKeys() {
    if (otherSideReadsAll) {
      return mostFilters();
    }
    long requests =
        customers.context().knowledge().estimator().of(customers.spec().cover()).requests();
    long lists = Math.min(Math.max(1, requests / 2), MOST_KEYS);
    return (int) Math.min(lists * mostFilters(), MOST_KEYS);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return Math.max(1, mq.getRowCount(getInput()));
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double keys = Math.min(mq.getRowCount(getInput()), mostKeys());
    return SendsRequests.cost(planner, keys, Math.ceil(keys / mostFilters()));
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableKeyedJoin(
        inputs.get(0), customers, shape, shared, otherSideReadsAll, demand);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    KeyedJoinProgram program =
        new KeyedJoinProgram(
            shape,
            KeyedReaders.of(customers, shape, shared),
            check(),
            SendsRequests.in(getInput()) ? mostFilters() : Integer.MAX_VALUE,
            mostKeys(),
            otherSideReadsAll,
            demand);
    return RowsInProgram.implement(this, implementor, prefer, program, KeyedJoinProgram.class);
  }

  private @Nullable Residual check() {
    RexNode check = shape.check();
    return check == null
        ? null
        : Residual.compile(getCluster().getRexBuilder(), List.of(check), shape.joined());
  }
}
