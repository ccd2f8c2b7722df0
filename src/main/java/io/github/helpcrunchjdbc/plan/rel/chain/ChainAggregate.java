package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Turns groups of a chain's rows by the customer's id into a chain. The rows of a customer come
 * together, so the elements are counted at once.
 */
final class ChainAggregate {
  private ChainAggregate() {}

  /** Returns the groups as a chain; null if that is impossible. */
  static @Nullable CustomerChain of(Aggregate aggregate, CustomerChain input) {
    List<RexNode> keys =
        aggregate.getGroupSet().asList().stream().map(input.outputs()::get).toList();
    if (!input.canBeCounted()
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || keys.stream().noneMatch(input::isId)
        || !keys.stream().allMatch(input::isOfCustomer)
        || !aggregate.getAggCallList().stream()
            .allMatch(call -> countsRows(call, input) || isLiteral(call))) {
      return null;
    }
    RexBuilder rexBuilder = input.rexBuilder();
    List<RexNode> outputs = new ArrayList<>(keys);
    Part part = input.multiplying();
    if (part == null) {
      aggregate
          .getAggCallList()
          .forEach(
              call ->
                  outputs.add(
                      isLiteral(call)
                          ? call.rexList.get(0)
                          : rexBuilder.makeExactLiteral(BigDecimal.ONE, call.getType())));
      return input.with(input.parts(), input.conditions(), outputs);
    }
    CustomerChain grouped = input.counting(part);
    RexNode count = grouped.parts().get(grouped.parts().size() - 1).count(rexBuilder);
    aggregate
        .getAggCallList()
        .forEach(call -> outputs.add(isLiteral(call) ? call.rexList.get(0) : count));
    return grouped.with(grouped.parts(), grouped.conditions(), outputs);
  }

  private static boolean isLiteral(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.LITERAL_AGG && call.rexList.size() == 1;
  }

  private static boolean countsRows(AggregateCall call, CustomerChain input) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && !call.isDistinct()
        && !call.hasFilter()
        && call.getArgList().stream()
            .noneMatch(field -> input.outputs().get(field).getType().isNullable());
  }
}
