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
 * Assumptions about values that no customer was seen to have. Immutable.
 *
 * @param assumption how to imagine what was not seen
 */
record AssumedValues(Assumption assumption) {
  /** The beginning of texts that are assumed where no text was seen. */
  static final String OTHER_TEXT = "other";

  /** An assumed text, with or without its first letter. */
  private static final Pattern ASSUMED = Pattern.compile("o?ther\\d+");

  /** An assumed text in a spelling by which a probe learns how the service compares text. */
  private static final Pattern SPELLING = Pattern.compile("[oö\\\\]?[t%_]h[eé]r\\d+");

  /** The columns whose texts several customers share. */
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

  /** How many different texts customers share in such a column if no text was seen. */
  private static final int SHARED_TEXTS = 10;

  /** The least share of customers, 0 to 1, that MOST assumes if no customer was seen. */
  private static final double SHARE_OF_ASKED = 0.25;

  /** The share of customers, 0 to 1, that {@code =} on a text is assumed to find. */
  private static final double SHARE_OF_EQUAL = 0.005;

  /** The share of customers that have a text of their own; above 0 also if it is squared. */
  private static final double NEXT_TO_NOBODY = 1e-12;

  private static final double SHARE_OF_TAG = 0.02;

  private static final double SHARE_OF_CONTAINED = 0.05;

  /** One in this many customers has values that were not seen. */
  private static final int OTHERS = 4;

  /**
   * Returns the share of customers, 0 to 1, that a filter is assumed to find.
   *
   * @param isSeen whether some customers were seen, though none that the filter finds
   */
  double share(SearchFilter filter, boolean isSeen) {
    double share = Math.min(1, assumption.assumed(likelyShare(filter)));
    if (isSeen) {
      return share;
    }
    // Probes ask for other spellings to learn how the service compares text.
    if (filter.value() instanceof String asked
        && SPELLING.matcher(asked.strip().toLowerCase(Locale.ROOT)).matches()) {
      return !ASSUMED.matcher(asked).matches()
          ? 0
          : isShared(filter.column()) ? 1.0 / texts() : NEXT_TO_NOBODY;
    }
    return assumption == Assumption.MOST ? Math.max(share, SHARE_OF_ASKED) : share;
  }

  /** Whether customers are assumed to share the texts of a column. */
  private boolean isShared(ColumnDef column) {
    return assumption == Assumption.MOST || SHARED.contains(column);
  }

  private int texts() {
    return assumption == Assumption.UNEVEN ? 2 * SHARED_TEXTS : SHARED_TEXTS;
  }

  /**
   * Returns a text for a column of which no text was seen: one that many customers share, or one of
   * the customer's own. Some customers have none, or all do.
   */
  private @Nullable String text(ColumnDef column, long place) {
    boolean isMissing = assumption == Assumption.WITHOUT_TIMES || place % texts() == 0;
    return isMissing ? null : OTHER_TEXT + (isShared(column) ? place % texts() : place);
  }

  /** Returns the share of customers, 0 to 1, that {@code !=} finds if no customer was seen. */
  double shareWithText() {
    return switch (assumption) {
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
      // These operators are for numbers and times, whose ranges are counted elsewhere.
      case GT, GE, LT, LE -> 1;
    };
  }

  /**
   * Returns the value of the customer at a place.
   *
   * @param seen the value that the seen customers suggest
   * @param isSeen whether some customers were seen
   */
  @Nullable Object value(ColumnDef column, long place, @Nullable Object seen, boolean isSeen) {
    boolean isChanged = place % OTHERS == 0;
    boolean isBoolean = column.type() == ColumnType.BOOLEAN;
    if (assumption == Assumption.LEAST) {
      return isBoolean && isChanged
          ? (Boolean) false
          : column.isSearchableText() && isChanged ? OTHER_TEXT + place : seen;
    }
    if (assumption == Assumption.MOST && isBoolean && (isChanged || !isSeen)) {
      return isChanged;
    }
    return column.type() == ColumnType.STRING && !isSeen ? text(column, place) : seen;
  }
}
