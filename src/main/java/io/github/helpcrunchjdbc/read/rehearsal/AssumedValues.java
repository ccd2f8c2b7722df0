package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Locale;
import java.util.Set;
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

  /** An assumed text, or what is left of it without its first letter. */
  private static final Pattern ASSUMED = Pattern.compile("o?ther\\d+");

  /** The same as a probe spells it to learn how the service compares. */
  private static final Pattern SPELLING = Pattern.compile("[oö\\\\]?[t%_]h[eé]r\\d+");

  /** Where customers have texts in common. */
  private static final Set<ColumnDef> SHARED =
      Set.of(
          CustomerColumns.COMPANY,
          CustomerColumns.REGION_CODE,
          CustomerColumns.COUNTRY_CODE,
          CustomerColumns.CITY,
          CustomerColumns.DEVICE_TIMEZONE,
          CustomerColumns.DEVICE_PLATFORM,
          CustomerColumns.LOCALE,
          CustomerColumns.CREATED_FROM);

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
    if (isSeen) {
      return share;
    }
    // Other spellings are asked for to learn how the service compares.
    if (filter.value() instanceof String asked
        && SPELLING.matcher(asked.strip().toLowerCase(Locale.ROOT)).matches()) {
      return !ASSUMED.matcher(asked).matches()
          ? 0
          : isShared(filter.column()) ? 1.0 / texts() : Double.MIN_VALUE;
    }
    return imagination == Imagination.MOST ? Math.max(share, SHARE_OF_ASKED) : share;
  }

  /** Whether customers are taken to have texts of a column in common. */
  private boolean isShared(ColumnDef column) {
    return imagination == Imagination.MOST || SHARED.contains(column);
  }

  private int texts() {
    return imagination == Imagination.UNEVEN ? 2 * SHARED_TEXTS : SHARED_TEXTS;
  }

  /**
   * A text where none was seen: one that many share, or one of their own; some have none, or all.
   */
  private @Nullable String text(ColumnDef column, long place) {
    boolean isMissing = imagination == Imagination.WITHOUT_TIMES || place % texts() == 0;
    return isMissing ? null : OTHER_TEXT + (isShared(column) ? place % texts() : place);
  }

  /** The share of customers, 0 to 1, that {@code !=} on a text may find, where nobody was seen. */
  double shareWithText() {
    return switch (imagination) {
      case LEAST -> 1.0 / OTHERS;
      case WITHOUT_TIMES -> 1;
      default -> 1 - 1.0 / texts();
    };
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
    if (imagination == Imagination.LEAST) {
      return isBoolean && isChanged
          ? (Boolean) false
          : column.isSearchableText() && isChanged ? OTHER_TEXT + place : seen;
    }
    if (imagination == Imagination.MOST && isBoolean && (isChanged || !isSeen)) {
      return isChanged;
    }
    return column.type() == ColumnType.STRING && !isSeen ? text(column, place) : seen;
  }
}
