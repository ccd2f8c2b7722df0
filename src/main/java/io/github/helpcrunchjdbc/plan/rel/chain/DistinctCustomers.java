package io.github.helpcrunchjdbc.plan.rel.chain;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts the customers who have some tag or attribute: {@code SELECT COUNT(DISTINCT customerId)
 * FROM customer_tags WHERE ..}. A customer has one or not, so no ids need be kept. If the service
 * can count these customers, a total is the answer.
 */
final class DistinctCustomers {
  private DistinctCustomers() {}

  /** Returns the count of the customers; null if the aggregate asks for anything else. */
  static @Nullable RelNode counted(Aggregate aggregate, CustomerChain chain) {
    Integer id = id(aggregate, chain);
    if (id == null) {
      return null;
    }
    RelNode input = aggregate.getInput();
    Aggregate customers =
        LogicalAggregate.create(input, List.of(), ImmutableBitSet.of(id), null, List.of());
    CustomerChain once = ChainAggregate.of(customers, chain);
    if (once == null) {
      return null;
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(call.withDistinct(false).withArgList(List.of()));
    }
    return LogicalAggregate.create(
        CustomerChains.written(once, customers), List.of(), ImmutableBitSet.of(), null, calls);
  }

  /** Returns the index of the id, null if anything but its distinct values is counted. */
  private static @Nullable Integer id(Aggregate aggregate, CustomerChain chain) {
    Integer id = null;
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE || aggregate.getGroupCount() > 0) {
      return null;
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean isCount =
          call.getAggregation().getKind() == SqlKind.COUNT
              && call.isDistinct()
              && !call.hasFilter()
              && call.getArgList().size() == 1;
      if (!isCount || !chain.isId(chain.outputs().get(call.getArgList().get(0)))) {
        return null;
      }
      id = call.getArgList().get(0);
    }
    return id;
  }
}
