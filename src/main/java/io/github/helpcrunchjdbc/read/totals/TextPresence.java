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
 * Counts the customers who have a text in a column. Each of them is found either by {@code =} or by
 * {@code !=} of any value, however the service compares. The API's page does not say whether {@code
 * !=} also finds customers without a text; the driver learns it from totals, or from the rows of a
 * page.
 */
public final class TextPresence {
  /** Any text serves. A text that no customer has makes the shortest answers. */
  private static final String VALUE = "helpcrunch-jdbc";

  /** A column with this many different values is taken to have still others. */
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

  /** Takes a total that was just seen. */
  public void seen(Search search, long total) {
    if (search.withSort(null).equals(Search.ALL)) {
      allCustomers = SearchEnd.isLikelyCapped(total) ? null : total;
    }
  }

  /** Whether totals that did not change left the question open: asking again would not help. */
  public boolean isUntold() {
    return untold;
  }

  /** Returns how many customers of a search have a text in all these columns, null if unknown. */
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

  /** Returns how many customers {@code =} and {@code !=} of each column find together. */
  private @Nullable Long eitherWay(Search search, List<ColumnDef> columns) {
    if (columns.isEmpty()) {
      return totals.of(search);
    }
    SearchFilter equal = new SearchFilter(columns.get(0), Operator.EQ, VALUE);
    SearchFilter other = new SearchFilter(columns.get(0), Operator.NE, VALUE);
    List<ColumnDef> left = columns.subList(1, columns.size());
    // One search by OR takes fewer requests. But if its total may stop at a limit, ranges of ids
    // can't check it, while they can check the two searches below.
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

  /**
   * Learns whether {@code !=} finds customers without a text. Returns how many customers have a
   * text if that was seen, else null.
   */
  private @Nullable Long learn(ColumnDef column) {
    Long before = allCustomers == null ? totals.now(Search.ALL) : allCustomers;
    Long either = eitherWay(Search.ALL, List.of(column));
    Long after = totals.of(Search.ALL);
    if (before == null || either == null || !before.equals(after)) {
      allCustomers = null;
      return null;
    }
    if (either == 0 && isShown(column)) {
      untold = true;
      return null;
    } else if (either < before) {
      // Some customers are found in neither way: customers without a text.
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

  /** Whether the first page has a text, so that {@code !=} should find some customer. */
  private boolean isShown(ColumnDef column) {
    ReadContext looking = reading.probing(List.of(column));
    return looking.page(new PageRequest(Search.ALL, 0, reading.pageSize())).rows().stream()
        .anyMatch(row -> looking.layout().value(row, column) != null);
  }

  /**
   * Whether {@code !=} finds a customer without a text; null if no page shows one and the pages do
   * not show all customers. If there are few values, the customers with other values are read too.
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
          // This many filters are too many, or the service does not compare values as it shows
          // them.
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
