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
 * Ids and times on the last pages that came. A rehearsal uses them to go the way that a statement
 * went, because the ids asked for next depend on the ids that came. Holds no values but these and
 * totals. Thread-safe.
 */
public final class SeenPages {
  private static final int MOST = 100;

  /**
   * The ids and times of a page.
   *
   * @param total the total of the search as the service told it
   * @param times the values of the column that the search is sorted by, null for a customer without
   *     one; empty if they were not read
   */
  public record Rows(long total, List<Long> ids, List<@Nullable Long> times) {
    /** Whether this page has the first rows of another page. */
    boolean begins(Rows other) {
      return total == other.total
          && ids.size() < other.ids.size()
          && other.ids.subList(0, ids.size()).equals(ids)
          && times.isEmpty() == other.times.isEmpty();
    }
  }

  /** A page of a search that is sorted in this order. */
  public record Sorted(SortOrder sort, Rows rows) {}

  private record Place(Search search, long offset) {}

  /** A page and its number among all pages learned. A later page has a greater number. */
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

  /** Returns how many pages have been learned. A caller can later tell new pages from old by it. */
  public synchronized long learned() {
    return learned;
  }

  /**
   * Learns a page. A known page of the same place stays if it is longer and begins with the new
   * one, because it says more.
   */
  public synchronized void learn(PageRequest request, Rows rows) {
    Place place = new Place(request.search(), request.offset());
    Learned known = pages.remove(place);
    learned++;
    pages.put(
        place, known != null && rows.begins(known.rows()) ? known : new Learned(learned, rows));
  }

  /**
   * Returns the last total that a page of a search had, in any sort; {@link Page#UNKNOWN_TOTAL} if
   * no such page is kept.
   */
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
   * Returns the newest first page of a search that is sorted by a column in either direction, null
   * if there is none.
   *
   * @param since only pages count that came after {@link #learned} was this number
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

  /** Returns the ids on the kept pages of a search. */
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

  /** Returns the kept page of a search at an offset, null if there is none. */
  public synchronized @Nullable Rows at(Search search, long offset) {
    Learned page = pages.get(new Place(search, offset));
    return page == null ? null : page.rows();
  }
}
