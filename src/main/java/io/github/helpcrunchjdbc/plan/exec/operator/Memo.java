package io.github.helpcrunchjdbc.plan.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the rows that were read, for a second iteration. Public for the code that Calcite
 * generates. Belongs to one execution. Not thread-safe.
 */
public final class Memo<T> extends AbstractEnumerable<T> {
  private final Enumerable<T> source;
  private final List<T> rows = new ArrayList<>();
  private @Nullable Enumerator<T> reading;
  private boolean complete;

  private Memo(Enumerable<T> source) {
    this.source = source;
  }

  /** Returns the rows, each of which is read once, however often they are iterated. */
  public static <T> Enumerable<T> remember(DataContext context, Enumerable<T> rows) {
    Memo<T> memo = new Memo<>(rows);
    QueryContext.atEnd(context, memo::stop);
    return memo;
  }

  private void stop() {
    if (reading != null) {
      reading.close();
    }
  }

  @Override
  public Enumerator<T> enumerator() {
    return new Replay();
  }

  private boolean has(int index) {
    while (rows.size() <= index && !complete) {
      Enumerator<T> opened = reading == null ? source.enumerator() : reading;
      reading = opened;
      if (opened.moveNext()) {
        rows.add(opened.current());
      } else {
        complete = true;
        opened.close();
      }
    }
    return index < rows.size();
  }

  private final class Replay implements Enumerator<T> {
    private int position = -1;

    @Override
    public T current() {
      return rows.get(position);
    }

    @Override
    public boolean moveNext() {
      return has(++position);
    }

    @Override
    public void reset() {
      position = -1;
    }

    /** Leaves the source open until the execution ends: the next enumerator may read on. */
    @Override
    public void close() {}
  }
}
