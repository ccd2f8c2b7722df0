package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses how the rows of a search are had whose time must lie in some ranges. */
final class Ranges {
  private Ranges() {}

  /** Whether the ranges of a part, if it has any, are of use for reading. */
  static boolean canRead(SearchPart part, ColumnDef sorted, ReadContext reading) {
    return !part.ranges().isEmpty()
        && part.residual() != null
        && part.ranges().get(0).column().equals(sorted)
        && !reading.findings().ignoresSort();
  }

  /** The rows of all ranges in any order, each range from its open end. */
  static RowSource unordered(ReadContext reading, SearchPart part, RowDemand wanted) {
    List<Supplier<RowSource>> sources = new ArrayList<>();
    AtomicReference<@Nullable List<@Nullable Object[]>> whole = new AtomicReference<>();
    for (TimeRange range : part.ranges()) {
      boolean descending = range.hasLower() && !startsWithNulls(reading, range);
      SortOrder sort = new SortOrder(range.column(), descending);
      sources.add(() -> new RangeRows(reading, part.search(), sort, range, wanted, false, whole));
    }
    return new ConcatenatedRows(sources);
  }

  /** Whether the newest would be behind all those without a time. */
  private static boolean startsWithNulls(ReadContext reading, TimeRange range) {
    return reading.facts().nullPlace(new SortOrder(range.column(), true))
        == ReadFacts.NullPlace.FIRST;
  }

  /** The rows of all ranges in the order of their time. */
  static RowSource ordered(ReadContext reading, SearchPart part, RowOrder order, RowDemand wanted) {
    List<TimeRange> ranges = new ArrayList<>(part.ranges());
    if (order.descending()) {
      Collections.reverse(ranges);
    }
    List<Supplier<RowSource>> sources = new ArrayList<>();
    AtomicReference<@Nullable List<@Nullable Object[]>> whole = new AtomicReference<>();
    for (TimeRange range : ranges) {
      sources.add(
          () -> new RangeRows(reading, part.search(), order.sort(), range, wanted, true, whole));
    }
    return new ConcatenatedRows(sources);
  }
}
