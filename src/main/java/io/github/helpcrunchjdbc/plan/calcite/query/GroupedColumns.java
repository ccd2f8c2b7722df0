package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableList;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes sub-queries in HAVING and SELECT ask for columns of the groups. They are written for
 * columns of the rows before grouping. Calcite 1.42.0 renumbers only one of these columns, and none
 * that a nested sub-query asks for; then it reads another column, or fails. It also fails if
 * several sub-queries stand in HAVING and SELECT shows all columns of the groups in their order. Of
 * groupings that are alike and compute nothing it loses rows. No issue known on 2026-11-27.
 */
public final class GroupedColumns {
  private static final String HINT = "grouped";

  /** Tells the converter that the notes of {@link #withColumnNote} are allowed. */
  public static final HintStrategyTable HINTS =
      HintStrategyTable.builder().hintStrategy(HINT, (hint, rel) -> false).build();

  private GroupedColumns() {}

  /**
   * Returns the calls of an aggregate below HAVING. If HAVING has sub-queries, one more call is
   * added that nothing shows. It makes SELECT a projection, as Calcite expects, and is removed
   * later. Groupings that are alike get such a call too if they have no other.
   */
  public static List<AggregateCall> callsBelowHaving(
      @Nullable SqlNode having,
      List<ImmutableBitSet> groupings,
      List<AggregateCall> calls,
      RelDataTypeFactory types) {
    boolean isBare = calls.isEmpty() && Set.copyOf(groupings).size() < groupings.size();
    return isBare
            || (having != null && SqlUtil.containsCall(having, call -> call.isA(SqlKind.QUERY)))
        ? ImmutableList.<AggregateCall>builder()
            .addAll(calls)
            .add(Calls.countOfRows(types, "unshown"))
            .build()
        : calls;
  }

  /**
   * Returns the aggregate with a note of where its groups have columns.
   *
   * @param columns the index in the groups by the index before grouping
   */
  public static RelNode withColumnNote(RelNode aggregate, Map<Integer, Integer> columns) {
    Map<String, String> note = new TreeMap<>();
    columns.forEach((before, after) -> note.put(before.toString(), after.toString()));
    return aggregate instanceof Hintable groups
            && columns.entrySet().stream().anyMatch(o -> !o.getKey().equals(o.getValue()))
        ? groups.withHints(List.of(RelHint.builder(HINT).hintOptions(note).build()))
        : aggregate;
  }

  /** Returns the plan without notes; its sub-queries ask for columns of the groups. */
  public static RelNode rewrite(RelNode root) {
    RelNode renumbered = Expressions.replace(BoundSubQueries.rewrite(root), GroupedColumns::ofRow);
    return Expressions.replace(
        renumbered, rel -> isNoted(rel) ? ((Hintable) rel).withHints(List.of()) : rel);
  }

  private static boolean isNoted(RelNode rel) {
    return rel instanceof Hintable groups && !groups.getHints().isEmpty();
  }

  private static RelNode ofRow(RelNode rel) {
    if (!(rel instanceof Filter || rel instanceof Project)) {
      return rel;
    }
    RelNode below = rel.getInput(0);
    while (below instanceof Filter filter) {
      below = filter.getInput();
    }
    return isNoted(below) ? rel.accept(new Renumbering(below, rel.getVariablesSet(), 0)) : rel;
  }

  private static final class Renumbering extends RexShuttle {
    private final RelNode groups;
    private final Set<CorrelationId> variables;
    private final int depth;

    Renumbering(RelNode groups, Set<CorrelationId> variables, int depth) {
      this.groups = groups;
      this.variables = variables;
      this.depth = depth;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RexShuttle deeper = new Renumbering(groups, variables, depth + 1);
      return visited.clone(
          visited.rel.accept(
              new RelHomogeneousShuttle() {
                @Override
                public RelNode visit(RelNode other) {
                  return super.visit(other).accept(deeper);
                }
              }));
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      RelDataType row = groups.getRowType();
      String column =
          ((Hintable) groups)
              .getHints()
              .get(0)
              .kvOptions
              .get(String.valueOf(access.getField().getIndex()));
      // Calcite itself has renumbered columns that belong to the row after grouping, but in no
      // nested sub-query.
      if (column == null
          || !(access.getReferenceExpr() instanceof RexCorrelVariable variable)
          || !variables.contains(variable.id)
          || (depth == 1 && variable.getType().equals(row))) {
        return super.visitFieldAccess(access);
      }
      RexBuilder rexBuilder = groups.getCluster().getRexBuilder();
      return rexBuilder.makeFieldAccess(
          rexBuilder.makeCorrel(row, variable.id), Integer.parseInt(column));
    }
  }
}
