package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ids and times of the pages that came last, so that a rehearsal goes the way that the statement
 * went: which ids are asked for next hangs on those that came. Holds no other values than these and
 * totals. Thread-safe.
 */
public final class SeenPages {
  private static final int MOST = 100;

  /**
   * A page.
   *
   * @param total how many customers the search was said to find
   * @param times of the column that the search is sorted by, null for a customer without one; empty
   *     if they were not read
   */
  public record Rows(long total, List<Long> ids, List<@Nullable Long> times) {
    /** Whether it is the beginning of another. */
    boolean begins(Rows other) {
      return total == other.total
          && ids.size() < other.ids.size()
          && other.ids.subList(0, ids.size()).equals(ids)
          && times.isEmpty() == other.times.isEmpty();
    }
  }

  /** A page of a search in this order. */
  public record Sorted(SortOrder sort, Rows rows) {}

  private record Place(Search search, long offset) {}

  /** A page with its number among those learned: the later, the greater. */
  private record Learned(long number, Rows rows) {}

  private final Map<Place, Learned> pages =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Learned> eldest) {
          return size() > MOST;
        }
      };

  private long learned;

  synchronized SeenPages copy() {
    SeenPages copy = new SeenPages();
    copy.pages.putAll(pages);
    copy.learned = learned;
    return copy;
  }

  synchronized void forget() {
    pages.clear();
  }

  /** How many pages have come so far, by which those that come later are told from others. */
  public synchronized long learned() {
    return learned;
  }

  /** Learns a page; of two from one place the longer one tells more, unless it is outdated. */
  public synchronized void learn(PageRequest request, Rows rows) {
    Place place = new Place(request.search(), request.offset());
    Learned known = pages.remove(place);
    learned++;
    pages.put(
        place, known != null && rows.begins(known.rows()) ? known : new Learned(learned, rows));
  }

  /** The total that came with a page of a search, in whatever order, if one did lately. */
  public synchronized long total(Search search) {
    long total = Page.UNKNOWN_TOTAL;
    for (Map.Entry<Place, Learned> page : pages.entrySet()) {
      if (page.getKey().search().withSort(null).equals(search.withSort(null))) {
        total = page.getValue().rows().total();
      }
    }
    return total;
  }

  /**
   * The first page of a search by a column in either order that came last, null if none did.
   *
   * @param since what {@link #learned} was before the pages that are of use
   */
  public synchronized @Nullable Sorted first(Search search, ColumnDef column, long since) {
    Sorted first = null;
    for (Map.Entry<Place, Learned> page : pages.entrySet()) {
      Search sorted = page.getKey().search();
      SortOrder sort = sorted.sort();
      boolean isIt =
          page.getKey().offset() == 0
              && page.getValue().number() > since
              && sort != null
              && sort.column().equals(column)
              && sorted.withSort(null).equals(search.withSort(null));
      if (isIt && sort != null && !page.getValue().rows().times().isEmpty()) {
        first = new Sorted(sort, page.getValue().rows());
      }
    }
    return first;
  }

  /** The ids on the pages of a search that came lately. */
  public synchronized Set<Long> ids(Search search) {
    Set<Long> ids = new HashSet<>();
    pages.forEach(
        (place, page) -> {
          if (place.search().equals(search)) {
            ids.addAll(page.rows().ids());
          }
        });
    return ids;
  }

  /** The page that began at a place of a search, null if none came lately. */
  public synchronized @Nullable Rows at(Search search, long offset) {
    Learned page = pages.get(new Place(search, offset));
    return page == null ? null : page.rows();
  }
}
