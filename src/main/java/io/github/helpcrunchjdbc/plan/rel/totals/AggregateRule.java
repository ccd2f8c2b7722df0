package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanRule;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Takes in an aggregate: asks the service for counts, and for least and greatest visit times and
 * ids, instead of rows. The scan's search must be exact.
 */
public final class AggregateRule {
  public static final RelOptRule INSTANCE =
      ScanRule.of("HelpCrunchTakeAggregate", Aggregate.class, AggregateRule::totals);

  private AggregateRule() {}

  private static @Nullable RelNode totals(Aggregate aggregate, CustomerScan scan) {
    if (!scan.spec().cover().isOnePlainSearch()
        || scan.widestSearch() > scan.context().knowledge().mostFilters()
        || !isAnsweredByService(aggregate, scan)) {
      return null;
    }
    return totalsNode(aggregate, scan);
  }

  /** Returns the node that asks for the aggregates. All of them must be translatable. */
  static RelNode totalsNode(Aggregate aggregate, CustomerScan scan) {
    List<ServiceAggregate> asked = new ArrayList<>();
    aggregate.getAggCallList().forEach(call -> asked.add(translate(call, scan)));
    ServiceAggregates all = new ServiceAggregates(asked, !scan.spec().cover().isOnePlainSearch());
    return new EnumerableCustomerTotals(all.reading(scan), all, aggregate.getRowType());
  }

  /** Whether the service could answer the aggregates if the scan were exact. */
  static boolean isAnsweredByService(Aggregate aggregate, CustomerScan scan) {
    return aggregate.getGroupCount() == 0
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream().allMatch(c -> translate(c, scan) != null);
  }

  static @Nullable ServiceAggregate translate(AggregateCall call, CustomerScan scan) {
    if (call.hasFilter() || !call.getCollation().getFieldCollations().isEmpty()) {
      return null;
    }
    List<Integer> arguments = call.getArgList();
    if (call.getAggregation().getKind() == SqlKind.COUNT) {
      return arguments.isEmpty() ? ServiceAggregate.COUNT : null;
    }
    return arguments.size() == 1 && !scan.spec().isLimited()
        ? extreme(call, scan.column(arguments.get(0)))
        : null;
  }

  /** Returns a least or greatest value of a column in whose order rows can be read; else null. */
  static @Nullable ServiceAggregate extreme(AggregateCall call, ColumnDef column) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX)
            && !call.hasFilter()
            && (column.isSortable() || column.isId())
        ? new ServiceAggregate(column, kind == SqlKind.MAX)
        : null;
  }
}
