package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.read.facts.NullFacts;
import io.github.helpcrunchjdbc.read.rehearsal.Assumption;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one row whose reading makes the estimate of a statement's cost most certain. Immutable.
 *
 * @param rehearsals the statement's rehearsals by all assumptions
 * @param pageSize rows a request
 */
record BillQuestion(Rehearsals rehearsals, int pageSize) {
  /** Missing times are asked about only if they change the requests by more than this factor. */
  private static final int MUCH = 2;

  /**
   * Returns the request for the row that tells most, or null if there is none. The first choice is
   * the first row of the longest search whose total was never seen, or of all customers if only one
   * assumption sends that search. The second choice is the first row of all customers with a time,
   * if the number of requests depends most on how many have one. The third choice is a row of a
   * sorted search whose offsets differ between the assumptions.
   */
  @Nullable PageRequest row() {
    Rehearsal likely = rehearsals.likely();
    // A search that only one assumption sends depends on values that nobody has seen.
    Set<Search> sentEitherWay = rehearsals.other().searches();
    Search longest = null;
    int most = 0;
    for (PageRequest request : likely.requests()) {
      int pages = likely.offsets(request.search()).size();
      // Of how many share values that nobody has seen, the number of all customers tells most.
      Search asked = sentEitherWay.contains(request.search()) ? request.search() : Search.ALL;
      if (pages > most
          && request.limit() == pageSize
          && !namesCustomers(asked)
          && !likely.isCounted(asked)) {
        longest = asked;
        most = pages;
      }
    }
    if (longest != null) {
      return new PageRequest(longest, 0, 1);
    }
    if (hangsOnNulls()) {
      return new PageRequest(Search.ALL.and(NullFacts.HAS_LAST_SEEN), 0, 1);
    }
    return sentEitherWay.stream()
        .map(this::placeToAsk)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean hangsOnNulls() {
    Map<Assumption, Double> factors = new EnumMap<>(Assumption.class);
    rehearsals.all().forEach((way, rehearsal) -> factors.put(way, factor(rehearsal)));
    // UNEVEN also differs in how many customers have no time.
    factors.remove(Assumption.UNEVEN);
    double ofNulls = factors.getOrDefault(Assumption.WITHOUT_TIMES, 1.0);
    return ofNulls > MUCH && ofNulls >= Collections.max(factors.values());
  }

  /** Returns by which factor a rehearsal sends more or fewer requests than the likeliest one. */
  private double factor(Rehearsal one) {
    double sent = Math.max(1, rehearsals.likely().sent(pageSize).requests());
    double others = Math.max(1, one.sent(pageSize).requests());
    return Math.max(sent / others, others / sent);
  }

  /** Returns a request between the offsets at which assumptions read a sorted search, or null. */
  private @Nullable PageRequest placeToAsk(Search search) {
    List<Long> offsets = rehearsals.likely().offsets(search);
    List<Long> others = rehearsals.other().offsets(search);
    if (search.sort() == null || offsets.isEmpty() || offsets.equals(others)) {
      return null;
    }
    List<Long> places = Stream.concat(offsets.stream(), others.stream()).sorted().toList();
    double first = 1.0 + places.get(0) + PageRequest.MAX_LIMIT;
    double last = 1.0 + places.get(places.size() - 1) + PageRequest.MAX_LIMIT;
    // The geometric mean, which differs from both offsets by the same factor.
    return new PageRequest(search, (long) Math.sqrt(first * last), 1);
  }

  /** Whether a search names the ids of all customers that it can find. */
  private static boolean namesCustomers(Search search) {
    return !search.filters().isEmpty()
        && search.filters().stream()
            .allMatch(filter -> filter.column().isId() && filter.operator() == Operator.EQ);
  }
}
