package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;

/**
 * The ranges in which a time must lie.
 *
 * @param column a column that the service sorts by
 * @param ranges the ranges of its values, the oldest first
 * @param without whether customers without a time count too
 */
public record TimeRanges(ColumnDef column, List<TimeRange> ranges, boolean without) {
  public TimeRanges {
    ranges = List.copyOf(ranges);
  }

  /** Whether no customer can be in the ranges. */
  public boolean isEmpty() {
    return ranges.isEmpty() && !without;
  }
}
