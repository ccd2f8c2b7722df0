package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Counts above a scan, each perhaps of the rows that satisfy a condition of its own: {@code
 * COUNT(*) FILTER (WHERE ..)}, {@code COUNT(CASE ..)}, {@code COUNT(column)}, SUM and AVG of {@code
 * CASE WHEN .. THEN 1 ELSE 0 END}.
 */
public final class CountsRule extends TotalsRule {
  public static final CountsRule DIRECT = new CountsRule(false);
  public static final CountsRule OVER_PROJECT = new CountsRule(true);

  private CountsRule(boolean projected) {
    super("Counts", projected);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupCount() > 0 || aggregate.getAggCallList().isEmpty()) {
      return;
    }
    // The arguments of others are fields of the projection.
    boolean isOverScan =
        !isProjected()
            || aggregate.getAggCallList().stream().allMatch(one -> one.getArgList().isEmpty());
    if (isOverScan
        && AggregateRule.isAnsweredByService(aggregate, scan)
        && ColumnsWorthProbing.wouldBeTotals(scan, aggregate)) {
      // What is learned of the first page makes it one total.
      return;
    }
    Parts parts = new Parts(scan, inputs);
    for (AggregateCall one : aggregate.getAggCallList()) {
      if (!parts.add(one)) {
        return;
      }
    }
    Counts counts = new Counts(List.copyOf(parts.conditions), List.copyOf(parts.extremes));
    if (!counts.isPossible(scan)) {
      return;
    }
    RelNode totals = new EnumerableCustomerTotals(counts.reading(scan), counts, parts.rowType());
    call.transformTo(
        Expressions.project(
            totals, parts.outputs(aggregate.getRowType()), aggregate.getRowType().getFieldNames()));
  }

  /** The aggregates as counts and extremes, and what each makes of them. */
  private static final class Parts {
    private final CustomerScan scan;
    private final List<RexNode> inputs;
    private final RexBuilder rexBuilder;
    private final List<RexNode> conditions = new ArrayList<>();
    private final List<ServiceAggregate> extremes = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();

    /**
     * What a count or an extreme is shown as.
     *
     * @param whole a count that is 0 if the aggregate is NULL, null if it never is
     * @param each how much each counts
     * @param isShare whether it is divided by the whole
     */
    private record Output(
        boolean isCount, int index, @Nullable Integer whole, BigDecimal each, boolean isShare) {
      Output(boolean isCount, int index, @Nullable Integer whole) {
        this(isCount, index, whole, BigDecimal.ONE, false);
      }
    }

    Parts(CustomerScan scan, List<RexNode> inputs) {
      this.scan = scan;
      this.inputs = inputs;
      this.rexBuilder = scan.getCluster().getRexBuilder();
    }

    boolean add(AggregateCall call) {
      if (call.isDistinct() || !call.getCollation().getFieldCollations().isEmpty()) {
        return false;
      }
      List<RexNode> all = new ArrayList<>();
      if (call.hasFilter()) {
        all.add(inputs.get(call.filterArg));
      }
      RexNode filter = RexUtil.composeConjunction(rexBuilder, all);
      return switch (call.getAggregation().getKind()) {
        case COUNT -> count(call, filter);
        case SUM, SUM0, AVG -> sum(call, filter);
        case MIN, MAX -> extreme(call);
        default -> false;
      };
    }

    private boolean count(AggregateCall call, RexNode filter) {
      List<RexNode> all = new ArrayList<>(List.of(filter));
      for (int field : call.getArgList()) {
        RexNode present = present(inputs.get(field));
        if (present == null) {
          return false;
        }
        all.add(present);
      }
      outputs.add(new Output(true, condition(all), null));
      return true;
    }

    /** When an argument of COUNT has a value. */
    private @Nullable RexNode present(RexNode argument) {
      if (!argument.getType().isNullable()) {
        return rexBuilder.makeLiteral(true);
      }
      if (argument instanceof RexInputRef) {
        return rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, argument);
      }
      if (argument.getKind() == SqlKind.CASE) {
        List<RexNode> parts = ((RexCall) argument).operands;
        boolean isOne = parts.size() == 3 && !parts.get(1).getType().isNullable();
        return isOne && RexUtil.isNullLiteral(parts.get(2), true) ? parts.get(0) : null;
      }
      return null;
    }

    private boolean sum(AggregateCall call, RexNode filter) {
      RexNode argument = withoutCast(inputs.get(call.getArgList().get(0)));
      if (argument.getKind() != SqlKind.CASE) {
        return false;
      }
      List<RexNode> parts = ((RexCall) argument).operands;
      BigDecimal each = parts.size() == 3 ? number(parts.get(1)) : null;
      BigDecimal otherwise = parts.size() == 3 ? number(parts.get(2)) : null;
      boolean elseNull = otherwise == null && RexUtil.isNullLiteral(parts.get(2), true);
      if (each == null || (!elseNull && (otherwise == null || otherwise.signum() != 0))) {
        return false;
      }
      int ones = condition(List.of(filter, parts.get(0)));
      Integer whole = call.getAggregation().getKind() == SqlKind.SUM0 ? null : (Integer) ones;
      if (whole != null && !elseNull) {
        whole = condition(List.of(filter));
      }
      boolean isShare = call.getAggregation().getKind() == SqlKind.AVG;
      outputs.add(new Output(true, ones, whole, each, isShare));
      return true;
    }

    /**
     * Ones and zeros stay what they are; a parameter that is one of them is cast to be nullable.
     */
    private static RexNode withoutCast(RexNode node) {
      return node.getKind() == SqlKind.CAST ? ((RexCall) node).operands.get(0) : node;
    }

    /** The whole number that a literal is, null if it is none: its multiples are exact. */
    private static @Nullable BigDecimal number(RexNode node) {
      BigDecimal value =
          withoutCast(node) instanceof RexLiteral literal
                  && SqlTypeName.NUMERIC_TYPES.contains(literal.getType().getSqlTypeName())
              ? literal.getValueAs(BigDecimal.class)
              : null;
      return value == null || value.stripTrailingZeros().scale() > 0 ? null : value;
    }

    private boolean extreme(AggregateCall call) {
      if (call.hasFilter() || !(inputs.get(call.getArgList().get(0)) instanceof RexInputRef ref)) {
        return false;
      }
      ColumnDef column = scan.columns().get(ref.getIndex());
      extremes.add(new ServiceAggregate(column, call.getAggregation().getKind() == SqlKind.MAX));
      outputs.add(new Output(false, extremes.size() - 1, null));
      return column.isSortable();
    }

    private int condition(List<RexNode> all) {
      RexNode condition =
          RexUtil.composeConjunction(
              rexBuilder, all.stream().filter(node -> !node.isAlwaysTrue()).toList());
      int known = conditions.indexOf(condition);
      if (known >= 0) {
        return known;
      }
      conditions.add(condition);
      return conditions.size() - 1;
    }

    RelDataType rowType() {
      RelDataTypeFactory types = rexBuilder.getTypeFactory();
      RelDataTypeFactory.Builder row = types.builder();
      for (int i = 0; i < conditions.size(); i++) {
        row.add("count" + i, types.createSqlType(SqlTypeName.BIGINT));
      }
      for (int i = 0; i < extremes.size(); i++) {
        row.add(
            "time" + i,
            types.createTypeWithNullability(types.createSqlType(SqlTypeName.TIMESTAMP, 3), true));
      }
      return row.build();
    }

    List<RexNode> outputs(RelDataType rowType) {
      RelDataType totals = rowType();
      List<RexNode> nodes = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        Output output = outputs.get(i);
        int field = output.isCount() ? output.index() : conditions.size() + output.index();
        RelDataType type = rowType.getFieldList().get(i).getType();
        RexNode value = total(totals, field, type);
        if (output.each().compareTo(BigDecimal.ONE) != 0) {
          RexNode each = rexBuilder.makeLiteral(output.each(), type, true);
          value = rexBuilder.makeCall(type, SqlStdOperatorTable.MULTIPLY, List.of(value, each));
        }
        Integer whole = output.whole();
        if (whole != null && output.isShare()) {
          List<RexNode> parts = List.of(value, total(totals, whole, type));
          value = rexBuilder.makeCall(type, SqlStdOperatorTable.DIVIDE, parts);
        }
        nodes.add(whole == null ? value : nullIfNone(value, totals, whole));
      }
      return nodes;
    }

    private RexNode total(RelDataType totals, int field, RelDataType type) {
      RelDataType own = totals.getFieldList().get(field).getType();
      return rexBuilder.makeAbstractCast(type, rexBuilder.makeInputRef(own, field), false);
    }

    private RexNode nullIfNone(RexNode value, RelDataType totals, int whole) {
      RelDataType bigint = totals.getFieldList().get(whole).getType();
      return rexBuilder.makeCall(
          SqlStdOperatorTable.CASE,
          rexBuilder.makeCall(
              SqlStdOperatorTable.EQUALS,
              rexBuilder.makeInputRef(bigint, whole),
              rexBuilder.makeExactLiteral(BigDecimal.ZERO, bigint)),
          rexBuilder.makeNullLiteral(value.getType()),
          value);
    }
  }
}
