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
 * Makes joins of correlated sub-queries. Calcite's usual way, RelDecorrelator, gives wrong rows
 * where sub-queries are nested and the inner one asks for values of a query further out; here its
 * general way is taken, which follows T. Neumann, "Improving Unnesting of Complex Queries". What
 * that one has wrong is kept from it:
 *
 * <ul>
 *   <li>Of two columns compared with the same outer value it forgets the first.
 *   <li>A total of no rows is a row, which is missing where something counts or tests the totals.
 *   <li>It mixes up the values of two correlations that a join has side by side. Each is given to
 *       it alone, the inner ones first.
 *   <li>It mixes up two relations that are one object, as the scans of one table are.
 * </ul>
 *
 * <p>A correlation that it can't resolve, such as UNNEST of a column, stays. Calcite 1.42.0.
 * CALCITE-7661 mends the first in RelDecorrelator only, CALCITE-7010 is the second there, and
 * CALCITE-7414 mended a part of the third; no issue known on 2026-11-26 of the rest.
 */
public final class Decorrelation extends RelHomogeneousShuttle {
  /** What is asked of the outer rows alone is asked first, for each of their values counts. */
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

  /** A row that its key names is the only one, and distinct. */
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

  /** The same plan with joins. */
  public static RelNode rewrite(RelNode root) {
    HepPlanner planner = new HepPlanner(FILTERS_DOWN);
    planner.setRoot(root);
    // So that the outer values are found again, by which a sub-query is answered.
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
    RelNode right = counted(correlate.getRight(), correlate.getJoinType() == JoinRelType.LEFT);
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
            computed, rel -> rel instanceof Filter filter ? comparedOnce(filter) : rel);
    return RelOptUtil.getVariablesUsed(ready).isEmpty()
        ? TopDownGeneralDecorrelator.decorrelateQuery(unshared(ready), builder)
            .accept(new EqualKeys())
            .accept(new OuterValues(builder))
        : ready;
  }

  /** The same plan, in which no relation is the same object as another. */
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

  /** The first comparison with an outer value stays, others are made with its column. */
  private Filter comparedOnce(Filter filter) {
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
   * Has totals count their rows, since those that do are never missing.
   *
   * @param mayBeMissing whether a missing row comes out as one with NULL
   */
  private RelNode counted(RelNode rel, boolean mayBeMissing) {
    if (rel instanceof Correlate done) {
      // What stands on its right was counted for it.
      RelNode left = done.getLeft();
      return RelOptUtil.getVariablesUsed(left).isEmpty()
          ? done
          : done.copy(done.getTraitSet(), List.of(counted(left, false), done.getRight()));
    }
    boolean below = mayBeMissing && rel instanceof Project;
    List<RelNode> inputs = rel.getInputs().stream().map(each -> counted(each, below)).toList();
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
