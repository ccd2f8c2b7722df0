package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * The groups of another text within those of a text. Those of a value come from a search of their
 * own; those of the rows without a value are what the others leave of all.
 *
 * @param base finds all rows
 * @param total how many rows there are
 */
record InnerGroups(
    GroupsProgram outer, GroupsProgram inner, Search base, long total, DataContext context) {
  /** The requests beside the pairs of a value: a first page, the rest, and the total again. */
  private static final int BESIDE_EACH = 3;

  /** Estimates the requests of the inner groups; Chao's formula gives the number of pairs. */
  long cost(List<@Nullable Object[]> seen, Sample sample) {
    List<@Nullable Object[]> both =
        seen.stream().map(row -> new @Nullable Object[] {row[0] + " " + row[1]}).toList();
    Collection<Integer> pairs = Sample.of(both, 1).counts().values();
    long once = pairs.stream().filter(count -> count == 1).count();
    long twice = pairs.stream().filter(count -> count == 2).count();
    return (long) BESIDE_EACH * sample.frequent().size()
        + pairs.size()
        + once * (once - 1) / (2 * (twice + 1));
  }

  /** Adds the groups of a value. Returns whether they have as many rows as the value. */
  boolean add(String value, long count, FoundGroups groups) {
    FoundGroups found = Objects.requireNonNull(inner.of(outer.with(base, value), true, context));
    found.counts().forEach((group, rows) -> groups.put(Arrays.asList(value, group), rows));
    found.clear();
    return found.sum(0) == count;
  }

  /** Adds the groups of the rows without a value. Returns whether all counts add up. */
  boolean addNulls(FoundGroups groups) {
    if (groups.sum(0) >= total) {
      return groups.sum(0) == total;
    }
    Map<@Nullable Object, Long> all = new HashMap<>();
    Map<@Nullable Object, Long> others = new HashMap<>();
    for (Map.Entry<@Nullable Object, long[]> group : groups.counts().entrySet()) {
      List<?> pair = (List<?>) Objects.requireNonNull(group.getKey());
      all.merge(pair.get(1), group.getValue()[0], Long::sum);
      others.merge(pair.get(1), pair.get(0) == null ? 0 : group.getValue()[0], Long::sum);
    }
    // Often no row without the outer value has an inner one. One total shows that.
    long valued = groups.sum(0) - all.getOrDefault(null, 0L);
    CountTerm present = new CountTerm(base, null, List.of(inner.column()));
    Long those =
        new CountReader(outer.scans().rows())
            .counting(QueryContext.execution(context), totals -> totals.of(present));
    if (those != null && those == valued) {
      all.put(null, total - valued);
    } else {
      FoundGroups found = inner.of(base, false, context);
      if (found == null || !found.counts().keySet().containsAll(others.keySet())) {
        return false;
      }
      found.counts().forEach((group, rows) -> all.put(group, rows[0]));
      found.clear();
    }
    all.forEach(
        (group, rows) ->
            groups.put(Arrays.asList(null, group), rows - others.getOrDefault(group, 0L)));
    groups.removeEmpty();
    return groups.sum(0) == total
        && groups.counts().values().stream().allMatch(rows -> rows[0] > 0);
  }
}
