package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least and greatest values of some rows. Times are compared as instants: after a clock is put
 * back, it shows a later time as an earlier one. Not thread-safe.
 */
final class ExtremesOfRows {
  private final ScanProgram scan;
  private final List<ServiceAggregate> wanted;
  private final @Nullable Long[] best;

  /**
   * Creates extremes of no rows.
   *
   * @param scan returns times as instants, and the columns of the aggregates
   * @param wanted the extremes; a count among them stays null
   */
  ExtremesOfRows(ScanProgram scan, List<ServiceAggregate> wanted) {
    this.scan = scan;
    this.wanted = wanted;
    this.best = new @Nullable Long[wanted.size()];
  }

  void add(@Nullable Object[] row) {
    for (int i = 0; i < best.length; i++) {
      ColumnDef column = wanted.get(i).column();
      if (column != null) {
        add(i, row[scan.columns().indexOf(column)]);
      }
    }
  }

  /** Takes the value that one of the extremes has in some rows. */
  void add(int place, @Nullable Object value) {
    best[place] = wanted.get(place).better(best[place], value);
  }

  /** Returns the extremes, with times as the clock shows them; null if no row has a value. */
  List<@Nullable Long> shown() {
    return shown(scan, wanted, Arrays.asList(best));
  }

  /** Returns the values, with times as the clock shows them. */
  static List<@Nullable Long> shown(
      ScanProgram scan, List<ServiceAggregate> wanted, List<@Nullable Long> values) {
    List<@Nullable Long> shown = new ArrayList<>(values);
    for (int i = 0; i < shown.size(); i++) {
      ColumnDef column = wanted.get(i).column();
      Long value = shown.get(i);
      if (value != null && column != null && column.isInstant()) {
        shown.set(i, scan.clock().show(value));
      }
    }
    return shown;
  }
}
