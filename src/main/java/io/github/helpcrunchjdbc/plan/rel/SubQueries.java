package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes correlations of sub-queries. Within a sub-query that intersects, those deeper are made
 * first: to make the outer one, Calcite 1.42.0 computes the conditions below the INTERSECT, and
 * fails with a ClassCastException on a sub-query. No issue known on 2026-11-26. IN of a few VALUES
 * becomes IN of a list, which filters can say.
 */
public final class SubQueries {
  /** More stay a join, which sends its keys in batches. */
  private static final int MOST_VALUES = 50;

  private SubQueries() {}

  /** The same plan without sub-queries. */
  public static RelNode correlated(RelNode root) {
    RelNode within =
        Expressions.rewrite(
            Expressions.replace(root, SubQueries::withoutUnused),
            rel -> true,
            new RexShuttle() {
              // What is deeper has been visited before.
              @Override
              public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RexNode list = listed(visited, root.getCluster().getRexBuilder());
                if (list != null) {
                  return list;
                }
                return intersects(visited.rel)
                    ? visited.clone(Phases.run(Phases.SUB_QUERIES, visited.rel))
                    : visited;
              }
            });
    return Phases.run(Phases.SUB_QUERIES, within);
  }

  private static boolean intersects(RelNode rel) {
    return rel instanceof Intersect || rel.getInputs().stream().anyMatch(SubQueries::intersects);
  }

  /**
   * The same node; below it NULL stands for each column of a projection that it does not ask for, so
   * that its sub-query is not executed.
   */
  private static RelNode withoutUnused(RelNode rel) {
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
    return rel.copy(rel.getTraitSet(), List.of(withoutUnused(narrow)));
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

  /** IN of a list; null if it is not looked for among a few constants. */
  private static @Nullable RexNode listed(RexSubQuery in, RexBuilder rexBuilder) {
    List<RexNode> values = values(in);
    if (values == null) {
      return null;
    }
    RexNode operand = in.getOperands().get(0);
    List<RexNode> equal = new ArrayList<>();
    values.forEach(one -> equal.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, operand, one)));
    return RexUtil.composeDisjunction(rexBuilder, equal);
  }

  /** The values among which an operand is looked for, null if they are no few constants. */
  private static @Nullable List<RexNode> values(RexSubQuery subQuery) {
    RexNode operand = subQuery.getKind() == SqlKind.IN ? subQuery.getOperands().get(0) : null;
    if (operand == null
        || subQuery.getOperands().size() > 1
        || !RexUtil.isDeterministic(operand)
        || RexUtil.SubQueryFinder.find(operand) != null) {
      return null;
    }
    List<RexNode> values = new ArrayList<>();
    return addValues(subQuery.rel, 0, values) && values.size() <= MOST_VALUES ? values : null;
  }

  /**
   * Adds the values of a column of VALUES, which are a UNION ALL where parameters are among them.
   */
  private static boolean addValues(RelNode rows, int field, List<RexNode> values) {
    if (rows instanceof Values all) {
      all.tuples.forEach(tuple -> values.add(tuple.get(field)));
      return true;
    } else if (rows instanceof Union union && union.all) {
      return union.getInputs().stream().allMatch(input -> addValues(input, field, values));
    }
    if (!(rows instanceof Project project)) {
      return false;
    }
    RexNode item = project.getProjects().get(field);
    if (item instanceof RexInputRef ref) {
      return addValues(project.getInput(), ref.getIndex(), values);
    }
    return RexUtil.isConstant(item)
        && project.getInput() instanceof Values one
        && one.tuples.size() == 1
        && values.add(item);
  }
}
