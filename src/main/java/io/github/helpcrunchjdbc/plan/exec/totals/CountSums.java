package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts of one row, each a sum of totals.
 *
 * @param sums the terms of each count, with the factor of each term
 */
record CountSums(List<Map<CountTerm, Integer>> sums) {
  /** Returns the counts of one execution, or null if only rows tell one of them. */
  static @Nullable CountSums of(
      List<ConditionCount> conditionCounts, WallClock clock, DataContext context) {
    List<Map<CountTerm, Integer>> sums = new ArrayList<>();
    for (ConditionCount conditionCount : conditionCounts) {
      Map<CountTerm, Integer> sum = conditionCount.bind(context, clock);
      if (sum == null) {
        return null;
      }
      sums.add(sum);
    }
    return new CountSums(sums);
  }

  /** Returns how many requests all counts take. */
  int cost(CountReader reader) {
    return costOfGroup(null, reader) + (haveSeveralTerms() ? 1 : 0);
  }

  /** Returns how many requests the counts of a group take, given the total of one search. */
  int costOfGroup(@Nullable Search known, CountReader reader) {
    CountTerm one = known == null ? null : CountTerm.of(known);
    return terms().entrySet().stream()
        .filter(term -> !term.getKey().equals(one))
        .map(Map.Entry::getValue)
        .mapToInt(reader::cost)
        .sum();
  }

  /** Returns the terms to ask for, each once, by the term as if all customers showed their tags. */
  Map<CountTerm, CountTerm> terms() {
    Map<CountTerm, CountTerm> terms = new LinkedHashMap<>();
    all().forEach(term -> terms.putIfAbsent(term.withTagsShown(), term));
    return terms;
  }

  private Stream<CountTerm> all() {
    return sums.stream().flatMap(sum -> sum.keySet().stream());
  }

  /** Whether each count can be restricted by one more filter, within the bound of filters. */
  boolean canBeNarrowed(int mostFilters) {
    return all()
        .allMatch(
            term ->
                term.search().isConjunction()
                    && term.search().filters().size() + term.present().size() < mostFilters);
  }

  /**
   * Returns the number of customers who match more filters, then the counts among them.
   *
   * @param all finds the customers of all counts, without the filters
   * @param count how many customers match the filters
   * @return null if a count can't be had, or is greater than {@code count}
   */
  long @Nullable [] countsMatching(
      Search all, long count, CountReader.Counts totals, SearchFilter... filters) {
    Map<CountTerm, Long> known = new LinkedHashMap<>();
    for (CountTerm term : terms().keySet()) {
      if (count == 0 || term.equals(CountTerm.of(all))) {
        known.put(term, count);
      }
    }
    return countsOfGroup(
        count,
        known,
        term -> totals.of(new CountTerm(term.search().and(filters), term.range(), term.present())));
  }

  /**
   * Returns the number of rows of a group, then the counts in it.
   *
   * @param known the terms with known totals; those that are asked for are added
   * @return null if a count can't be had, or is greater than that of the group
   */
  long @Nullable [] countsOfGroup(
      long count, Map<CountTerm, Long> known, Function<CountTerm, @Nullable Long> totals) {
    List<Long> counts = numbers(known, totals);
    return counts == null || counts.stream().anyMatch(one -> one > count)
        ? null
        : Stream.concat(Stream.of(count), counts.stream()).mapToLong(Long::longValue).toArray();
  }

  /** Whether the facts about the service do not rule out any of the counts. */
  boolean mayBeTold(CountReader reader) {
    return all().allMatch(reader::mayTell);
  }

  /** Whether the counts are right only if customers without tags are shown with an empty list. */
  boolean needTags() {
    return all().anyMatch(term -> term.present().stream().anyMatch(ColumnDef::isTags));
  }

  /** Whether a count is a sum of several totals, which must then be of the same moment. */
  boolean haveSeveralTerms() {
    return sums.stream().anyMatch(sum -> sum.size() > 1);
  }

  /**
   * Returns the counts, null if they can't be had or if customers came or went meanwhile.
   *
   * @param seen totals that have just been seen. If counts have several terms, one of these is
   *     asked for again at the end.
   */
  @Nullable List<Long> counts(Map<CountTerm, Long> seen, CountReader.Counts totals) {
    Map<CountTerm, Long> known = new LinkedHashMap<>();
    seen.forEach(totals::seen);
    seen.forEach(
        (term, total) -> {
          if (haveSeveralTerms() && terms().containsKey(term)) {
            known.put(term, total);
          }
        });
    List<Long> counts = numbers(known, totals::of);
    if (counts == null || !haveSeveralTerms() || known.isEmpty()) {
      return counts;
    }
    CountTerm first = known.keySet().iterator().next();
    return Objects.equals(known.get(first), totals.again(first)) ? counts : null;
  }

  /**
   * Returns the counts, null if they can't be had.
   *
   * @param known totals that are not asked for, by the term as if all customers showed their tags;
   *     those that are asked for are added
   */
  private @Nullable List<Long> numbers(
      Map<CountTerm, Long> known, Function<CountTerm, @Nullable Long> totals) {
    List<Long> counts = new ArrayList<>();
    for (Map<CountTerm, Integer> sum : sums) {
      long count = 0;
      for (Map.Entry<CountTerm, Integer> term : sum.entrySet()) {
        CountTerm key = term.getKey().withTagsShown();
        Long total = known.get(key);
        if (total == null) {
          total = totals.apply(term.getKey());
          if (total == null) {
            return null;
          }
          known.put(key, total);
        }
        count += total * term.getValue();
      }
      if (count < 0) {
        return null;
      }
      counts.add(count);
    }
    return counts;
  }
}
