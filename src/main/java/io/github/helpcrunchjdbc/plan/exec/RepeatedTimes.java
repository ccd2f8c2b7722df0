package io.github.helpcrunchjdbc.plan.exec;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells in which columns of a plan's rows the instants of times are. A time's instant is there only
 * if the clock shows the time twice.
 *
 * @param columns how many columns the answer has; the columns behind them are instants
 * @param instants from a column of the answer to the column with its instant
 */
public record RepeatedTimes(int columns, Map<Integer, Integer> instants) {
  public RepeatedTimes {
    instants = Map.copyOf(instants);
  }

  /** Returns the object for a plan without such columns. */
  public static RepeatedTimes none(int columns) {
    return new RepeatedTimes(columns, Map.of());
  }

  /** Returns the columns of the answer, with a {@link RepeatedTime} where there is an instant. */
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
