package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows that a scan has missed, by ranges of ids. Each range is one answer, which can't
 * contradict itself, and an id never moves to another range. So it finds each customer that is
 * there throughout, whatever the service's order and whatever happens meanwhile. Not thread-safe.
 */
public final class MissingRowFinder {
  /**
   * After this many incomplete halves that showed no customer but those of the page that was
   * halved, no more halves are read.
   */
  private static final int MOST_FRUITLESS = 8;

  private final ReadContext reading;
  private final List<Search> searches;
  private final IdSet seen;
  private final List<@Nullable Object[]> found = new ArrayList<>();
  private boolean haveGaps;
  private int fruitless;

  /**
   * Creates a finder without sending a request.
   *
   * @param seen the ids of the customers read so far; the finder adds the ids it finds
   */
  public MissingRowFinder(ReadContext reading, Search search, IdSet seen) {
    this.reading = reading;
    this.seen = seen;
    this.searches = IdRange.conjunctions(search.withSort(null));
  }

  /** Reads all customers, in ranges of which each should fit on one page. */
  public List<@Nullable Object[]> byListing() {
    long[] ids = seen.sorted();
    int step = Math.max(1, reading.pageSize() * 4 / 5);
    for (Search search : searches) {
      IdRange rest = IdRange.ALL;
      for (int i = step; i < ids.length; i += step) {
        list(search, rest.upTo(ids[i - 1]));
        rest = rest.from(ids[i - 1]);
      }
      list(search, rest);
    }
    return found;
  }

  /**
   * Reads only ranges in which the service counts more customers than were seen. This is right as
   * long as no customer is deleted. The caller checks that.
   *
   * @param missing how many customers to find
   */
  public List<@Nullable Object[]> byCounting(long missing) {
    if (searches.size() > 1) {
      return byListing();
    }
    long[] ids = seen.sorted();
    halve(ids, 0, ids.length, IdRange.ALL, missing);
    return found.size() < missing ? byListing() : found;
  }

  private void count(long[] ids, int from, int to, IdRange range, long missing) {
    if (found.size() >= missing) {
      return;
    }
    Search search = searches.get(0);
    if (to - from < reading.pageSize()) {
      list(search, range);
    } else if (page(range.of(search), 1).total() > to - from) {
      halve(ids, from, to, range, missing);
    }
  }

  private void halve(long[] ids, int from, int to, IdRange range, long missing) {
    if (to - from < 2) {
      list(searches.get(0), range);
      return;
    }
    int middle = (from + to) >>> 1;
    count(ids, from, middle, range.upTo(ids[middle - 1]), missing);
    count(ids, middle, to, range.from(ids[middle - 1]), missing);
  }

  private void list(Search search, IdRange range) {
    list(search, range, Set.of());
  }

  /**
   * Reads a range.
   *
   * @param shown the ids on the page that was halved to get this range
   */
  private void list(Search search, IdRange range, Set<Long> shown) {
    Page page = page(range.of(search), reading.pageSize());
    for (@Nullable Object[] row : page.rows()) {
      if (seen.add(reading.id(row))) {
        reading.kept().keep(row);
        found.add(row);
      }
    }
    int count = page.rows().size();
    reading.facts().learnPage(count);
    if (page.total() != Page.UNKNOWN_TOTAL && count > page.total()) {
      reading.note(ServiceFact.TOTALS_UNRELIABLE, count + " rows of a total of " + page.total());
    }
    boolean counted =
        page.total() != Page.UNKNOWN_TOTAL && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
    // Some services give pages with fewer rows than were asked for.
    boolean isSurelyLast = reading.facts().isSurelyLast(count, reading.pageSize());
    boolean whole = counted ? count >= page.total() : isSurelyLast;
    Set<Long> came = page.rows().stream().map(reading::id).collect(Collectors.toSet());
    boolean isInVain =
        counted && !whole && count > 0 && shown.containsAll(came) && ++fruitless > MOST_FRUITLESS;
    haveGaps |= counted && !whole && (isSurelyLast || isInVain || came.size() < 2);
    if (came.size() > 1 && !whole && !isSurelyLast && !isInVain) {
      // Some of the customers are on either side, so both sides have fewer.
      long middle = IdRange.middle(reading.sortedIds(page.rows()));
      list(search, range.upTo(middle), came);
      list(search, range.from(middle), came);
    }
  }

  /**
   * Whether an answer counted more customers than it had, although there was room for them or the
   * range could not be halved further.
   */
  public boolean haveGaps() {
    return haveGaps;
  }

  private Page page(Search search, int limit) {
    reading.execution().checkActive();
    return reading.page(new PageRequest(search, 0, limit));
  }
}
