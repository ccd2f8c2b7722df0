package io.github.helpcrunchjdbc.plan.exec.operator;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by several keys, if they come sorted by the first key. It sorts group by group, so
 * that the first rows can be returned once their group has been read. A group is counted against
 * the statement's memory. If the answer has a limit, a group keeps no more rows than are still
 * wanted. Public for the code that Calcite generates.
 */
public final class IncrementalSort {
  private IncrementalSort() {}

  /**
   * Returns the rows in the order of all keys.
   *
   * @param rows in the order of the first key
   * @param first returns the first key of a row
   * @param keys returns all keys of a row
   * @param offset how many rows the caller skips, a number; null for none
   * @param fetch how many rows the caller takes at the most, a number; null for all
   * @param isAnswer whether the rows are those of the statement, for which the caller may have set
   *     a bound
   * @param operator a number that no other operator of the plan has
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
    KeptMemory memory = KeptMemory.of(context, operator);
    return GeneratedRows.lazy(
        () -> {
          Enumerator<T> source = rows.enumerator();
          Reading<T> reading = new Reading<>(source);
          Iterator<List<T>> groups =
              new AbstractIterator<>() {
                private long left = needed;

                @Override
                protected @Nullable List<T> computeNext() {
                  if (left <= 0 || !reading.hasNext()) {
                    return endOfData();
                  }
                  memory.clear();
                  Enumerable<T> group =
                      reading.group(
                          (a, b) -> firstOrder.compare(first.apply(a), first.apply(b)) == 0);
                  List<T> best = BestRows.sorted(group, keys::apply, order, left, memory);
                  left -= best.size();
                  return best;
                }
              };
          Iterator<T> all = Iterators.concat(Iterators.transform(groups, List::iterator));
          return new PassedRows<T>(Linq4j.iterableEnumerator(() -> all)) {
            @Override
            public void close() {
              memory.clear();
              source.close();
            }
          };
        });
  }

  /** An iterator whose next row can be looked at before it is taken. */
  private static final class Reading<T> extends AbstractIterator<T> {
    private final Enumerator<T> rows;

    Reading(Enumerator<T> rows) {
      this.rows = rows;
    }

    @Override
    protected @Nullable T computeNext() {
      return rows.moveNext() ? rows.current() : endOfData();
    }

    /** Returns the next row and those behind it that are like it. */
    Enumerable<T> group(BiPredicate<T, T> isLike) {
      T first = peek();
      return Linq4j.asEnumerable(
          () ->
              new AbstractIterator<>() {
                @Override
                protected @Nullable T computeNext() {
                  return Reading.this.hasNext() && isLike.test(first, Reading.this.peek())
                      ? Reading.this.next()
                      : endOfData();
                }
              });
    }
  }
}
