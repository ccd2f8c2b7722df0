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
 * Whether customers are such as a search asks for, as far as their decoded numbers, times, tags and
 * texts tell: a service that takes filters and does not obey them must not pass unnoticed. A time
 * that is stored finer than it is shown is shown as the second in which it lies.
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

  /** The same of a service that may show a time as the second next to it, which may come after. */
  AnswerCheck ofRoundedTimes() {
    return new AnswerCheck(search, layout, true);
  }

  /** Whether no row is seen to be out of place. */
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

  /** Whether a page of no more rows than were asked for has a customer twice. */
  boolean isAnybodyTwice(PageRequest request, Page page) {
    int rows = page.rows().size();
    return rows <= request.limit()
        && page.rows().stream().mapToLong(layout::id).distinct().count() < rows;
  }

  /** Whether anybody's tags are shown; where nobody's are, that nobody has any is not certain. */
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
   * Whether the search hangs on filters on text, whose comparison is the service's and which are
   * not evaluated again. A text that is excluded is seen wherever it is shown.
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
   * The columns that show if customers are such as a search asks for. Texts are left out if their
   * filters are evaluated again, but for one that the search excludes.
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
      // Who has no time may have one to a service that keeps the first of all for it.
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
      // Fractions that are not shown are not what was excluded.
      case NE -> filter.column().isInstant() || value != asked;
      case GT -> filter.column().isInstant() ? value >= asked : value > asked;
      case GE -> value >= asked;
      case LT -> value < asked || (value == asked && mayRound && filter.column().isInstant());
      case LE -> value <= asked;
      default -> true;
    };
  }

  /** Whether every time meets a filter: those of readers that only ask for customers with one. */
  static boolean asksOnlyForATime(SearchFilter filter) {
    return filter.column().isInstant()
        && ((filter.operator() == Operator.GE && (Long) filter.value() <= UnixTime.FIRST_SECOND)
            || (filter.operator() == Operator.LE && (Long) filter.value() >= UnixTime.LAST_SECOND));
  }
}
