package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one row, each a sum of totals.
 *
 * @param sums the terms of each number with how often they count
 */
record CountSums(List<Map<CountTerm, Integer>> sums) {
  /** How many requests all of them take. */
  int cost(CountReader reader) {
    Set<CountTerm> terms = new LinkedHashSet<>();
    sums.forEach(sum -> terms.addAll(sum.keySet()));
    return terms.stream().mapToInt(reader::cost).sum() + (haveSeveralTerms() ? 1 : 0);
  }

  /** Whether they are right only if customers without tags are shown with an empty list. */
  boolean needTags() {
    return sums.stream()
        .flatMap(sum -> sum.keySet().stream())
        .anyMatch(term -> term.present().stream().anyMatch(ColumnDef::isTags));
  }

  /** Whether a number is made of several totals, which must be of one moment then. */
  boolean haveSeveralTerms() {
    return sums.stream().anyMatch(sum -> sum.size() > 1);
  }

  /**
   * The numbers, null if they can't be had or do not hold still.
   *
   * @param seen totals that have just been seen; one of several is asked for again at the end
   */
  @Nullable List<Long> counts(Map<CountTerm, Long> seen, CountReader.Counts totals) {
    Map<CountTerm, Long> known = new HashMap<>();
    CountTerm first = null;
    seen.forEach(totals::seen);
    for (Map.Entry<CountTerm, Long> one : seen.entrySet()) {
      if (haveSeveralTerms() && sums.stream().anyMatch(sum -> sum.containsKey(one.getKey()))) {
        known.put(one.getKey(), one.getValue());
        first = one.getKey();
      }
    }
    List<Long> counts = new ArrayList<>();
    for (Map<CountTerm, Integer> sum : sums) {
      long count = 0;
      for (Map.Entry<CountTerm, Integer> term : sum.entrySet()) {
        Long total = known.get(term.getKey());
        if (total == null) {
          total = totals.of(term.getKey());
          if (total == null) {
            return null;
          }
          known.put(term.getKey(), total);
          first = first == null ? term.getKey() : first;
        }
        count += total * term.getValue();
      }
      if (count < 0) {
        return null;
      }
      counts.add(count);
    }
    boolean holdsStill =
        !haveSeveralTerms()
            || first == null
            || Objects.equals(known.get(first), totals.again(first));
    return holdsStill ? counts : null;
  }
}
