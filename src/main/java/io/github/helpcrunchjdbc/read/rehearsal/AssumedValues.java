package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.SearchFilter;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed of values that no customer was seen to have. Immutable.
 *
 * @param imagination how what was not seen is imagined
 */
record AssumedValues(Imagination imagination) {
  /** What customers have whose texts are none that were seen, unless they have none. */
  static final String OTHER_TEXT = "other";

  /** The share of customers, 0 to 1, that {@code =} on a text is assumed to find. */
  private static final double SHARE_OF_EQUAL = 0.005;

  private static final double SHARE_OF_TAG = 0.02;

  private static final double SHARE_OF_CONTAINED = 0.05;

  /** One in so many customers has values that were not seen. */
  private static final int OTHERS = 4;

  /** The share of customers, 0 to 1, that a filter is assumed to find. */
  double share(SearchFilter filter) {
    return Math.min(1, imagination.assumed(likelyShare(filter)));
  }

  private static double likelyShare(SearchFilter filter) {
    return switch (filter.operator()) {
      case EQ -> filter.column().isSearchableTags() ? SHARE_OF_TAG : SHARE_OF_EQUAL;
      case NE, NOT_CONTAINS -> 1 - SHARE_OF_CONTAINED;
      case CONTAINS -> SHARE_OF_CONTAINED;
      // Of numbers and times, which are counted by their range.
      case GT, GE, LT, LE -> 1;
    };
  }

  /**
   * The value of the customer at a place, where those seen suggest another.
   *
   * @param seen what they suggest
   * @param isSeen whether some were seen
   */
  @Nullable Object value(ColumnDef column, long place, @Nullable Object seen, boolean isSeen) {
    boolean isChanged = place % OTHERS == 0;
    boolean isBoolean = column.type() == ColumnType.BOOLEAN;
    boolean isText = column.isSearchableText();
    return switch (imagination) {
      case MOST ->
          isBoolean && (isChanged || !isSeen)
              ? (Boolean) isChanged
              : isText && !isSeen ? OTHER_TEXT : seen;
      case LEAST ->
          isBoolean && isChanged
              ? (Boolean) false
              : isText && isChanged ? OTHER_TEXT + place : seen;
      default -> seen;
    };
  }
}
