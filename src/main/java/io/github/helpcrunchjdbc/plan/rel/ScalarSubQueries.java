package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.rel.finish.Streams;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.SendsRequests;
import io.github.helpcrunchjdbc.plan.rel.totals.EnumerableCustomerTotals;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Finds scalar sub-queries in conditions whose value is the same for each row. A parameter takes
 * the place of such a sub-query. Once its value is known, the scan can search for what is compared
 * with it.
 */
public final class ScalarSubQueries {
  private static final Set<SqlTypeName> TYPES =
      EnumSet.of(
          SqlTypeName.TINYINT,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.DECIMAL,
          SqlTypeName.VARCHAR,
          SqlTypeName.DATE,
          SqlTypeName.TIME,
          SqlTypeName.TIMESTAMP);

  /**
   * A plan and its scalar sub-queries.
   *
   * @param plan with parameters in the place of those to be replaced
   * @param subQueries all of them; one that contains others stands behind these
   */
  public record Found(RelNode plan, List<RelNode> subQueries) {}

  private ScalarSubQueries() {}

  /**
   * Finds the scalar sub-queries of a plan.
   *
   * @param firstIndex the index of the parameter for the first sub-query
   * @param replaced whether to replace the sub-query whose parameter has a given index
   */
  public static Found in(RelNode root, int firstIndex, IntPredicate replaced) {
    Map<RexSubQuery, Integer> places = new LinkedHashMap<>();
    RexBuilder rexBuilder = root.getCluster().getRexBuilder();
    RexShuttle shuttle =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            if (!isOneValue(subQuery)) {
              return subQuery;
            }
            int index = places.computeIfAbsent(subQuery, any -> firstIndex + places.size());
            return replaced.test(index)
                ? rexBuilder.makeDynamicParam(subQuery.getType(), index)
                : subQuery;
          }
        };
    RelNode plan =
        Expressions.replace(root, rel -> rel instanceof Filter ? rel.accept(shuttle) : rel);
    return new Found(plan, places.keySet().stream().map(subQuery -> subQuery.rel).toList());
  }

  private static boolean isOneValue(RexSubQuery subQuery) {
    return subQuery.getKind() == SqlKind.SCALAR_QUERY
        && TYPES.contains(subQuery.getType().getSqlTypeName())
        && RelOptUtil.getVariablesUsed(subQuery.rel).isEmpty();
  }

  /**
   * Whether an executable plan surely reads few customers. Then nothing is lost if it does not
   * share rows with another plan.
   */
  public static boolean readsFew(RelNode plan) {
    if (plan instanceof EnumerableCustomerScan scan) {
      return isOfFew(scan.origin());
    }
    return plan instanceof EnumerableCustomerTotals totals
        ? totals.shape().readsFew()
        : !(plan instanceof SendsRequests)
            && !(needsAll(plan) && Streams.readsRows(plan))
            && plan.getInputs().stream().allMatch(ScalarSubQueries::readsFew);
  }

  private static boolean needsAll(RelNode plan) {
    return plan instanceof Aggregate
        || plan instanceof Sort
        || plan instanceof Window
        || plan instanceof Join;
  }

  private static boolean isOfFew(CustomerScan scan) {
    Cover cover = scan.spec().cover();
    return cover.branches().stream()
        .allMatch(
            branch ->
                cover.residual(branch).isEmpty()
                    && (!branch.leaves().isEmpty() || scan.spec().fetch() != null));
  }
}
