package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a text with the number of their rows, and with least and greatest values, counted
 * against the statement's memory. The text is null for the rows that have none. Not thread-safe.
 */
final class FoundGroups {
  private final List<ColumnDef> columns;
  private final List<ServiceAggregate> extremes;
  private final KeptMemory memory;
  private final Map<@Nullable String, Long> counts = new LinkedHashMap<>();
  private final Map<@Nullable String, @Nullable Long[]> best = new HashMap<>();

  /**
   * Starts without groups.
   *
   * @param columns of the rows, the text first
   */
  FoundGroups(List<ColumnDef> columns, List<ServiceAggregate> extremes, KeptMemory memory) {
    this.columns = columns;
    this.extremes = extremes;
    this.memory = memory;
  }

  /** Takes rows as they come, and closes them. */
  FoundGroups read(RowSource rows) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        String group = (String) row[0];
        put(group, 1 + counts.getOrDefault(group, 0L));
        for (int i = 0; i < extremes.size(); i++) {
          see(group, i, row[columns.indexOf(extremes.get(i).column())]);
        }
      }
    }
    return this;
  }

  /** Sets how many rows a group has. */
  void put(@Nullable String group, long count) {
    if (counts.put(group, count) == null) {
      memory.keep(group);
    }
  }

  /** Takes what one of the extremes is in some rows of a group. */
  void see(@Nullable String group, int extreme, @Nullable Object value) {
    @Nullable Long[] known =
        best.computeIfAbsent(group, any -> new @Nullable Long[extremes.size()]);
    known[extreme] = extremes.get(extreme).better(known[extreme], value);
  }

  boolean has(@Nullable String group) {
    return counts.containsKey(group);
  }

  /** The texts, in the order in which they were found; null among them for rows that have none. */
  Iterable<@Nullable String> values() {
    return counts.keySet();
  }

  /** Takes out the rows without a text. */
  long removeNulls() {
    Long nulls = counts.remove(null);
    return nulls == null ? 0 : nulls;
  }

  void removeEmpty() {
    counts.values().removeIf(count -> count == 0);
  }

  /** How many rows all groups have. */
  long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A row for each group: the text, the number, then the extremes. */
  Enumerator<Object> rows() {
    Iterator<Map.Entry<@Nullable String, Long>> left = counts.entrySet().iterator();
    RowSource rows = RowSource.of(() -> left.hasNext() ? row(left.next()) : null, memory::clear);
    return new RowEnumerator(rows, false);
  }

  private @Nullable Object[] row(Map.Entry<@Nullable String, Long> group) {
    @Nullable Object[] row = new @Nullable Object[2 + extremes.size()];
    row[0] = group.getKey();
    row[1] = group.getValue();
    @Nullable Long[] known = best.get(group.getKey());
    if (known != null) {
      System.arraycopy(known, 0, row, 2, known.length);
    }
    return row;
  }
}
