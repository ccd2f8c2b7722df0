package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.read.request.Aggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a text with the number of their rows, and with least and greatest values. Not
 * thread-safe.
 *
 * @param columns of the rows, the text first
 */
record FoundGroups(
    List<ColumnDef> columns,
    List<Aggregate> extremes,
    Map<@Nullable String, Long> counts,
    Map<@Nullable String, @Nullable Long[]> best) {
  /** No groups. */
  static FoundGroups none(List<ColumnDef> columns, List<Aggregate> extremes) {
    return new FoundGroups(columns, extremes, new LinkedHashMap<>(), new HashMap<>());
  }

  /** Takes rows as they come, and closes them. */
  FoundGroups read(RowSource rows) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        counts.merge((String) row[0], 1L, Long::sum);
        for (int i = 0; i < extremes.size(); i++) {
          see((String) row[0], i, row[columns.indexOf(extremes.get(i).column())]);
        }
      }
    }
    return this;
  }

  /** Takes what one of the extremes is in some rows of a group. */
  void see(@Nullable String group, int extreme, @Nullable Object value) {
    @Nullable Long[] known =
        best.computeIfAbsent(group, any -> new @Nullable Long[extremes.size()]);
    known[extreme] = extremes.get(extreme).better(known[extreme], value);
  }

  /** A row for each group: the text, the number, then the extremes. */
  Enumerator<Object> rows() {
    List<Object> rows = new ArrayList<>();
    counts.forEach(
        (group, count) -> {
          List<@Nullable Object> row = new ArrayList<>();
          row.add(group);
          row.add(count);
          for (int i = 0; i < extremes.size(); i++) {
            @Nullable Long[] known = best.get(group);
            row.add(known == null ? null : known[i]);
          }
          rows.add(GeneratedRows.row(row));
        });
    return Linq4j.enumerator(rows);
  }
}
