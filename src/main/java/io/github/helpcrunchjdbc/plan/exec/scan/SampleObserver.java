package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first rows that pass as samples, so that none need be asked for. Rows from memory are
 * no samples: their customers may have changed. Not thread-safe.
 */
final class SampleObserver implements RowSource {
  private static final int MOST = 100;

  private final RowSource rows;
  private final List<ColumnDef> columns;
  private final AccountKnowledge knowledge;
  private final Statistics statistics;
  private final long fromMemory;
  private @Nullable List<@Nullable Object[]> noted = new ArrayList<>();

  SampleObserver(
      RowSource rows, List<ColumnDef> columns, AccountKnowledge knowledge, Statistics statistics) {
    this.statistics = statistics;
    this.fromMemory = statistics.of(Counter.CACHED_PAGES);
    this.rows = rows;
    this.columns = columns;
    this.knowledge = knowledge;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = rows.next();
    var open = noted;
    if (open != null && row != null) {
      open.add(row);
      if (open.size() == MOST) {
        give();
      }
    }
    return row;
  }

  private void give() {
    boolean fresh = statistics.of(Counter.CACHED_PAGES) == fromMemory;
    if (fresh && noted != null && !noted.isEmpty()) {
      knowledge.takeSamples(columns, noted);
    }
    noted = null;
  }

  @Override
  public void close() {
    try {
      give();
    } finally {
      rows.close();
    }
  }
}
