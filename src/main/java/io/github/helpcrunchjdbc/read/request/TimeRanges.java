package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;

/**
 * Where a time must lie.
 *
 * @param column one that the service sorts by
 * @param ranges of it, from the oldest on
 * @param without whether customers without a time count too
 */
public record TimeRanges(ColumnDef column, List<TimeRange> ranges, boolean without) {
  public TimeRanges {
    ranges = List.copyOf(ranges);
  }

  /** Whether nobody can be in them. */
  public boolean isEmpty() {
    return ranges.isEmpty() && !without;
  }
}
