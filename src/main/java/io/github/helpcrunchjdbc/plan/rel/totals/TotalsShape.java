package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of a scan in place of its rows. Its text is part of the digest of a plan. */
public interface TotalsShape {
  /**
   * Compiles it for the rows of a scan.
   *
   * @param shared where it finds rows that another place of the plan has read, and reads together
   *     with other places those that it reads from the first on; null for neither
   */
  RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared);

  /** Whether it goes over rows that another place of the plan has read. */
  default boolean usesRowsAtHand() {
    return readsFromFirst();
  }

  /** Whether it reads rows from the first on. */
  default boolean readsFromFirst() {
    return false;
  }

  /** Whether it surely reads few customers, so that other places need not share them. */
  default boolean readsFew() {
    return true;
  }

  /** How many rows it is taken to give. */
  default double rows() {
    return 1;
  }

  /** Whether the driver may read rows for it after all. */
  default boolean mayReadRows() {
    return true;
  }

  /** The way that will be taken and what decides, for people. */
  String explain();

  /** A scan with some columns of its table, and those of aggregates. */
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
