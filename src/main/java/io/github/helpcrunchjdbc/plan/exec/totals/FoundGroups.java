package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a text with the number of their rows, and with least and greatest values, counted
 * against the statement's memory. The text is null for the rows that have none. Not thread-safe.
 */
final class FoundGroups {
  private final ScanProgram scan;
  private final List<ServiceAggregate> extremes;
  private final KeptMemory memory;
  private final List<@Nullable Predicate<@Nullable Object[]>> conditions;
  private final Map<@Nullable String, long[]> counts = new LinkedHashMap<>();
  private final Map<@Nullable String, ExtremesOfRows> best = new HashMap<>();

  /**
   * Starts without groups.
   *
   * @param scan of the rows, the text first
   * @param conditions whose rows are counted in each group, null for all its rows
   */
  FoundGroups(
      ScanProgram scan,
      List<ServiceAggregate> extremes,
      List<@Nullable Predicate<@Nullable Object[]>> conditions,
      KeptMemory memory) {
    this.conditions = conditions;
    this.scan = scan;
    this.extremes = extremes;
    this.memory = memory;
  }

  /** Takes rows as they come, and closes them. */
  FoundGroups read(RowSource rows) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        String group = (String) row[0];
        long[] known = counts.get(group);
        if (known == null) {
          known = new long[1 + conditions.size()];
          put(group, known);
        }
        known[0]++;
        for (int i = 0; i < conditions.size(); i++) {
          Predicate<@Nullable Object[]> condition = conditions.get(i);
          known[1 + i] += condition == null || condition.test(row) ? 1 : 0;
        }
        if (!extremes.isEmpty()) {
          best(group).see(row);
        }
      }
    }
    return this;
  }

  /** Sets how many rows a group has, then how many of them satisfy each condition. */
  void put(@Nullable String group, long... numbers) {
    if (counts.put(group, numbers) == null) {
      @Nullable Object[] row = new @Nullable Object[1 + numbers.length + extremes.size()];
      Arrays.fill(row, 0L);
      row[0] = group;
      memory.keep(row);
    }
  }

  /** Takes what one of the extremes is in some rows of a group. */
  void see(@Nullable String group, int extreme, @Nullable Object value) {
    best(group).see(extreme, value);
  }

  private ExtremesOfRows best(@Nullable String group) {
    return best.computeIfAbsent(group, any -> new ExtremesOfRows(scan, extremes));
  }

  boolean has(@Nullable String group) {
    return counts.containsKey(group);
  }

  /** The texts, in the order in which they were found; null among them for rows that have none. */
  Iterable<@Nullable String> values() {
    return counts.keySet();
  }

  /** Takes out the rows without a text: how many there are, and for each condition. */
  long[] removeNulls() {
    long[] nulls = counts.remove(null);
    return nulls == null ? new long[1 + conditions.size()] : nulls;
  }

  void removeEmpty() {
    counts.values().removeIf(numbers -> numbers[0] == 0);
  }

  /** How many rows all groups have. */
  long sum() {
    return sum(0);
  }

  /** How many rows of all groups a number counts: 0 for all, then the conditions. */
  long sum(int number) {
    return counts.values().stream().mapToLong(numbers -> numbers[number]).sum();
  }

  /** A row for each group: the text, the numbers, then the extremes. */
  Enumerator<Object> rows() {
    Iterator<Map.Entry<@Nullable String, long[]>> left = counts.entrySet().iterator();
    RowSource rows = RowSource.of(() -> left.hasNext() ? row(left.next()) : null, memory::clear);
    return new RowEnumerator(rows, false);
  }

  private @Nullable Object[] row(Map.Entry<@Nullable String, long[]> group) {
    long[] numbers = group.getValue();
    @Nullable Object[] row = new @Nullable Object[1 + numbers.length + extremes.size()];
    row[0] = group.getKey();
    for (int i = 0; i < numbers.length; i++) {
      row[1 + i] = numbers[i];
    }
    ExtremesOfRows known = best.get(group.getKey());
    List<@Nullable Long> shown = known == null ? List.of() : known.shown();
    for (int i = 0; i < shown.size(); i++) {
      row[1 + numbers.length + i] = shown.get(i);
    }
    return row;
  }
}
