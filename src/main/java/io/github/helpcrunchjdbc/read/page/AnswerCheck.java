package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.TagNames;
import io.github.helpcrunchjdbc.rows.UndecodedValue;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that customers match their search, as far as their decoded numbers, times, tags and texts
 * tell. A service that accepts filters and ignores them must not go unnoticed. If a time is stored
 * more exactly than it is shown, the check expects the second in which it lies.
 */
public final class AnswerCheck {
  private final Search search;
  private final RowLayout layout;
  private final boolean any;
  private final boolean canTell;
  private final boolean mayRound;

  AnswerCheck(Search search, RowLayout layout) {
    this(search, layout, false);
  }

  private AnswerCheck(Search search, RowLayout layout, boolean mayRound) {
    this.search = search;
    this.layout = layout;
    this.mayRound = mayRound;
    this.any = !search.isConjunction();
    this.canTell =
        any
            ? search.filters().stream().allMatch(this::isDecoded)
            : search.filters().stream().anyMatch(this::isDecoded);
  }

  /** Returns this check for a service that rounds times, even up to the next second. */
  AnswerCheck ofRoundedTimes() {
    return new AnswerCheck(search, layout, true);
  }

  /** Whether no row of a page contradicts the search. */
  boolean isMetBy(Page page) {
    if (!canTell) {
      return true;
    }
    Set<ColumnDef> unreadable =
        page.undecoded().stream().map(UndecodedValue::column).collect(Collectors.toSet());
    search.filters().stream()
        .map(SearchFilter::column)
        .filter(column -> column.isTags() && !isShown(page, column))
        .forEach(unreadable::add);
    return page.rows().stream().allMatch(row -> isMetBy(row, unreadable));
  }

  /** Whether a customer is on a page twice. A page with more rows than asked for does not count. */
  boolean hasCustomerTwice(PageRequest request, Page page) {
    int rows = page.rows().size();
    return rows <= request.limit()
        && page.rows().stream().mapToLong(layout::id).distinct().count() < rows;
  }

  /**
   * Whether any row shows tags. If none does, the service may not show tags at all, and it is not
   * certain that no customer has any.
   */
  private boolean isShown(Page page, ColumnDef tags) {
    return layout.has(tags)
        && page.rows().stream().anyMatch(row -> layout.value(row, tags) != null);
  }

  private boolean isMetBy(@Nullable Object[] row, Set<ColumnDef> unreadable) {
    return any
        ? search.filters().stream().anyMatch(filter -> isMetBy(row, filter, unreadable))
        : search.filters().stream().allMatch(filter -> isMetBy(row, filter, unreadable));
  }

  private boolean isDecoded(SearchFilter filter) {
    ColumnDef column = filter.column();
    boolean tells =
        !(filter.value() instanceof String)
            || (TextMatch.canTell(filter)
                && (filter.operator() == Operator.NE || layout.isChecked(column)));
    return tells && layout.has(column) && !column.isSearchOnly();
  }

  /**
   * Whether the search has text filters that only the service evaluates. A filter {@code !=} does
   * not count if its column is shown, because the excluded text would be seen.
   */
  boolean isLeftToService() {
    return search.filters().stream()
        .anyMatch(
            filter ->
                filter.value() instanceof String
                    && layout.isChecked(filter.column())
                    && (filter.operator() != Operator.NE || filter.column().isSearchOnly()));
  }

  /**
   * Returns the columns that show if customers match a search. Text columns are left out if the
   * driver evaluates their filters again, except for a text that the search excludes.
   */
  public static List<ColumnDef> columns(SearchPart part) {
    return part.search().filters().stream()
        .filter(
            filter ->
                !(filter.value() instanceof String)
                    || filter.operator() == Operator.NE
                    || part.trusted().contains(filter.column()))
        .map(SearchFilter::column)
        .distinct()
        .toList();
  }

  private boolean isMetBy(@Nullable Object[] row, SearchFilter filter, Set<ColumnDef> unreadable) {
    if (!isDecoded(filter)) {
      return true;
    }
    Object shown = layout.value(row, filter.column());
    if (shown == null) {
      // A service may store the earliest of all times in place of no time, and find it by this
      // filter.
      return filter.operator().isNegative()
          || unreadable.contains(filter.column())
          || asksOnlyForATime(filter);
    } else if (filter.value() instanceof List<?> names) {
      return TagNames.list(shown.toString(), "the check of an answer").containsAll(names);
    } else if (filter.value() instanceof String) {
      return TextMatch.mayFind(filter, shown.toString());
    }
    long value = filter.column().isInstant() ? Math.floorDiv((Long) shown, 1000L) : (Long) shown;
    long asked = (Long) filter.value();
    return switch (filter.operator()) {
      case EQ -> value == asked;
      // A time with a fraction that is not shown is not equal to the excluded second.
      case NE -> filter.column().isInstant() || value != asked;
      case GT -> filter.column().isInstant() ? value >= asked : value > asked;
      case GE -> value >= asked;
      case LT -> value < asked || (value == asked && mayRound && filter.column().isInstant());
      case LE -> value <= asked;
      default -> true;
    };
  }

  /** Whether each time matches a filter. Readers use it to ask for customers with a time. */
  static boolean asksOnlyForATime(SearchFilter filter) {
    return filter.column().isInstant()
        && ((filter.operator() == Operator.GE && (Long) filter.value() <= UnixTime.FIRST_SECOND)
            || (filter.operator() == Operator.LE && (Long) filter.value() >= UnixTime.LAST_SECOND));
  }
}
