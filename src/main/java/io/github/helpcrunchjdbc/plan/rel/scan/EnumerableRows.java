package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;

/** A leaf of an executable plan, whose rows a program makes. */
public abstract class EnumerableRows extends AbstractRelNode implements EnumerableRel {
  protected EnumerableRows(RelOptCluster cluster) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
  }

  /** Returns the program that makes the rows. */
  protected abstract RowsProgram rowsProgram();

  @Override
  public final RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public final Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), prefer.preferArray()),
        Blocks.toBlock(
            Expressions.call(
                implementor.stash(rowsProgram(), RowsProgram.class), "run", DataContext.ROOT)));
  }
}
