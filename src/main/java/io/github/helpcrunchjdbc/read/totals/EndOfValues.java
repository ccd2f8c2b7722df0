package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.read.page.NeverSeen;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at which offset of a sorted search the customers with a value end, or begin. Usually
 * hardly any customer is without a value, which the last page shows. Not thread-safe.
 */
final class EndOfValues {
  private static final int WIDER = 4;

  private final ReadContext reading;
  private final Search search;
  private long total;
  private boolean nullsFirst;
  private boolean rememberedTried;
  private boolean endTried;
  private boolean neverSeenTried;
  private @Nullable Long center;
  private long step;

  EndOfValues(ReadContext reading, Search search) {
    this.reading = reading.probing();
    this.search = search;
    this.step = reading.pageSize();
  }

  /**
   * Takes what the first page has shown.
   *
   * @param isEndSeen whether an earlier page has shown that the last customer has no value
   */
  void begin(long newTotal, boolean newNullsFirst, boolean isEndSeen) {
    total = newTotal;
    nullsFirst = newNullsFirst;
    // If customers without a value come first, the first page has already shown that end.
    endTried = newNullsFirst || isEndSeen;
  }

  /**
   * Returns where to look next.
   *
   * @param first the least offset that is possible
   * @param last the greatest offset that is possible
   */
  long guess(long first, long last) {
    Long known = center;
    if (!rememberedTried) {
      rememberedTried = true;
      known = place(reading.facts().nulls().count(search));
    }
    if (known == null && !endTried) {
      endTried = true;
      return last;
    }
    if (known == null && !neverSeenTried) {
      neverSeenTried = true;
      known = place(NeverSeen.guess(reading, search, total));
    }
    center = known;
    long middle = (first + last) / 2;
    if (known == null) {
      // Usually few customers are without a value.
      step *= WIDER;
      return nullsFirst ? Math.min(first + step, middle) : Math.max(last - step, middle);
    }
    if (known >= first && known <= last) {
      return known;
    }
    // If the guess was about right, the offset is nearby; if not, the guess was of no use.
    center = null;
    return known < first ? Math.min(first + step, middle) : Math.max(last - step, middle);
  }

  private @Nullable Long place(@Nullable Long count) {
    return count == null ? null : (Long) (nullsFirst ? count : total - count);
  }
}
