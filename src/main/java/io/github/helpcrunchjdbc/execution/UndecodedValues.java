package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/**
 * The values that an execution shows as NULL because their columns can't hold them. A customer may
 * be read several times and counts once. Thread-safe.
 */
final class UndecodedValues {
  /** Beyond so many the count is a lower bound. */
  private static final int MOST_REMEMBERED = 100_000;

  private record Place(String column, long customer) {}

  private final Set<Place> places = new HashSet<>();
  private String first = "";

  /**
   * Notes a value.
   *
   * @return whether it is the first
   */
  synchronized boolean add(String column, long customer, String message) {
    boolean isFirst = places.isEmpty();
    if (isFirst) {
      first = message;
    }
    if (places.size() < MOST_REMEMBERED) {
      places.add(new Place(column, customer));
    }
    return isFirst;
  }

  /** One warning for all that were noted so far. */
  synchronized Execution.Warning warning() {
    int count = places.size();
    return new Execution.Warning(
        ErrorCode.UNDECODED,
        (count == MOST_REMEMBERED ? "at least " : "")
            + count
            + (count == 1 ? " value is" : " values are")
            + " shown as NULL, as undecodable=null asks; the first: "
            + first);
  }
}
