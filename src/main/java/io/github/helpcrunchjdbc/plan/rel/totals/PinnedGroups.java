package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Counts by a column whose values the query lists, so that one total for each value could answer
 * them.
 *
 * <p>One value costs one request, which is the least that reading costs too. Several values cost
 * one request each. Reading costs one request for each hundred customers, whose number is not known
 * beforehand. Reading too much costs hundreds of requests in a large account; asking for totals
 * costs a few in a small one. So totals are asked for, unless the account is known to be small, or
 * few customers share a value of the column.
 *
 * @param values the literals, as the query has them
 * @param predicates the predicates that the customers of each value satisfy, over the whole row
 */
record PinnedGroups(List<RexNode> values, List<RexNode> predicates) {
  /** The greatest number of totals that are asked for one after another. */
  private static final int MOST = 10;

  /** Returns the groups of an aggregate; null if totals could not answer it. */
  static @Nullable PinnedGroups of(Aggregate aggregate, CustomerScan scan) {
    RexNode predicate = scan.spec().predicate();
    if (predicate == null
        || scan.spec().isLimited()
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupCount() != 1
        || !aggregate.getAggCallList().stream().allMatch(PinnedGroups::countsRows)) {
      return null;
    }
    int field = scan.spec().projection().get(aggregate.getGroupSet().nth(0));
    ColumnDef column = scan.columns().get(field);
    if (!column.isSearchableText()
        || column.isSearchOnly()
        || scan.context().knowledge().isServiceMeant(column)) {
      return null;
    }
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    List<RexNode> conjuncts = RelOptUtil.conjunctions(predicate);
    for (RexNode conjunct : conjuncts) {
      List<RexNode> values = values(RexUtil.expandSearch(rexBuilder, null, conjunct), field);
      if (values != null && pays(column, values.size(), scan.context().rows().knownCustomers())) {
        List<RexNode> others = new ArrayList<>(conjuncts);
        others.remove(conjunct);
        return new PinnedGroups(
            values,
            values.stream().map(v -> predicate(rexBuilder, others, scan, field, v)).toList());
      }
    }
    return null;
  }

  static boolean countsRows(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && call.getArgList().isEmpty()
        && !call.hasFilter();
  }

  private static boolean pays(ColumnDef column, int values, long customers) {
    boolean isSmall = customers >= 0 && customers <= (values - 1L) * PageRequest.MAX_LIMIT;
    return values == 1 || (values <= MOST && RequestEstimator.isShared(column) && !isSmall);
  }

  private static RexNode predicate(
      RexBuilder rexBuilder, List<RexNode> others, CustomerScan scan, int field, RexNode value) {
    List<RexNode> all = new ArrayList<>(others);
    RexNode ref =
        rexBuilder.makeInputRef(
            CustomerTypes.rowType(rexBuilder.getTypeFactory(), scan.columns())
                .getFieldList()
                .get(field)
                .getType(),
            field);
    all.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, ref, value));
    return RexUtil.composeConjunction(rexBuilder, all);
  }

  /** Returns the different literals, one of which a field must equal; null if it need not. */
  private static @Nullable List<RexNode> values(RexNode condition, int field) {
    Map<String, RexNode> values = new LinkedHashMap<>();
    for (RexNode option : RelOptUtil.disjunctions(condition)) {
      if (!(option instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) {
        return null;
      }
      RexNode left = call.operands.get(0);
      RexNode right = call.operands.get(1);
      RexNode value = isField(left, field) ? right : isField(right, field) ? left : null;
      if (!(value instanceof RexLiteral literal) || literal.getValueAs(String.class) == null) {
        return null;
      }
      values.putIfAbsent(String.valueOf(literal.getValueAs(String.class)), literal);
    }
    return List.copyOf(values.values());
  }

  private static boolean isField(RexNode node, int field) {
    return node instanceof RexInputRef ref && ref.getIndex() == field;
  }
}
