package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the index of the first column with a label, without regard to case. Not thread-safe. */
final class ColumnLabels {
  private static final int MOST_LISTED = 40;

  private final List<ResultColumn> columns;
  private final Map<String, Integer> indexes = new HashMap<>();

  ColumnLabels(List<ResultColumn> columns) {
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      indexes.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
    }
  }

  /** Returns the column's index, from 1. */
  int find(@Nullable String label) throws SQLException {
    if (label != null) {
      Integer index = indexes.get(label);
      if (index != null) {
        return index;
      }
      index = indexes.get(label.toLowerCase(Locale.ROOT));
      if (index != null) {
        // The next look-up with this spelling needs no lower case.
        indexes.put(label, index);
        return index;
      }
    }
    throw SqlExceptions.of(
        ErrorCode.NO_SUCH_COLUMN_INDEX,
        "the result has no column "
            + label
            + "; it has "
            + columns.stream()
                .limit(MOST_LISTED)
                .map(ResultColumn::label)
                .collect(Collectors.joining(", ")));
  }
}
