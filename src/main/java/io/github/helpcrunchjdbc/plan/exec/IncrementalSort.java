package io.github.helpcrunchjdbc.plan.exec;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by several keys that come sorted by the first of them: group by group, so that who
 * wants a few rows has no more read than those and the rows of equal first key. A group is counted
 * against the statement's memory, and of a limited answer it keeps no more rows than are still
 * wanted. Public for the code that Calcite generates.
 */
public final class IncrementalSort {
  private IncrementalSort() {}

  /**
   * The rows in the order of all keys.
   *
   * @param rows in the order of the first key
   * @param first the first key of a row
   * @param keys all keys of a row
   * @param offset how many the caller skips, a number; null for none
   * @param fetch how many the caller takes at the most, a number; null for all
   * @param isAnswer whether the rows are those of the statement, which may have a bound of its own
   */
  public static <T, P, K> Enumerable<T> sorted(
      DataContext context,
      Enumerable<T> rows,
      Function1<T, P> first,
      Comparator<P> firstOrder,
      Function1<T, K> keys,
      Comparator<K> order,
      @Nullable Object offset,
      @Nullable Object fetch,
      boolean isAnswer,
      int operator) {
    long needed = KeptRows.needed(context, offset, fetch, isAnswer);
    return GeneratedRows.lazy(
        () ->
            new Groups<>(
                new Group<>(
                    rows.enumerator(),
                    (a, b) -> firstOrder.compare(first.apply(a), first.apply(b)) == 0),
                keys,
                order,
                needed,
                KeptMemory.of(context, operator)));
  }

  /** Whether two rows have the same first key. */
  private interface Equality<T> {
    boolean holds(T one, T other);
  }

  /** The rows of one group after the other; each call begins the next. */
  private static final class Group<T> extends AbstractEnumerable<T> {
    private final Enumerator<T> rows;
    private final Equality<T> equality;
    private boolean isAhead;
    private boolean ended;

    Group(Enumerator<T> rows, Equality<T> equality) {
      this.rows = rows;
      this.equality = equality;
    }

    /** Whether there is another group. */
    boolean begin() {
      isAhead = isAhead || moveOn();
      return isAhead;
    }

    private boolean moveOn() {
      ended = ended || !rows.moveNext();
      return !ended;
    }

    void close() {
      rows.close();
    }

    @Override
    public Enumerator<T> enumerator() {
      return new Enumerator<>() {
        private @Nullable T current;

        @Override
        public T current() {
          if (current == null) {
            throw new IllegalStateException("there is no row");
          }
          return current;
        }

        @Override
        public boolean moveNext() {
          if (!isAhead && !moveOn()) {
            return false;
          }
          T row = rows.current();
          // The row behind a group is the first of the next.
          isAhead = current != null && !equality.holds(current, row);
          current = isAhead ? current : row;
          return !isAhead;
        }

        @Override
        public void reset() {
          throw new UnsupportedOperationException("rows are read once");
        }

        @Override
        public void close() {}
      };
    }
  }

  private static final class Groups<T, K> implements Enumerator<T> {
    private final Group<T> rows;
    private final Function1<T, K> keys;
    private final Comparator<K> order;
    private final KeptMemory memory;
    private long needed;
    private Iterator<T> group = List.<T>of().iterator();
    private @Nullable T current;

    Groups(
        Group<T> rows, Function1<T, K> keys, Comparator<K> order, long needed, KeptMemory memory) {
      this.rows = rows;
      this.keys = keys;
      this.order = order;
      this.needed = needed;
      this.memory = memory;
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
      if (!group.hasNext() && needed > 0 && rows.begin()) {
        memory.clear();
        List<T> best = new BestRows<>(rows, keys::apply, order, needed, memory).sorted();
        needed -= best.size();
        group = best.iterator();
      }
      boolean has = group.hasNext();
      current = has ? group.next() : null;
      return has;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows are read once");
    }

    @Override
    public void close() {
      memory.clear();
      rows.close();
    }
  }
}
