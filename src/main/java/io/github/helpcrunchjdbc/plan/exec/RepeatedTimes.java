package io.github.helpcrunchjdbc.plan.exec;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a plan's rows say at what instant a time was, that a clock shows twice.
 *
 * @param columns how many columns the answer has; what stands behind them are instants
 * @param instants from a column of the answer to the one with its instant
 */
public record RepeatedTimes(int columns, Map<Integer, Integer> instants) {
  public RepeatedTimes {
    instants = Map.copyOf(instants);
  }

  /** Of a plan that has no such columns. */
  public static RepeatedTimes none(int columns) {
    return new RepeatedTimes(columns, Map.of());
  }

  /** The columns of the answer, with {@link RepeatedTime} for a time that is said twice. */
  @Nullable Object[] of(@Nullable Object[] row) {
    if (instants.isEmpty()) {
      return row;
    }
    @Nullable Object[] answer = Arrays.copyOf(row, columns);
    instants.forEach(
        (column, instant) -> {
          if (row[instant] instanceof Long millis && row[column] instanceof Long wallClock) {
            answer[column] = new RepeatedTime(wallClock, millis);
          }
        });
    return answer;
  }
}
