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
 * Aggregate above scan: counts, and least and greatest visit times, of a search that is exact are
 * asked of the service in place of its rows.
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
    List<ServiceAggregate> asked = new ArrayList<>();
    aggregate.getAggCallList().forEach(call -> asked.add(translate(call, scan)));
    ServiceAggregates all = new ServiceAggregates(asked);
    return new EnumerableCustomerTotals(all.reading(scan), all, aggregate.getRowType());
  }

  /** Whether the service could answer the aggregates if the scan were exact. */
  static boolean isAnsweredByService(Aggregate aggregate, CustomerScan scan) {
    return aggregate.getGroupCount() == 0
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream().allMatch(c -> translate(c, scan) != null);
  }

  private static @Nullable ServiceAggregate translate(AggregateCall call, CustomerScan scan) {
    if (call.hasFilter() || !call.getCollation().getFieldCollations().isEmpty()) {
      return null;
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT -> countsRows(call, scan) ? ServiceAggregate.COUNT : null;
      case MIN, MAX -> {
        ColumnDef column = scan.column(call.getArgList().get(0));
        boolean isOrdered = column.isSortable() || column.isId();
        yield isOrdered && !scan.spec().isLimited()
            ? new ServiceAggregate(column, call.getAggregation().getKind() == SqlKind.MAX)
            : null;
      }
      default -> null;
    };
  }

  /** Whether a COUNT counts every row: of nothing, or of ids, which are never NULL and unique. */
  private static boolean countsRows(AggregateCall call, CustomerScan scan) {
    return call.getArgList().isEmpty()
        || (call.getArgList().size() == 1 && scan.column(call.getArgList().get(0)).isId());
  }
}
