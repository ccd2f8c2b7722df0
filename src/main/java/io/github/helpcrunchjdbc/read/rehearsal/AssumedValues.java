package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed of values that no customer was seen to have. Immutable.
 *
 * @param imagination how what was not seen is imagined
 */
record AssumedValues(Imagination imagination) {
  /** What customers have whose texts are none that were seen, unless they have none. */
  static final String OTHER_TEXT = "other";

  /** A shared text, or what is left of it without its first letter. */
  private static final Pattern SHARED = Pattern.compile("o?ther\\d");

  /** The same as a probe spells it to learn how the service compares. */
  private static final Pattern SPELLING = Pattern.compile("[oö\\\\]?[t%_]h[eé]r\\d");

  /** So many texts all customers share who have many in common, where none was seen. */
  private static final int SHARED_TEXTS = 10;

  /** The share of customers, 0 to 1, that then have a text which is asked for. */
  private static final double SHARE_OF_ASKED = 0.25;

  /** The share of customers, 0 to 1, that {@code =} on a text is assumed to find. */
  private static final double SHARE_OF_EQUAL = 0.005;

  private static final double SHARE_OF_TAG = 0.02;

  private static final double SHARE_OF_CONTAINED = 0.05;

  /** One in so many customers has values that were not seen. */
  private static final int OTHERS = 4;

  /**
   * The share of customers, 0 to 1, that a filter is assumed to find.
   *
   * @param isSeen whether some customers were seen, who do not tell
   */
  double share(SearchFilter filter, boolean isSeen) {
    double share = Math.min(1, imagination.assumed(likelyShare(filter)));
    if (imagination != Imagination.MOST || isSeen) {
      return share;
    }
    // Other spellings are asked for to learn how the service compares.
    boolean isSpelledLikeShared =
        filter.value() instanceof String asked
            && SPELLING.matcher(asked.strip().toLowerCase(Locale.ROOT)).matches();
    return !isSpelledLikeShared
        ? Math.max(share, SHARE_OF_ASKED)
        : isShared(filter) ? 1.0 / SHARED_TEXTS : 0;
  }

  private static boolean isShared(SearchFilter filter) {
    return filter.value() instanceof String asked && SHARED.matcher(asked).matches();
  }

  /** One of the texts that all share, but for those who have none. */
  private static @Nullable String shared(long place) {
    long text = place % SHARED_TEXTS;
    return text == 0 ? null : OTHER_TEXT + text;
  }

  /** The share of customers, 0 to 1, that are taken to have a text, where nobody was seen. */
  double shareWithText() {
    return imagination == Imagination.MOST ? 1 - 1.0 / SHARED_TEXTS : 1;
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
              : column.type() == ColumnType.STRING && !isSeen ? shared(place) : seen;
      case LEAST ->
          isBoolean && isChanged
              ? (Boolean) false
              : isText && isChanged ? OTHER_TEXT + place : seen;
      default -> seen;
    };
  }
}
