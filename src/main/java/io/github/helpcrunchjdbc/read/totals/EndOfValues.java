package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.read.page.NeverSeen;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * Guesses at which offset of a sorted search the customers with a value end, or begin. Most often
 * hardly anybody is without one, which the page at the end shows. Not thread-safe.
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
    // The first page is that end.
    endTried = newNullsFirst || isEndSeen;
  }

  /**
   * Where to look next.
   *
   * @param first the least offset that it may be
   * @param last the greatest
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
      // Few are without a value most often.
      step *= WIDER;
      return nullsFirst ? Math.min(first + step, middle) : Math.max(last - step, middle);
    }
    if (known >= first && known <= last) {
      return known;
    }
    // It was about right, or it tells nothing.
    center = null;
    return known < first ? Math.min(first + step, middle) : Math.max(last - step, middle);
  }

  private @Nullable Long place(@Nullable Long count) {
    return count == null ? null : (Long) (nullsFirst ? count : total - count);
  }
}
