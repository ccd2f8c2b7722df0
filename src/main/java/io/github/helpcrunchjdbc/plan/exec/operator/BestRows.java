package io.github.helpcrunchjdbc.plan.exec.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

/** Finds the first rows in an order. The sort is stable. Not thread-safe. */
final class BestRows {
  private record Entry<T, K>(K key, long position, T row, long bytes) {}

  private BestRows() {}

  /**
   * Returns the first rows, sorted.
   *
   * @param most how many rows are wanted at the most
   */
  static <T, K> List<T> sorted(
      Enumerable<T> rows,
      Function<T, K> key,
      Comparator<K> keyOrder,
      long most,
      KeptMemory memory) {
    Comparator<Entry<T, K>> order =
        Comparator.<Entry<T, K>, K>comparing(Entry::key, keyOrder).thenComparing(Entry::position);
    PriorityQueue<Entry<T, K>> worstFirst = new PriorityQueue<>(order.reversed());
    List<Entry<T, K>> all = new ArrayList<>();
    // A queue that never drops a row would only be slower than a list.
    boolean isBounded = most < 1_000_000;
    try (Enumerator<T> reading = rows.enumerator()) {
      for (long position = 0; most > 0 && reading.moveNext(); position++) {
        T row = reading.current();
        K value = key.apply(row);
        if (worstFirst.size() >= most) {
          Entry<T, K> worst = worstFirst.element();
          if (order.compare(new Entry<>(value, position, row, 0), worst) >= 0) {
            continue;
          }
          worstFirst.remove();
          memory.drop(worst.bytes());
        }
        (isBounded ? worstFirst : all).add(new Entry<>(value, position, row, memory.keep(row)));
      }
    }
    all.addAll(worstFirst);
    all.sort(order);
    return all.stream().<T>map(Entry::row).toList();
  }
}
