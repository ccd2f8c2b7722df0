package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.pushdown.FieldText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of some rows, and what they tell about the other rows.
 *
 * @param counts how often each value was seen
 * @param frequent the values worth a total of their own, the most frequent first
 * @param restShare the share of the rows that have a value, but none of the frequent ones
 * @param hasNull whether a row has no value
 */
record Sample(
    Map<String, Integer> counts, List<String> frequent, double restShare, boolean hasNull) {
  /** Returns the sample of some rows. No text is frequent that a filter can't carry. */
  static Sample of(List<@Nullable Object[]> rows, int least) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    boolean hasNull = false;
    for (@Nullable Object[] row : rows) {
      if (row[0] instanceof String value) {
        counts.merge(value, 1, Integer::sum);
      } else {
        hasNull = true;
      }
    }
    List<String> frequent = new ArrayList<>();
    int rest = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      boolean isFrequent = count >= least && FieldText.canBeSent(entry.getKey());
      if (isFrequent) {
        frequent.add(entry.getKey());
      }
      // By Good and Turing, values seen r times have the share of those seen r + 1 times.
      rest += count <= least || !isFrequent ? count : 0;
    }
    frequent.sort(Comparator.comparingInt(value -> -counts.getOrDefault(value, 0)));
    return new Sample(counts, frequent, (double) rest / Math.max(1, rows.size()), hasNull);
  }

  /** Returns the values that a filter can carry. */
  Set<String> values() {
    Set<String> values = new LinkedHashSet<>(counts.keySet());
    values.removeIf(text -> !FieldText.canBeSent(text));
    return values;
  }
}
