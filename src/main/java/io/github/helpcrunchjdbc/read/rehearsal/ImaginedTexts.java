package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The texts that customers of a search have, if they were counted. Not thread-safe. */
final class ImaginedTexts {
  private record Asked(Search search, ColumnDef column) {}

  private final ReadFacts facts;
  private final ToLongFunction<Search> totals;
  private final boolean otherwise;
  private final Map<Asked, List<@Nullable String>> known = new HashMap<>();
  private final Map<ColumnDef, Long> own = new HashMap<>();

  /**
   * Creates the texts from what is known.
   *
   * @param totals returns how many customers a search is assumed to find
   * @param otherwise whether to imagine that customers without counted texts come first
   */
  ImaginedTexts(ReadFacts facts, ToLongFunction<Search> totals, boolean otherwise) {
    this.facts = facts;
    this.totals = totals;
    this.otherwise = otherwise;
  }

  /**
   * Returns the counted texts, the most frequent first, and null last if some customers have none
   * of them. Returns nothing unless most customers have a counted text.
   */
  List<@Nullable String> of(Search search, ColumnDef column) {
    return column.isSearchableText()
        ? known.computeIfAbsent(new Asked(search, column), any -> counted(search, column))
        : List.of();
  }

  /**
   * Returns a value if no text was counted. If most texts belong to one or few customers, the
   * result is a new text with the beginning and the end of a seen one. One text may be blank, for
   * which no filter can ask.
   */
  @Nullable Object uncounted(Search search, ImaginedValues.Of made, ColumnDef column, long place) {
    Object value = made.value(column, place);
    if (!column.isSearchableText() || !(value instanceof String text) || text.isEmpty()) {
      return value;
    }
    boolean isBlank = made.values().assumption() == Assumption.MOST && place == made.total() - 1;
    long texts =
        place < made.like().size()
            ? 0
            : own.computeIfAbsent(column, made.values().seen()::distinctValues);
    String other = isBlank ? "" : texts > 0 ? own(made, column, place % texts) : text;
    return search.filters().stream()
            .filter(filter -> filter.column().equals(column))
            .allMatch(
                filter ->
                    filter.operator() == Operator.CONTAINS
                        && other.contains(String.valueOf(filter.value())))
        ? other
        : text;
  }

  private static String own(ImaginedValues.Of made, ColumnDef column, long number) {
    Object like = made.value(column, number);
    String text = like instanceof String seen && !seen.isEmpty() ? seen : AssumedValues.OTHER_TEXT;
    int head = text.offsetByCodePoints(0, 1);
    return text.substring(0, head) + number + text.substring(head);
  }

  private List<@Nullable String> counted(Search search, ColumnDef column) {
    List<SearchFilter> compared =
        search.filters().stream().filter(filter -> filter.column().equals(column)).toList();
    if (compared.stream().anyMatch(filter -> filter.operator() == Operator.NE)) {
      return facts.textsBeyond(search, column);
    }
    if (otherwise || !search.isConjunction() || !compared.isEmpty()) {
      return List.of();
    }
    Map<String, Long> found = new HashMap<>();
    for (String text : facts.textsBeyond(search, column)) {
      long total = facts.total(search.and(new SearchFilter(column, Operator.EQ, text)));
      if (total > 0) {
        found.put(text, total);
      }
    }
    long all = found.values().stream().mapToLong(Long::longValue).sum();
    long customers = totals.applyAsLong(search);
    if (all <= customers / 2) {
      return List.of();
    }
    List<@Nullable String> texts = new ArrayList<>();
    found.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(text -> texts.add(text.getKey()));
    if (all < customers) {
      texts.add(null);
    }
    return texts;
  }
}
