package io.github.helpcrunchjdbc.plan.rel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out the columns of a projection that no projection or aggregate right above asks for, so
 * that their sub-queries are not executed.
 */
final class UnusedColumns {
  private UnusedColumns() {}

  /** The same node; below it NULL stands for what it does not ask for. */
  static RelNode leftOut(RelNode rel) {
    if (!(rel instanceof Project || rel instanceof Aggregate)
        || !(rel.getInput(0) instanceof Project below)) {
      return rel;
    }
    RelDataType any = rel.getCluster().getTypeFactory().createSqlType(SqlTypeName.BOOLEAN);
    RexNode unused = rel.getCluster().getRexBuilder().makeNullLiteral(any);
    List<RexNode> items = new ArrayList<>(Collections.nCopies(below.getProjects().size(), unused));
    used(rel).forEach(field -> items.set(field, below.getProjects().get(field)));
    if (items.equals(below.getProjects())) {
      return rel;
    }
    // Calcite merges no projection that says of variables.
    boolean asks = items.stream().anyMatch(item -> RexUtil.SubQueryFinder.find(item) != null);
    RelNode narrow =
        LogicalProject.create(
            below.getInput(),
            below.getHints(),
            items,
            below.getRowType().getFieldNames(),
            asks ? below.getVariablesSet() : Set.of());
    return rel.copy(rel.getTraitSet(), List.of(leftOut(narrow)));
  }

  private static ImmutableBitSet used(RelNode rel) {
    if (rel instanceof Aggregate groups) {
      return ImmutableBitSet.of(
          RelOptUtil.getAllFields2(groups.getGroupSet(), groups.getAggCallList()));
    }
    ImmutableBitSet.Builder used =
        RelOptUtil.InputFinder.bits(((Project) rel).getProjects(), null).rebuild();
    rel.getVariablesSet().forEach(row -> used.addAll(RelOptUtil.correlationColumns(row, rel)));
    return used.build();
  }
}
