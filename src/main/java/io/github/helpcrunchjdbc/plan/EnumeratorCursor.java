package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The rows of generated code. The first is read at once, so that errors show at execution. */
final class EnumeratorCursor implements RowCursor {
  private final Enumerator<?> enumerator;
  private final boolean single;
  private final Execution execution;
  private final boolean hasFirst;
  private boolean started;
  private boolean closed;

  EnumeratorCursor(Enumerator<?> enumerator, boolean single, Execution execution) {
    this.enumerator = enumerator;
    this.single = single;
    this.execution = execution;
    this.hasFirst = enumerator.moveNext();
    execution.startAnswering();
  }

  @Override
  public boolean next() {
    execution.checkActive();
    if (!started) {
      started = true;
      return hasFirst;
    }
    return !closed && enumerator.moveNext();
  }

  @Override
  public @Nullable Object[] row() {
    Object current = enumerator.current();
    @Nullable Object[] row =
        single ? new @Nullable Object[] {current} : (@Nullable Object[]) current;
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof ByteString bytes) {
        row[i] = bytes.getBytes();
      }
    }
    return row;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      enumerator.close();
    }
  }
}
