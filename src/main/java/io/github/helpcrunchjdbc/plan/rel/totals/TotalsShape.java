package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of a scan instead of its rows. Its {@code toString} is part of a plan's digest. */
public interface TotalsShape {
  /**
   * Compiles this for the rows of a scan.
   *
   * @param shared gives rows that another place of the plan has read; if this reads from the first
   *     row on, it reads them together with other places. Null if nothing is shared.
   */
  RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared);

  /** Whether this uses rows that another place of the plan has read. */
  default boolean usesRowsAtHand() {
    return readsFromFirst();
  }

  /** Whether this reads rows from the first one on. */
  default boolean readsFromFirst() {
    return false;
  }

  /** Whether this surely reads few customers, so that other places need not share their rows. */
  default boolean readsFew() {
    return true;
  }

  /** Returns how many rows this is estimated to return. */
  default double rows() {
    return 1;
  }

  /** Whether the driver may read rows for this after all. */
  default boolean mayReadRows() {
    return true;
  }

  /** Returns the way that will be taken and what decides about it, for people. */
  String explain();

  /** Returns a scan with some columns of its table, and those of aggregates. */
  static CustomerScan reading(
      CustomerScan scan, Stream<Integer> columns, List<ServiceAggregate> aggregates) {
    Stream<Integer> others =
        aggregates.stream()
            .map(ServiceAggregate::column)
            .filter(Objects::nonNull)
            .map(scan.columns()::indexOf);
    List<Integer> all = Stream.concat(columns, others).distinct().toList();
    return scan.with(scan.spec().withProjection(all));
  }
}
