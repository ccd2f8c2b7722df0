package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A query whose rows are in memory; it tells how it was executed, and may hang or fail when a row
 * is asked for. Like a real one it uses one array for all rows.
 */
public final class MemoryQuery implements PreparedQuery {
  private final List<ResultColumn> columns;
  private final List<QueryParameter> parameters;
  private final List<@Nullable Object[]> rows;
  private final List<List<@Nullable Object>> values = new CopyOnWriteArrayList<>();
  private final List<Execution> executions = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private int hangsAtRow = -1;
  private @Nullable Throwable failure;

  public MemoryQuery(
      List<ResultColumn> columns, List<QueryParameter> parameters, List<@Nullable Object[]> rows) {
    this.columns = columns;
    this.parameters = parameters;
    this.rows = rows;
  }

  /** The numbers from 1 to {@code count} in a BIGINT column n. */
  public static MemoryQuery numbers(int count) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 1; i <= count; i++) {
      rows.add(new @Nullable Object[] {i});
    }
    return new MemoryQuery(List.of(column("n", java.sql.Types.BIGINT, "BIGINT")), List.of(), rows);
  }

  public static ResultColumn column(String label, int jdbcType, String typeName) {
    return new ResultColumn(label, label, null, null, jdbcType, typeName, 0, 0, true);
  }

  /** Waits for its execution's end when row {@code index} is asked for; 0 waits in execute. */
  public MemoryQuery hangingAtRow(int index) {
    hangsAtRow = index;
    return this;
  }

  /** Throws when what comes after the last row is asked for. */
  public MemoryQuery failing(Throwable thrown) {
    failure = thrown;
    return this;
  }

  public List<List<@Nullable Object>> values() {
    return values;
  }

  public List<Execution> executions() {
    return executions;
  }

  /** Cursors that were opened and not closed. */
  public int open() {
    return open.get();
  }

  /** Waits until the query hangs. */
  public void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    return this;
  }

  @Override
  public boolean needsValues() {
    return !parameters().isEmpty();
  }

  @Override
  public List<QueryParameter> parameters() {
    return parameters;
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> given, Execution execution) {
    values.add(new ArrayList<>(given));
    executions.add(execution);
    if (hangsAtRow == 0) {
      hang(execution);
    }
    open.incrementAndGet();
    return new Cursor(execution);
  }

  private void hang(Execution execution) {
    CountDownLatch ended = new CountDownLatch(1);
    execution.onAbort(ended::countDown);
    hanging.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    execution.checkActive();
  }

  private final class Cursor implements RowCursor {
    private final Execution execution;
    private final Iterator<@Nullable Object[]> remaining = rows.iterator();
    private final @Nullable Object[] shared = new @Nullable Object[columns.size()];
    private int index;
    private boolean closed;

    Cursor(Execution execution) {
      this.execution = execution;
    }

    @Override
    public boolean next() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (++index == hangsAtRow) {
        hang(execution);
      }
      if (!remaining.hasNext()) {
        if (failure != null) {
          throw MemoryQuery.<RuntimeException>sneaky(failure);
        }
        return false;
      }
      @Nullable Object[] row = remaining.next();
      System.arraycopy(row, 0, shared, 0, row.length);
      return true;
    }

    @Override
    public @Nullable Object[] row() {
      return shared;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        Arrays.fill(shared, null);
        open.decrementAndGet();
      }
    }
  }

  /** Generated code throws checked exceptions too, undeclared. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
