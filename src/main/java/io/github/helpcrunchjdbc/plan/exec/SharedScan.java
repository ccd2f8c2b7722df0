package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * A scan that stands in several places of one plan: each execution reads it once, as far as the
 * place that goes farthest, and has the other places go over the same rows. Thread-safe.
 */
public final class SharedScan {
  private final ScanProgram all;

  /**
   * Creates a scan.
   *
   * @param all reads the columns of all places
   */
  public SharedScan(ScanProgram all) {
    this.all = all;
  }

  /** The rows for one of the places. */
  RowSource open(DataContext context, List<ColumnDef> columns) {
    Rows rows =
        QueryContext.ofExecution(
            context,
            this,
            () -> {
              Rows opened = new Rows(all.open(context), QueryContext.execution(context));
              QueryContext.atEnd(context, opened::close);
              return opened;
            });
    int[] places = columns.stream().mapToInt(all.columns()::indexOf).toArray();
    return new Place(rows, places);
  }

  /** The rows that one execution has read. Not thread-safe. */
  private static final class Rows {
    private final RowSource source;
    private final Execution execution;
    private final KeptMemory memory;
    private final List<@Nullable Object[]> read = new ArrayList<>();
    private boolean ended;

    Rows(RowSource source, Execution execution) {
      this.source = source;
      this.execution = execution;
      this.memory = new KeptMemory(execution.memory());
    }

    @Nullable Object @Nullable [] get(int index) {
      execution.checkActive();
      while (read.size() <= index && !ended) {
        @Nullable Object[] row = source.next();
        if (row == null) {
          ended = true;
          source.close();
        } else {
          memory.keep(row);
          read.add(row);
        }
      }
      return index < read.size() ? read.get(index) : null;
    }

    void close() {
      source.close();
      read.clear();
      memory.clear();
      ended = true;
    }
  }

  /** One place's way over the rows. */
  private static final class Place implements RowSource {
    private final Rows rows;
    private final int[] columns;
    private int next;

    Place(Rows rows, int[] columns) {
      this.rows = rows;
      this.columns = columns;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] row = rows.get(next++);
      if (row == null) {
        return null;
      }
      @Nullable Object[] own = new @Nullable Object[columns.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = row[columns[i]];
      }
      return own;
    }

    /** Reading ends with the execution: another place may go on where this one stopped. */
    @Override
    public void close() {}
  }
}
