package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The texts that customers of a search have, where they were counted. Not thread-safe. */
final class ImaginedTexts {
  private record Asked(Search search, ColumnDef column) {}

  private final ReadFacts facts;
  private final ToLongFunction<Search> totals;
  private final boolean otherwise;
  private final Map<Asked, List<String>> known = new HashMap<>();

  /**
   * Texts by what is known.
   *
   * @param totals how many customers a search is taken to find
   * @param otherwise whether other customers than those counted are imagined to come first
   */
  ImaginedTexts(ReadFacts facts, ToLongFunction<Search> totals, boolean otherwise) {
    this.facts = facts;
    this.totals = totals;
    this.otherwise = otherwise;
  }

  /** The texts that were counted, the most frequent first; none if they are not most customers'. */
  List<String> of(Search search, ColumnDef column) {
    return column.isSearchableText()
        ? known.computeIfAbsent(new Asked(search, column), any -> counted(search, column))
        : List.of();
  }

  private List<String> counted(Search search, ColumnDef column) {
    List<SearchFilter> compared =
        search.filters().stream().filter(filter -> filter.column().equals(column)).toList();
    if (compared.stream().anyMatch(filter -> filter.operator() == Operator.NE)) {
      return facts.textsBeyond(search, column);
    }
    boolean isEither = search.comparison() == Comparison.OR && search.filters().size() > 1;
    if (otherwise || isEither || !compared.isEmpty()) {
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
    return all <= totals.applyAsLong(search) / 2
        ? List.of()
        : found.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
  }
}
