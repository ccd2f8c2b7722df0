package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.ArrayAgg;
import io.github.helpcrunchjdbc.plan.function.JsonElements;
import io.github.helpcrunchjdbc.plan.function.JsonMembers;
import io.github.helpcrunchjdbc.plan.function.Percentile;
import io.github.helpcrunchjdbc.plan.function.StringAgg;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Uses the driver's accumulators for aggregates that Calcite 1.42.0 gets wrong or lacks:
 * PERCENTILE_CONT and PERCENTILE_DISC (CALCITE-6767); ARRAY_AGG of no rows, in Calcite an empty
 * list; JSON_OBJECTAGG, whose keys Calcite puts in a hash's order; JSON_ARRAYAGG, whose text
 * Calcite does not bound; sums and statistics, see {@link ExactAggregates}; orders of DOUBLEs, see
 * {@link OrderedDoubles}; and STRING_AGG, whose text Calcite copies with each value and does not
 * bound, of which no issue was known on 2026-11-26.
 */
public final class SoundAggregates {
  private SoundAggregates() {}

  /** Returns the plan with such aggregates replaced. */
  public static RelNode rewrite(RelNode root) {
    RexBuilder rexBuilder = root.getCluster().getRexBuilder();
    RexShuttle overWindows = new SoundWindows(rexBuilder);
    return Expressions.replace(
        root,
        rel ->
            rel instanceof Aggregate aggregate
                ? new OrderedDoubles(rexBuilder).of(ofGroups(aggregate))
                : rel.accept(overWindows));
  }

  /**
   * Rewrites a plan once more, after the planner has expanded COUNT(DISTINCT ..) into further
   * aggregates. MIN then replaces the other aggregates and keeps their order, whose field its own
   * input may not have.
   */
  public static RelNode rewriteExpanded(RelNode best) {
    return Expressions.replace(
        best, rel -> rel instanceof Aggregate aggregate ? ofGroups(aggregate) : rel);
  }

  /** Returns whether an aggregate of a rewritten plan keeps all its values until the answer. */
  public static boolean collects(AggregateCall call) {
    return AccumulatorFunction.collects(call.getAggregation());
  }

  private static Aggregate ofGroups(Aggregate aggregate) {
    List<RelDataType> fields =
        aggregate.getInput().getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<RelDataType> arguments = call.getArgList().stream().map(fields::get).toList();
      boolean isMin = call.getAggregation().getKind() == SqlKind.MIN;
      calls.add(sound(isMin ? call.withCollation(RelCollations.EMPTY) : call, arguments));
    }
    return calls.equals(aggregate.getAggCallList())
        ? aggregate
        : Calls.with(aggregate, aggregate.getInput(), calls);
  }

  private static AggregateCall sound(AggregateCall call, List<RelDataType> arguments) {
    if (isPercentile(call)) {
      return percentile(call);
    }
    if (isText(call, arguments)) {
      // The accumulator removes equal texts itself, because the order may be by the numbers that
      // the texts came from.
      SqlAggFunction joined =
          AccumulatorFunction.operator(call.getType(), StringAgg.class, true, call.isDistinct());
      return withFunction(call.withDistinct(false), joined, call.getArgList(), call.getCollation());
    }
    SqlAggFunction exact = ExactAggregates.of(call.getAggregation(), call.getType(), arguments);
    SqlAggFunction own = exact == null ? own(call) : exact;
    return own == null ? call : withFunction(call, own, call.getArgList(), call.getCollation());
  }

  private static @Nullable SqlAggFunction own(AggregateCall call) {
    RelDataType type = call.getType();
    SqlAggFunction function = call.getAggregation();
    if (function.getKind() == SqlKind.ARRAY_AGG) {
      return AccumulatorFunction.operator(type, ArrayAgg.class, !call.ignoreNulls());
    } else if (function instanceof SqlJsonArrayAggAggFunction array) {
      return AccumulatorFunction.operator(
          type, JsonElements.class, takesNulls(array.getNullClause()));
    }
    return function instanceof SqlJsonObjectAggAggFunction object
        ? AccumulatorFunction.operator(
            type, JsonMembers.class, true, takesNulls(object.getNullClause()))
        : null;
  }

  private static boolean takesNulls(SqlJsonConstructorNullClause clause) {
    return clause == SqlJsonConstructorNullClause.NULL_ON_NULL;
  }

  private static boolean isPercentile(AggregateCall call) {
    boolean known =
        call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT
            || call.getAggregation().getKind() == SqlKind.PERCENTILE_DISC;
    return known && call.getArgList().size() == 1 && call.getCollation().getKeys().size() == 1;
  }

  private static boolean isText(AggregateCall call, List<RelDataType> arguments) {
    boolean joins =
        switch (call.getAggregation().getName()) {
          case "LISTAGG", "STRING_AGG", "GROUP_CONCAT" -> true;
          default -> false;
        };
    return joins && SqlTypeUtil.isCharacter(arguments.get(0));
  }

  /** Returns a percentile of two arguments: the fraction and the values by which it sorts. */
  private static AggregateCall percentile(AggregateCall call) {
    RelFieldCollation order = call.getCollation().getFieldCollations().get(0);
    RelDataType type = call.getType();
    if (CustomerTypes.isNested(type)) {
      throw HelpCrunchException.notSupported("PERCENTILE_DISC orders no lists, maps and rows");
    }
    SqlAggFunction function =
        AccumulatorFunction.operator(
            type,
            Percentile.class,
            false,
            call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT,
            order.getDirection().isDescending());
    return withFunction(
        call,
        function,
        List.of(call.getArgList().get(0), order.getFieldIndex()),
        RelCollations.EMPTY);
  }

  private static AggregateCall withFunction(
      AggregateCall call,
      SqlAggFunction function,
      List<Integer> arguments,
      RelCollation collation) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        arguments,
        call.filterArg,
        call.distinctKeys,
        collation,
        call.getType(),
        call.getName());
  }
}
