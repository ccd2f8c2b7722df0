package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes correlations of sub-queries. Within a sub-query that intersects, those deeper are made
 * first: to make the outer one, Calcite 1.42.0 computes the conditions below the INTERSECT, and
 * fails with a ClassCastException on a sub-query. No issue known on 2026-11-26. IN of a few VALUES
 * becomes IN of a list, which filters can say.
 */
public final class SubQueries {
  /** More are keys of a join, of which several requests may go out at a time. */
  private static final int MOST_VALUES = 50;

  private SubQueries() {}

  /** The same plan without sub-queries. */
  public static RelNode correlated(RelNode root) {
    RelNode within =
        Expressions.rewrite(
            root,
            rel -> true,
            new RexShuttle() {
              // What is deeper has been visited before.
              @Override
              public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                List<RexLiteral> values = values(visited);
                if (values != null) {
                  return list(root.getCluster().getRexBuilder(), visited, values);
                }
                return intersects(visited.rel)
                    ? visited.clone(Phases.run(Phases.SUB_QUERIES, visited.rel))
                    : visited;
              }
            });
    return Phases.run(Phases.SUB_QUERIES, within);
  }

  /** The values among which an operand is looked for, null if they are no few literals. */
  private static @Nullable List<RexLiteral> values(RexSubQuery subQuery) {
    RelNode rows = subQuery.rel;
    int field = 0;
    while (rows instanceof Project project
        && project.getProjects().get(field) instanceof RexInputRef ref) {
      rows = project.getInput();
      field = ref.getIndex();
    }
    RexNode operand = subQuery.getKind() == SqlKind.IN ? subQuery.getOperands().get(0) : null;
    if (operand == null
        || subQuery.getOperands().size() > 1
        || !RexUtil.isDeterministic(operand)
        || RexUtil.SubQueryFinder.find(operand) != null
        || !(rows instanceof Values values)
        || values.tuples.size() > MOST_VALUES) {
      return null;
    }
    int place = field;
    return values.tuples.stream().map(tuple -> tuple.get(place)).toList();
  }

  private static RexNode list(RexBuilder rexBuilder, RexSubQuery in, List<RexLiteral> values) {
    RexNode operand = in.getOperands().get(0);
    List<RexNode> equal = new ArrayList<>();
    values.forEach(one -> equal.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, operand, one)));
    return rexBuilder.ensureType(in.getType(), RexUtil.composeDisjunction(rexBuilder, equal), true);
  }

  private static boolean intersects(RelNode rel) {
    return rel instanceof Intersect || rel.getInputs().stream().anyMatch(SubQueries::intersects);
  }
}
