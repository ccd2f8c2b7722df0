package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/**
 * The values that an execution shows as NULL because their columns can't hold them. A value that is
 * read several times counts once. Thread-safe.
 */
final class UndecodedValues {
  /** From this many values on, the count in the warning is a lower bound. */
  private static final int MOST_REMEMBERED = 100_000;

  private record Place(String column, long customer) {}

  private final Set<Place> places = new HashSet<>();
  private String first = "";

  /**
   * Notes a value.
   *
   * @return whether it is the first value that was noted
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

  /** Returns one warning about all values noted so far. */
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
