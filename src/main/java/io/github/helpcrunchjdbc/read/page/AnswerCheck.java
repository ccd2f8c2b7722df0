package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether customers are such as a search asks for, as far as their decoded numbers, times, tags and
 * excluded texts tell: a service that takes filters and does not obey them must not pass unnoticed.
 */
public final class AnswerCheck {
  /** Times may be stored finer than they are shown. */
  private static final long SLACK_SECONDS = 1;

  private static final Pattern PLAIN = Pattern.compile("[ \\w.,:#+-]+");

  private final Search search;
  private final RowLayout layout;
  private final boolean any;
  private final boolean canTell;

  AnswerCheck(Search search, RowLayout layout) {
    this.search = search;
    this.layout = layout;
    this.any = search.comparison() == Comparison.OR && search.filters().size() > 1;
    this.canTell =
        any
            ? search.filters().stream().allMatch(this::isDecoded)
            : search.filters().stream().anyMatch(this::isDecoded);
  }

  /** Whether no row is seen to be out of place. */
  boolean isMetBy(List<@Nullable Object[]> rows) {
    return !canTell || rows.stream().allMatch(this::isMetBy);
  }

  private boolean isMetBy(@Nullable Object[] row) {
    return any
        ? search.filters().stream().anyMatch(filter -> isMetBy(row, filter))
        : search.filters().stream().allMatch(filter -> isMetBy(row, filter));
  }

  private boolean isDecoded(SearchFilter filter) {
    boolean tells = filter.value() instanceof Long || asksForTags(filter) || excludesText(filter);
    return tells && layout.has(filter.column());
  }

  private static boolean asksForTags(SearchFilter filter) {
    return filter.column().isTags() && filter.value() instanceof List<?>;
  }

  /** What equality of texts is, is the service's to say, but that each text equals itself. */
  private static boolean excludesText(SearchFilter filter) {
    return filter.operator() == Operator.NE && filter.value() instanceof String;
  }

  /** The columns, beside id and times, that show if customers are such as a search asks for. */
  public static List<ColumnDef> columns(Search search) {
    return search.filters().stream()
        .filter(filter -> asksForTags(filter) || excludesText(filter))
        .map(SearchFilter::column)
        .distinct()
        .toList();
  }

  /**
   * Whether tags have the names, in any case; names that JSON writes in another way are skipped.
   * Tags that are not shown, or can't be read, tell nothing.
   */
  private static boolean haveNames(@Nullable Object tags, List<?> names) {
    if (tags == null) {
      return true;
    }
    String shown = tags.toString().toLowerCase(Locale.ROOT);
    return names.stream()
        .map(name -> name.toString().strip().toLowerCase(Locale.ROOT))
        .allMatch(name -> !PLAIN.matcher(name).matches() || shown.contains(name));
  }

  private boolean isMetBy(@Nullable Object[] row, SearchFilter filter) {
    if (isDecoded(filter) && filter.value() instanceof List<?> names) {
      return haveNames(layout.value(row, filter.column()), names);
    }
    if (isDecoded(filter) && excludesText(filter)) {
      return !filter.value().equals(layout.value(row, filter.column()));
    }
    if (!isDecoded(filter) || !(layout.value(row, filter.column()) instanceof Long shown)) {
      return true;
    }
    boolean isTime = filter.column().isInstant();
    long value = isTime ? Math.floorDiv(shown, 1000L) : shown;
    long slack = isTime ? SLACK_SECONDS : 0;
    long asked = (Long) filter.value();
    return switch (filter.operator()) {
      case EQ -> value >= asked - slack && value <= asked + slack;
      case NE -> isTime || value != asked;
      case GT -> isTime ? value >= asked - slack : value > asked;
      case GE -> value >= asked - slack;
      case LT -> isTime ? value <= asked + slack : value < asked;
      case LE -> value <= asked + slack;
      default -> true;
    };
  }
}
