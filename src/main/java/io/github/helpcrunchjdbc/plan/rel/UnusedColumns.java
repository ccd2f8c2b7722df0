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
 * Drops the columns of a projection that the projection or aggregate directly above does not use,
 * so that their sub-queries are not executed.
 */
final class UnusedColumns {
  private UnusedColumns() {}

  /** Returns the node; in the projection below it, NULL takes the place of unused columns. */
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
    // Calcite does not merge a projection that declares variables.
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
