package io.github.helpcrunchjdbc.plan.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by several keys that come sorted by the first of them: group by group, so that who
 * wants a few rows has no more read than those and the rows of equal first key. Public for the code
 * that Calcite generates.
 */
public final class IncrementalSort {
  private IncrementalSort() {}

  /**
   * The rows in the order of all keys.
   *
   * @param rows in the order of the first key
   * @param first the first key of a row
   * @param keys all keys of a row
   */
  public static <T, P, K> Enumerable<T> sort(
      Enumerable<T> rows,
      Function1<T, P> first,
      Comparator<P> firstOrder,
      Function1<T, K> keys,
      Comparator<K> order) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return new Groups<>(
            rows.enumerator(),
            (a, b) -> firstOrder.compare(first.apply(a), first.apply(b)) == 0,
            (a, b) -> order.compare(keys.apply(a), keys.apply(b)));
      }
    };
  }

  /** Whether two rows have the same first key. */
  private interface Equality<T> {
    boolean holds(T one, T other);
  }

  private static final class Groups<T> implements Enumerator<T> {
    private final Enumerator<T> rows;
    private final Equality<T> equality;
    private final Comparator<T> order;
    private Iterator<T> group = List.<T>of().iterator();
    private List<T> ahead = new ArrayList<>();
    private @Nullable T current;
    private boolean ended;

    Groups(Enumerator<T> rows, Equality<T> equality, Comparator<T> order) {
      this.rows = rows;
      this.equality = equality;
      this.order = order;
    }

    @Override
    public T current() {
      if (current == null) {
        throw new IllegalStateException("there is no row");
      }
      return current;
    }

    @Override
    public boolean moveNext() {
      if (!group.hasNext()) {
        gather();
      }
      boolean has = group.hasNext();
      current = has ? group.next() : null;
      return has;
    }

    /** Reads the next rows of equal first key, and the row behind them. */
    private void gather() {
      List<T> equal = ahead;
      ahead = new ArrayList<>();
      while (ahead.isEmpty() && !ended) {
        if (!rows.moveNext()) {
          ended = true;
        } else if (equal.isEmpty() || equality.holds(equal.get(0), rows.current())) {
          equal.add(rows.current());
        } else {
          ahead.add(rows.current());
        }
      }
      equal.sort(order);
      group = equal.iterator();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows are read once");
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
