package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Groups of rows with their counts and extremes, counted against the statement's memory. The group
 * of the rows without a value has the key null. Not thread-safe.
 */
final class FoundGroups {
  private final ScanProgram scan;
  private final List<ServiceAggregate> extremes;
  private final KeptMemory memory;
  private final List<@Nullable Predicate<@Nullable Object[]>> conditions;
  private final Function<@Nullable Object[], @Nullable Object> group;
  private final Map<@Nullable Object, long[]> counts = new LinkedHashMap<>();
  private final Map<@Nullable Object, ExtremesOfRows> best = new HashMap<>();

  /**
   * Creates an object without groups.
   *
   * @param scan reads the rows
   * @param group returns a row's group: a value, or a list of values
   * @param conditions the conditions whose rows are counted in each group, null if each row counts
   */
  FoundGroups(
      ScanProgram scan,
      Function<@Nullable Object[], @Nullable Object> group,
      List<ServiceAggregate> extremes,
      List<@Nullable Predicate<@Nullable Object[]>> conditions,
      DataContext context) {
    this.conditions = conditions;
    this.scan = scan;
    this.group = group;
    this.extremes = extremes;
    this.memory = KeptMemory.of(context);
  }

  /** Takes all rows, and closes them. */
  FoundGroups read(RowSource rows) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        add(row);
      }
    }
    return this;
  }

  /** Takes a row. Returns whether it satisfies any of the conditions. */
  boolean add(@Nullable Object[] row) {
    Object value = group.apply(row);
    long[] known = counts.get(value);
    if (known == null) {
      known = new long[1 + conditions.size()];
      put(value, known);
    }
    known[0]++;
    boolean isMet = false;
    for (int i = 0; i < conditions.size(); i++) {
      Predicate<@Nullable Object[]> condition = conditions.get(i);
      if (condition == null || condition.test(row)) {
        known[1 + i]++;
        isMet = true;
      }
    }
    if (!extremes.isEmpty()) {
      best(value).add(row);
    }
    return isMet;
  }

  /** Sets how many rows a group has, then how many of them satisfy each condition. */
  void put(@Nullable Object value, long... numbers) {
    if (counts.put(value, numbers) == null) {
      List<@Nullable Object> row = row(value, numbers);
      extremes.forEach(any -> row.add(0L));
      memory.keep(row.toArray());
    }
  }

  /** Takes the value that one of the extremes has in some rows of a group. */
  void add(@Nullable Object value, int extreme, @Nullable Object best) {
    best(value).add(extreme, best);
  }

  private ExtremesOfRows best(@Nullable Object value) {
    return best.computeIfAbsent(value, any -> new ExtremesOfRows(scan, extremes));
  }

  /** Removes the group without a value, and returns its counts. */
  long[] removeNulls() {
    long[] nulls = counts.remove(null);
    return nulls == null ? new long[1 + conditions.size()] : nulls;
  }

  /** Returns the counts of each group, in the order in which the groups were found. */
  Map<@Nullable Object, long[]> counts() {
    return counts;
  }

  void removeEmpty() {
    counts.values().removeIf(numbers -> numbers[0] == 0);
  }

  /** Gives back the memory of all groups, which are no longer needed. */
  void clear() {
    memory.clear();
  }

  /** Returns the sum over all groups of a count: number 0 is the rows, 1 the first condition. */
  long sum(int number) {
    return counts.values().stream().mapToLong(numbers -> numbers[number]).sum();
  }

  /** Returns the counts, then the extremes, of rows that are not grouped. */
  List<@Nullable Object> all() {
    if (!counts.containsKey(null)) {
      put(null, new long[1 + conditions.size()]);
    }
    memory.clear();
    List<@Nullable Object> row = row(counts.entrySet().iterator().next());
    return row.subList(1, row.size());
  }

  /** Returns a row for each group: the value, the counts, then the extremes. */
  Enumerator<Object> rows() {
    Iterator<Map.Entry<@Nullable Object, long[]>> left = counts.entrySet().iterator();
    RowSource rows =
        RowSource.of(() -> left.hasNext() ? row(left.next()).toArray() : null, memory::clear);
    return new RowEnumerator(rows, false);
  }

  private List<@Nullable Object> row(Map.Entry<@Nullable Object, long[]> found) {
    List<@Nullable Object> row = row(found.getKey(), found.getValue());
    if (!extremes.isEmpty()) {
      row.addAll(best(found.getKey()).shown());
    }
    return row;
  }

  private static List<@Nullable Object> row(@Nullable Object value, long[] numbers) {
    List<@Nullable Object> row = new ArrayList<>();
    row.addAll(value instanceof List<?> several ? several : Collections.singletonList(value));
    Arrays.stream(numbers).forEach(row::add);
    return row;
  }
}
