package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterFlattenCorrelatedConditionRule;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Turns correlated sub-queries into joins. Calcite's usual way, RelDecorrelator, gives wrong rows
 * if sub-queries are nested and the inner one asks for values of an outer query. So this class uses
 * Calcite's general way, which follows T. Neumann, "Improving Unnesting of Complex Queries", and
 * avoids what that one gets wrong:
 *
 * <ul>
 *   <li>If two columns are compared with one outer value, it forgets the first.
 *   <li>A total of no rows is a row, which is missing where something counts or tests the totals.
 *   <li>It mixes up the values of two correlations on both sides of a join. So each is given to it
 *       alone, the inner ones first.
 *   <li>It mixes up two relations that are one object, as the scans of one table are.
 * </ul>
 *
 * <p>A correlation that it can't resolve, such as UNNEST of a column, stays. Calcite 1.42.0.
 * CALCITE-7661 mends the first in RelDecorrelator only, CALCITE-7010 is the second there, and
 * CALCITE-7414 mended a part of the third; no issue known on 2026-11-26 of the rest.
 */
public final class Decorrelation extends RelHomogeneousShuttle {
  /**
   * Conditions on the outer rows alone are applied first, because each value of the outer rows
   * costs work.
   */
  private static final HepProgram FILTERS_DOWN =
      HepProgram.builder()
          .addRuleInstance(CoreRules.FILTER_INTO_JOIN)
          .addRuleInstance(CoreRules.FILTER_CORRELATE)
          .addRuleInstance(
              CoreRules.FILTER_PROJECT_TRANSPOSE
                  .config
                  .withOperandSupplier(
                      filter ->
                          filter
                              .operand(Filter.class)
                              .oneInput(project -> project.operand(Project.class).anyInputs()))
                  .toRule())
          .addRuleInstance(CoreRules.FILTER_MERGE)
          .addRuleInstance(FilterFlattenCorrelatedConditionRule.Config.DEFAULT.toRule())
          .build();

  /** A row that its key names is the only one, so the aggregate that checks this goes. */
  private static final HepProgram ONE_VALUE_OF_ONE =
      HepProgram.builder()
          .addRuleInstance(
              CoreRules.AGGREGATE_REMOVE
                  .config
                  .withOperandSupplier(
                      one ->
                          one.operand(Aggregate.class)
                              .predicate(Decorrelation::takesSingleValues)
                              .anyInputs())
                  .toRule())
          .build();

  private final RelBuilder builder;

  private Decorrelation(RelBuilder builder) {
    this.builder = builder;
  }

  /** Returns the plan with joins. */
  public static RelNode rewrite(RelNode root) {
    HepPlanner planner = new HepPlanner(FILTERS_DOWN);
    planner.setRoot(root);
    // Keys stay distinct, so that the outer values for which a sub-query is answered are found
    // again.
    RelBuilder builder = FixedRelBuilder.KEEPING_DISTINCT.create(root.getCluster(), null);
    RelNode joined = planner.findBestExp().accept(new Decorrelation(builder));
    HepPlanner afterwards = new HepPlanner(ONE_VALUE_OF_ONE);
    afterwards.setRoot(joined);
    return afterwards.findBestExp();
  }

  private static boolean takesSingleValues(Aggregate aggregate) {
    return Aggregate.isSimple(aggregate)
        && aggregate.getAggCallList().stream()
            .allMatch(call -> call.getAggregation().getKind() == SqlKind.SINGLE_VALUE);
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof Correlate correlate)) {
      return visited;
    }
    RelNode right =
        withRowCounts(correlate.getRight(), correlate.getJoinType() == JoinRelType.LEFT);
    RelNode computed =
        OuterKeys.computed(
            correlate.copy(
                correlate.getTraitSet(),
                correlate.getLeft(),
                right,
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                correlate.getJoinType()),
            builder);
    RelNode ready =
        Expressions.replace(
            computed, rel -> rel instanceof Filter filter ? withOneComparison(filter) : rel);
    return RelOptUtil.getVariablesUsed(ready).isEmpty()
        ? TopDownGeneralDecorrelator.decorrelateQuery(unshared(ready), builder)
            .accept(new EqualKeys())
            .accept(new OuterValues(builder))
        : ready;
  }

  /** Returns the plan with copies, so that no relation stands in it twice as one object. */
  private static RelNode unshared(RelNode rel) {
    if (rel instanceof LogicalTableScan scan) {
      return LogicalTableScan.create(scan.getCluster(), scan.getTable(), scan.getHints());
    }
    return rel instanceof LogicalValues values
        ? new LogicalValues(
            values.getCluster(), values.getTraitSet(), values.getRowType(), values.tuples)
        : rel.copy(
            rel.getTraitSet(), rel.getInputs().stream().map(Decorrelation::unshared).toList());
  }

  /**
   * Keeps the first comparison with an outer value, and compares the other columns with the first
   * column.
   */
  private Filter withOneComparison(Filter filter) {
    Map<RexNode, RexNode> compared = new HashMap<>();
    List<RexNode> terms = new ArrayList<>();
    boolean changed = false;
    for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
      RexNode column = operand(term, RexInputRef.class);
      RexNode value = operand(term, RexFieldAccess.class);
      RexNode first = column == null || value == null ? null : compared.putIfAbsent(value, column);
      changed |= first != null;
      terms.add(first == null ? term : builder.call(((RexCall) term).getOperator(), column, first));
    }
    return changed
        ? filter.copy(
            filter.getTraitSet(),
            filter.getInput(),
            RexUtil.composeConjunction(builder.getRexBuilder(), terms))
        : filter;
  }

  private static @Nullable RexNode operand(RexNode term, Class<? extends RexNode> type) {
    return term.isA(SqlKind.EQUALS) || term.isA(SqlKind.IS_NOT_DISTINCT_FROM)
        ? ((RexCall) term).getOperands().stream().filter(type::isInstance).findFirst().orElse(null)
        : null;
  }

  /**
   * Makes totals count their rows, because totals with a count are never missing.
   *
   * @param mayBeMissing whether a missing row may come out as a row of NULLs
   */
  private RelNode withRowCounts(RelNode rel, boolean mayBeMissing) {
    if (rel instanceof Correlate done) {
      // The right side was counted when its correlation was resolved.
      RelNode left = done.getLeft();
      return RelOptUtil.getVariablesUsed(left).isEmpty()
          ? done
          : done.copy(done.getTraitSet(), List.of(withRowCounts(left, false), done.getRight()));
    }
    boolean below = mayBeMissing && rel instanceof Project;
    List<RelNode> inputs =
        rel.getInputs().stream().map(each -> withRowCounts(each, below)).toList();
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (!(same instanceof Aggregate total) || mayBeMissing || !total.hasEmptyGroup()) {
      return same;
    }
    List<AggregateCall> calls = new ArrayList<>(total.getAggCallList());
    calls.add(Calls.countOfRows(builder.getTypeFactory(), "counted"));
    return builder
        .push(Calls.with(total, total.getInput(), calls))
        .project(
            builder.fields().subList(0, total.getRowType().getFieldCount()),
            total.getRowType().getFieldNames())
        .build();
  }
}
