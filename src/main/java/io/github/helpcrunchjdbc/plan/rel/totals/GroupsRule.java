package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.totals.TimeUnits;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes in counts by a text, by an expression of a text, or by rounded times, and distinct values
 * of a text or of an expression of a text or time. The count of each value is asked for;
 * expressions are then computed on these few rows. In each group, conditions may be counted, see
 * {@link ConditionalCounts}.
 */
public final class GroupsRule extends TotalsRule {
  public static final GroupsRule DIRECT = new GroupsRule(false);
  public static final GroupsRule OVER_PROJECT = new GroupsRule(true);

  private GroupsRule(boolean projected) {
    super("Groups", projected);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    List<RexNode> keys = aggregate.getGroupSet().asList().stream().map(inputs::get).toList();
    List<Integer> of = fields(scan, aggregate, inputs, keys);
    boolean isOnly = ColumnsWorthProbing.isOnlyReading(call);
    if (of.isEmpty() || (of.size() > 1 && !isOnly)) {
      return;
    }
    int field = of.get(0);
    // Parts of the predicate that no filter expresses, such as IS NOT NULL, are checked on the
    // groups.
    List<RexNode> unsent = of.stream().flatMap(one -> scan.unsentOf(one).stream()).toList();
    CustomerScan grouped = unsent.isEmpty() ? scan : scan.without(unsent);
    boolean isNullShown =
        unsent.stream().noneMatch(one -> Strong.isNotTrue(one, ImmutableBitSet.of(field)));
    ConditionalCounts conditional =
        new ConditionalCounts(scan.getCluster().getRexBuilder(), inputs, isOnly);
    List<ConditionalCounts.@Nullable Output> outputs = new ArrayList<>();
    for (AggregateCall one : aggregate.getAggCallList()) {
      boolean isOther =
          isExtreme(one) || isGrouping(one) || one.isDistinct() || isOfGroup(one, inputs, of);
      ConditionalCounts.Output output = isOther ? null : conditional.add(one);
      if (output == null && !isOther) {
        return;
      }
      outputs.add(output);
    }
    List<RexNode> conditions = conditional.conditions();
    if (!scan.columns().get(field).isInstant() && InputFinder.bits(conditions, null).get(field)) {
      return;
    }
    Groups groups = groups(scan, inputs, aggregate, keys, of, conditions, isNullShown, isOnly);
    if (groups != null && groups.isPossible(grouped)) {
      transform(call, grouped, unsent, inputs, keys, groups, conditional, outputs);
    }
  }

  /** Returns the one or two columns, a text first, of which keys and distinct values are made. */
  private static List<Integer> fields(
      CustomerScan scan, Aggregate aggregate, List<RexNode> inputs, List<RexNode> keys) {
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean isDistinct = call.isDistinct() && !isExtreme(call);
      if ((call.hasFilter() && (isExtreme(call) || isDistinct))
          || (isDistinct
              && (call.getAggregation().getKind() != SqlKind.COUNT
                  || call.getArgList().size() != 1
                  || !call.getCollation().getFieldCollations().isEmpty()))) {
        return List.of();
      }
    }
    List<RexNode> made = made(aggregate, inputs, keys);
    ImmutableBitSet used = InputFinder.bits(made, null);
    return used.cardinality() <= 2 && made.stream().allMatch(RexUtil::isDeterministic)
        ? used.asList().stream()
            .sorted(Comparator.comparing(one -> scan.columns().get(one).isInstant()))
            .toList()
        : List.of();
  }

  /** Returns the keys, and the expressions whose distinct values are counted. */
  private static List<RexNode> made(Aggregate aggregate, List<RexNode> inputs, List<RexNode> keys) {
    return Stream.concat(
            keys.stream(),
            aggregate.getAggCallList().stream()
                .filter(call -> call.isDistinct() && !isExtreme(call))
                .map(call -> inputs.get(call.getArgList().get(0))))
        .toList();
  }

  /** Whether a call counts the rows of a group, or those of its rows that have the text. */
  private static boolean isOfGroup(AggregateCall call, List<RexNode> inputs, List<Integer> fields) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && !call.hasFilter()
        && call.getCollation().getFieldCollations().isEmpty()
        && call.getArgList().size() <= 1
        && call.getArgList().stream()
            .map(inputs::get)
            .allMatch(node -> node instanceof RexInputRef ref && fields.contains(ref.getIndex()));
  }

  private static boolean isExtreme(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.MIN || kind == SqlKind.MAX;
  }

  private static boolean isGrouping(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.GROUPING;
  }

  private static @Nullable Groups groups(
      CustomerScan scan,
      List<RexNode> inputs,
      Aggregate aggregate,
      List<RexNode> keys,
      List<Integer> fields,
      List<RexNode> conditions,
      boolean isNullShown,
      boolean isOnly) {
    int field = fields.get(0);
    List<AggregateCall> calls = aggregate.getAggCallList();
    List<ServiceAggregate> extremes = new ArrayList<>();
    for (AggregateCall call : calls) {
      if (isExtreme(call)) {
        ServiceAggregate extreme = CountsRule.extreme(call, scan, inputs);
        if (extreme == null) {
          return null;
        }
        extremes.add(extreme);
      }
    }
    boolean isDistinct = calls.stream().anyMatch(AggregateCall::isDistinct);
    if (!conditions.isEmpty() && (keys.isEmpty() || isDistinct)) {
      return null;
    }
    if (fields.size() == 2) {
      int other = fields.get(1);
      List<RexNode> made = new ArrayList<>(made(aggregate, inputs, keys));
      made.removeIf(one -> !InputFinder.bits(one).get(other));
      TimeUnits unit = KeyFunction.unit(made, isOnly);
      Groups within = new Groups(other, unit, true, List.of(), List.of(), true, null);
      return conditions.isEmpty()
              && extremes.isEmpty()
              && scan.columns().get(other).isInstant() == (unit != null)
          ? new Groups(field, null, true, List.of(), List.of(), isNullShown, within)
          : null;
    }
    if (!scan.columns().get(field).isInstant()) {
      boolean counted = calls.stream().anyMatch(call -> !call.isDistinct() && !isGrouping(call));
      return isDistinct && !extremes.isEmpty()
          ? null
          : new Groups(field, null, counted, conditions, extremes, isNullShown, null);
    }
    TimeUnits unit =
        extremes.isEmpty() ? KeyFunction.unit(made(aggregate, inputs, keys), isOnly) : null;
    return unit == null
        ? null
        : new Groups(field, unit, true, conditions, extremes, isNullShown, null);
  }

  private static void transform(
      RelOptRuleCall call,
      CustomerScan scan,
      List<RexNode> unsent,
      List<RexNode> inputs,
      List<RexNode> keys,
      Groups groups,
      ConditionalCounts conditional,
      List<ConditionalCounts.@Nullable Output> outputs) {
    Aggregate aggregate = call.rel(0);
    RelBuilder builder = call.builder();
    RexBuilder rexBuilder = builder.getRexBuilder();
    CustomerScan reading = groups.reading(scan);
    RelDataTypeFactory.Builder row = builder.getTypeFactory().builder();
    int values = groups.within() == null ? 1 : 2;
    for (int i = 0; i < values; i++) {
      row.add("value" + i, reading.getRowType().getFieldList().get(i).getType());
    }
    MovedFields moved = new MovedFields(index -> index == groups.field() ? 0 : 1);
    numbers(row, 1 + groups.conditions().size(), groups.extremes());
    builder.push(new EnumerableCustomerTotals(reading, groups, row.build()));
    unsent.forEach(one -> builder.filter(one.accept(moved)));
    List<RexNode> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(key.accept(moved)));
    List<AggregateCall> others = new ArrayList<>();
    int next = 1 + values + groups.conditions().size();
    for (int i = 0; i < outputs.size(); i++) {
      AggregateCall one = aggregate.getAggCallList().get(i);
      if (outputs.get(i) != null) {
        continue;
      }
      others.add(one);
      if (isGrouping(one)) {
        fields.add(builder.field(0));
      } else if (one.isDistinct()) {
        fields.add(inputs.get(one.getArgList().get(0)).accept(moved));
      } else if (isExtreme(one)) {
        fields.add(builder.field(next++));
      } else {
        RexNode count = builder.field(values);
        fields.add(
            one.getArgList().isEmpty()
                ? count
                : ifPresent(builder, inputs.get(one.getArgList().get(0)).accept(moved), count));
      }
    }
    int firstCondition = fields.size();
    int numbers = groups.conditions().size();
    IntStream.range(0, numbers).forEach(i -> fields.add(builder.field(1 + values + i)));
    builder.project(
        fields, IntStream.range(0, fields.size()).mapToObj(i -> "f" + i).toList(), true);
    List<RelBuilder.AggCall> calls = new ArrayList<>();
    for (int i = keys.size(); i < fields.size(); i++) {
      AggregateCall one = i < firstCondition ? others.get(i - keys.size()) : null;
      // A column differs in each group; an expression of it may not.
      boolean isDistinct =
          one != null
              && one.isDistinct()
              && (values > 1 || !(fields.get(i) instanceof RexInputRef));
      calls.add(
          overGroups(builder, one, i, aggregate.getGroupSet()).distinct(isDistinct).as("a" + i));
    }
    builder.aggregate(
        builder.groupKey(ImmutableBitSet.range(keys.size()), groupings(aggregate)), calls);
    List<RexNode> shown = new ArrayList<>();
    int other = keys.size();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int index = field.getIndex();
      ConditionalCounts.Output output =
          index < keys.size() ? null : outputs.get(index - keys.size());
      shown.add(
          output == null
              ? rexBuilder.makeAbstractCast(
                  field.getType(), builder.field(index < keys.size() ? index : other++), false)
              : conditional.shown(
                  output, field.getType(), one -> builder.field(firstCondition + one)));
    }
    builder.project(shown, aggregate.getRowType().getFieldNames(), true);
    call.transformTo(builder.build());
  }

  /** Returns what COUNT of a column counts in a group: 0 in the group without a value. */
  private static RexNode ifPresent(RelBuilder builder, RexNode value, RexNode count) {
    return builder.call(
        SqlStdOperatorTable.CASE,
        builder.isNull(value),
        builder.getRexBuilder().makeExactLiteral(BigDecimal.ZERO, count.getType()),
        count);
  }

  /** Returns the aggregate over the groups that answers an aggregate over their rows. */
  private static RelBuilder.AggCall overGroups(
      RelBuilder builder, @Nullable AggregateCall one, int field, ImmutableBitSet keys) {
    if (one != null && isGrouping(one)) {
      return builder.aggregateCall(
          one.getAggregation(),
          builder.fields(one.getArgList().stream().map(keys::indexOf).toList()));
    }
    SqlAggFunction function =
        one != null && isExtreme(one)
            ? one.getAggregation()
            : one != null && one.isDistinct()
                ? SqlStdOperatorTable.COUNT
                : SqlStdOperatorTable.SUM0;
    return builder.aggregateCall(function, builder.field(field));
  }

  /** Returns the grouping sets by the places of their keys, as GROUPING SETS and ROLLUP ask for. */
  private static List<ImmutableBitSet> groupings(Aggregate aggregate) {
    ImmutableBitSet keys = aggregate.getGroupSet();
    return aggregate.getGroupSets().stream()
        .map(set -> ImmutableBitSet.of(set.asList().stream().map(keys::indexOf).toList()))
        .toList();
  }
}
