package io.github.helpcrunchjdbc.plan.exec.operator;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that an operator keeps against the statement's memory. Public for the code that
 * Calcite generates. Belongs to one execution. Not thread-safe.
 */
public final class KeptRows {
  private KeptRows() {}

  /** Returns the rows, and counts each one that passes: a join or a window keeps all rows. */
  public static <T> Enumerable<T> all(DataContext context, Enumerable<T> rows, int operator) {
    KeptMemory memory = KeptMemory.of(context, operator);
    return counted(rows, memory, row -> true);
  }

  /**
   * Returns the rows, and counts those that are the first with their keys.
   *
   * @param keys the indexes of the columns by which rows are grouped
   */
  public static <T> Enumerable<T> groups(
      DataContext context, Enumerable<T> rows, int[] keys, int operator) {
    KeptMemory memory = KeptMemory.of(context, operator);
    return GeneratedRows.lazy(
        () -> {
          Set<Long> seen = new HashSet<>();
          return counted(rows, memory, row -> seen.add(memory.hash(row, keys))).enumerator();
        });
  }

  /**
   * Returns the rows in an order. With a limit, no more are kept than it can return.
   *
   * @param offset how many rows the caller skips, a number; null for none
   * @param fetch how many rows the caller takes at the most, a number; null for all
   * @param isAnswer whether the rows are the statement's, for which the caller may have set a bound
   */
  public static <T, K> Enumerable<T> sorted(
      DataContext context,
      Enumerable<T> rows,
      Function1<T, K> key,
      Comparator<K> order,
      @Nullable Object offset,
      @Nullable Object fetch,
      boolean isAnswer,
      int operator) {
    long needed = needed(context, offset, fetch, isAnswer);
    KeptMemory memory = KeptMemory.of(context, operator);
    return GeneratedRows.lazy(
        () -> {
          memory.clear();
          return Linq4j.iterableEnumerator(
              BestRows.sorted(rows, row -> key.apply(row), order, needed, memory));
        });
  }

  /** Returns the rows, which a join looks up in what an operator has kept; none if it kept none. */
  public static <T> Enumerable<T> lookedUp(DataContext context, Enumerable<T> rows, int operator) {
    KeptMemory kept = KeptMemory.of(context, operator);
    return GeneratedRows.lazy(() -> kept.isEmpty() ? Linq4j.emptyEnumerator() : rows.enumerator());
  }

  /** Gives back what an operator has kept, because the operator starts anew. */
  public static void start(DataContext context, int operator) {
    KeptMemory.of(context, operator).clear();
  }

  /** Adds a row that an operator has made of counted rows, and counts the memory that it adds. */
  public static <T> boolean add(DataContext context, Collection<T> rows, T row, int operator) {
    KeptMemory.of(context, operator).keepLists(row);
    return rows.add(row);
  }

  /** Returns how many of the first rows of an order can be of use. */
  static long needed(
      DataContext context, @Nullable Object offset, @Nullable Object fetch, boolean isAnswer) {
    long skipped = offset instanceof Number number ? Math.max(0, number.longValue()) : 0;
    long taken = fetch instanceof Number number ? Math.max(0, number.longValue()) : Long.MAX_VALUE;
    long bound = QueryContext.execution(context).maxRows();
    long shown = isAnswer && bound > 0 ? Math.min(taken, bound) : taken;
    return shown > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : skipped + shown;
  }

  /** Returns the rows, and counts those that {@code isKept} selects as they pass. */
  public static <T> Enumerable<T> counted(
      Enumerable<T> rows, KeptMemory memory, Predicate<T> isKept) {
    // The rows stay counted when they end: the operator above keeps them.
    return GeneratedRows.lazy(
        () -> {
          memory.clear();
          return new PassedRows<>(rows.enumerator()) {
            @Override
            public boolean moveNext() {
              boolean moved = super.moveNext();
              if (moved && isKept.test(current())) {
                memory.keep(current());
              }
              return moved;
            }
          };
        });
  }
}
