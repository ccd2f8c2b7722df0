package io.github.helpcrunchjdbc.read.totals;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.paging.SearchEnd;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the customers who have a text. Whoever has one is found by {@code =} or by {@code !=} of
 * any value, and by one of them only, however the service compares. Whether {@code !=} finds those
 * without a text too is not documented; it is learned from totals, or from the rows of one page.
 */
public final class TextPresence {
  /** Any text will do. One that no customer has makes the shortest answers. */
  private static final String VALUE = "helpcrunch-jdbc";

  /** A text of more values is taken to have still others. */
  private static final int MOST_VALUES = 20;

  private final ReadContext reading;
  private final Totals totals;
  private final Set<ColumnDef> everybodys = new HashSet<>();
  private @Nullable Long allCustomers;
  private boolean untold;

  public TextPresence(ReadContext reading, Totals totals) {
    this.reading = reading;
    this.totals = totals;
  }

  /** Takes a total that has just been seen. */
  public void seen(Search search, long total) {
    if (search.withSort(null).equals(Search.ALL)) {
      allCustomers = SearchEnd.isLikelyCapped(total) ? null : total;
    }
  }

  /** Whether totals that held still did not tell, so that to ask again would tell no more. */
  public boolean isUntold() {
    return untold;
  }

  /** How many of the customers that a search finds have some texts, null if that can't be told. */
  public @Nullable Long count(Search search, List<ColumnDef> texts) {
    List<ColumnDef> columns = new ArrayList<>(texts);
    for (ColumnDef column : texts) {
      if (!everybodys.contains(column)
          && reading.facts().nulls().areKeptByNegatives(column) == null) {
        Long either = learn(column);
        if (either != null && search.filters().isEmpty() && texts.size() == 1) {
          return either;
        }
      }
      if (everybodys.contains(column)) {
        columns.remove(column);
      } else if (!Boolean.FALSE.equals(reading.facts().nulls().areKeptByNegatives(column))) {
        return null;
      }
    }
    return eitherWay(search, columns);
  }

  /** How many customers {@code =} and {@code !=} of each column find together. */
  private @Nullable Long eitherWay(Search search, List<ColumnDef> columns) {
    if (columns.isEmpty()) {
      return totals.of(search);
    }
    SearchFilter equal = new SearchFilter(columns.get(0), Operator.EQ, VALUE);
    SearchFilter other = new SearchFilter(columns.get(0), Operator.NE, VALUE);
    List<ColumnDef> left = columns.subList(1, columns.size());
    // A total of either that may stop counting can't be held against ranges of ids, two can.
    if (search.filters().isEmpty()
        && left.isEmpty()
        && !SearchEnd.isLikelyCapped(reading.facts().customers())) {
      return totals.of(search.withFilters(List.of(equal, other), Comparison.OR));
    }
    Long equals = totals.of(search.and(equal));
    if (equals != null && equals > 0 && !left.isEmpty()) {
      equals = eitherWay(search.and(equal), left);
    }
    Long others = eitherWay(search.and(other), left);
    return equals == null || others == null ? null : (Long) (equals + others);
  }

  /** Learns it; gives how many have a text if that was seen. */
  private @Nullable Long learn(ColumnDef column) {
    Long before = allCustomers == null ? totals.now(Search.ALL) : allCustomers;
    Long either = eitherWay(Search.ALL, List.of(column));
    Long after = totals.of(Search.ALL);
    if (before == null || either == null || !before.equals(after)) {
      allCustomers = null;
      return null;
    }
    if (either < before) {
      // Some customers are found in neither way: those without a text.
      reading.facts().nulls().learnKeptByNegatives(column, false);
      return either;
    }
    Boolean isKept = isNullAmongOthers(column);
    if (Boolean.FALSE.equals(isKept) && before.equals(totals.of(Search.ALL))) {
      everybodys.add(column);
      return before;
    }
    untold = true;
    if (isKept != null && isKept) {
      reading.facts().nulls().learnKeptByNegatives(column, true);
    }
    return null;
  }

  /**
   * Whether a page shows somebody without a text whom {@code !=} finds; null if it shows nobody,
   * but not all. Of few values those who have another are looked at too.
   */
  private @Nullable Boolean isNullAmongOthers(ColumnDef column) {
    ReadContext looking = reading.probing(List.of(column));
    Set<String> known = new LinkedHashSet<>(List.of(VALUE));
    boolean isAll = false;
    for (int asked = 0; !isAll && asked < known.size() && known.size() < MOST_VALUES; ) {
      asked = known.size();
      Search others =
          Search.ALL.and(
              known.stream()
                  .map(value -> new SearchFilter(column, Operator.NE, value))
                  .toArray(SearchFilter[]::new));
      Page page;
      try {
        page = looking.page(new PageRequest(others, 0, reading.pageSize()));
      } catch (HelpCrunchException e) {
        if (known.size() > 1 && Refusal.isOfFilters(e)) {
          // So many filters are too many, or values are not compared as they are shown.
          return null;
        }
        throw e;
      }
      int shown = page.rows().size();
      isAll = shown < reading.pageSize() && page.total() == shown;
      for (@Nullable Object[] row : page.rows()) {
        if (!(looking.layout().value(row, column) instanceof String value)) {
          return true;
        } else if (!value.isBlank()) {
          known.add(value);
        }
      }
    }
    return isAll ? Boolean.FALSE : null;
  }
}
