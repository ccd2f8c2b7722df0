package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a text, each divided by the stretch in which its rows have a time. Counted are
 * those with a time, then those of each stretch but the last, which is what they leave: whoever is
 * seen again in between goes there, and is counted once.
 *
 * @param bounds of the stretches, on the clock's face
 * @param latest so many rows are in the last stretch
 */
record StretchedGroups(
    GroupsProgram outer, SearchHistogram times, List<Long> bounds, CountSums sums, long latest) {
  static final int FEWEST = 2;

  /** Counts the last stretch; null if stretches are more than so many, or can't be told. */
  static @Nullable StretchedGroups of(
      GroupsProgram outer, HistogramProgram within, Search base, long most, Execution execution) {
    SearchHistogram times = within.searched();
    List<Long> bounds = most < FEWEST ? null : times.bounds(base, most, execution);
    if (bounds == null) {
      return null;
    }
    SearchFilter hasTime = new SearchFilter(times.column(), Operator.GE, UnixTime.FIRST_SECOND);
    Search since = times.isValued(base) ? base : base.and(hasTime);
    List<Map<CountTerm, Integer>> sums = new ArrayList<>(List.of(Map.of(CountTerm.of(since), 1)));
    for (int i = 0; i + 1 < bounds.size(); i++) {
      Long begin = times.clock().crossing(bounds.get(i) / SearchHistogram.MILLIS);
      Long end = times.clock().crossing(bounds.get(i + 1) / SearchHistogram.MILLIS);
      if (begin == null || end == null) {
        return null;
      }
      since = base.and(new SearchFilter(times.column(), Operator.GE, begin));
      Search part = since.and(new SearchFilter(times.column(), Operator.LT, end));
      sums.add(Map.of(CountTerm.of(part), 1));
    }
    sums.remove(bounds.size() - 1);
    CountTerm open = CountTerm.of(since);
    Long latest =
        new CountReader(outer.scans().rows()).counting(execution, totals -> totals.of(open));
    return latest == null
        ? null
        : new StretchedGroups(outer, times, bounds, new CountSums(sums), latest);
  }

  /** Returns an object without groups, where the same is counted of rows that are read. */
  FoundGroups none(DataContext context) {
    List<@Nullable Predicate<@Nullable Object[]>> checks = new ArrayList<>();
    checks.add(row -> row[1] != null);
    bounds.stream()
        .limit(bounds.size() - 2L)
        .forEach(begin -> checks.add(row -> begin.equals(times.stretch(row[1]))));
    return new FoundGroups(outer.scan(), row -> row[0], List.of(), checks, context);
  }

  /** Puts the parts of groups where there are none yet; null if they don't add up. */
  @Nullable FoundGroups divide(FoundGroups groups, FoundGroups parts) {
    long left = latest;
    for (Map.Entry<@Nullable Object, long[]> group : groups.counts().entrySet()) {
      long[] numbers = group.getValue();
      long last = numbers[1];
      for (int i = 2; i < numbers.length; i++) {
        parts.put(Arrays.asList(group.getKey(), bounds.get(i - 2)), numbers[i]);
        last -= numbers[i];
      }
      parts.put(Arrays.asList(group.getKey(), bounds.get(numbers.length - 2)), last);
      parts.put(Arrays.asList(group.getKey(), null), numbers[0] - numbers[1]);
      left -= last;
    }
    groups.clear();
    parts.removeEmpty();
    // Otherwise somebody was seen again in between, or the ends are not those of an order.
    if (left < 0
        || (left > 0 && outer.isNullShown())
        || parts.counts().values().stream().anyMatch(one -> one[0] < 0)) {
      parts.clear();
      return null;
    }
    return parts;
  }
}
