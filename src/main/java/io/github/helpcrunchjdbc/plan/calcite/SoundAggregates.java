package io.github.helpcrunchjdbc.plan.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;

/** Has the accumulators of this package aggregate what Calcite's get wrong. */
public final class SoundAggregates extends RelHomogeneousShuttle {
  private final RexShuttle overWindows;

  private SoundAggregates(RexBuilder rexBuilder) {
    this.overWindows = new OverWindows(rexBuilder);
  }

  /** The same plan with such aggregates replaced. */
  public static RelNode rewrite(RelNode root) {
    return root.accept(new SoundAggregates(root.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other).accept(overWindows);
    return visited instanceof Aggregate aggregate ? ofGroups(aggregate) : visited;
  }

  private static RelNode ofGroups(Aggregate aggregate) {
    List<RelDataType> fields =
        aggregate.getInput().getRowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .toList();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<RelDataType> arguments = call.getArgList().stream().map(fields::get).toList();
      SqlAggFunction exact = ExactAggregates.of(call.getAggregation(), call.getType(), arguments);
      calls.add(exact == null ? call : withFunction(call, exact));
    }
    return calls.equals(aggregate.getAggCallList())
        ? aggregate
        : aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
  }

  private static AggregateCall withFunction(AggregateCall call, SqlAggFunction function) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        call.getType(),
        call.getName());
  }

  /** The same over windows. */
  private static final class OverWindows extends RexShuttle {
    private final RexBuilder rexBuilder;

    OverWindows(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexNode visited = super.visitOver(over);
      if (!(visited instanceof RexOver result)) {
        return visited;
      }
      SqlAggFunction exact =
          ExactAggregates.of(
              result.getAggOperator(),
              result.getType(),
              result.getOperands().stream().map(RexNode::getType).toList());
      return exact == null ? result : withFunction(result, exact);
    }

    private RexNode withFunction(RexOver over, SqlAggFunction function) {
      RexWindow window = over.getWindow();
      return rexBuilder.makeOver(
          over.getParserPosition(),
          over.getType(),
          function,
          over.getOperands(),
          window.partitionKeys,
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }
  }
}
