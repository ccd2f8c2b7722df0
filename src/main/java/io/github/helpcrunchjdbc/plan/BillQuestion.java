package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.read.facts.NullFacts;
import io.github.helpcrunchjdbc.read.rehearsal.Imagination;
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
 * Which row tells most of what a statement will cost. Immutable.
 *
 * @param rehearsals of the statement by all imaginations
 * @param pageSize rows a request
 */
record BillQuestion(Rehearsals rehearsals, int pageSize) {
  /** By this factor more requests are so many more that it is asked what they hang on. */
  private static final int MUCH = 2;

  /**
   * The first of a search whose total was never seen; else one that tells how many have a time, if
   * most hangs on it; else one in an order whose places were never seen; null if there is none.
   */
  @Nullable PageRequest row() {
    Rehearsal likely = rehearsals.likely();
    // What another imagination does not send hangs on values unseen.
    Set<Search> sentEitherWay = rehearsals.other().searches();
    for (PageRequest request : likely.requests()) {
      if (request.limit() == pageSize
          && sentEitherWay.contains(request.search())
          && !namesCustomers(request.search())
          && !likely.isCounted(request.search())) {
        return new PageRequest(request.search(), 0, 1);
      }
    }
    if (hangsOnNulls()) {
      return new PageRequest(Search.ALL.and(NullFacts.SEEN), 0, 1);
    }
    return sentEitherWay.stream()
        .map(this::placeToAsk)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean hangsOnNulls() {
    Map<Imagination, Double> factors = new EnumMap<>(Imagination.class);
    rehearsals.all().forEach((way, rehearsal) -> factors.put(way, factor(rehearsal)));
    // That has others without a time as well.
    factors.remove(Imagination.UNEVEN);
    double ofNulls = factors.getOrDefault(Imagination.WITHOUT_TIMES, 1.0);
    return ofNulls > MUCH && ofNulls >= Collections.max(factors.values());
  }

  /** By which factor one sends more than the likeliest, or fewer; at least 1. */
  private double factor(Rehearsal one) {
    double sent = Math.max(1, rehearsals.likely().sent(pageSize).requests());
    double others = Math.max(1, one.sent(pageSize).requests());
    return Math.max(sent / others, others / sent);
  }

  /** Between the first and the last page that a search in an order may take, if they differ. */
  private @Nullable PageRequest placeToAsk(Search search) {
    List<Long> offsets = rehearsals.likely().offsets(search);
    List<Long> others = rehearsals.other().offsets(search);
    if (search.sort() == null || offsets.isEmpty() || offsets.equals(others)) {
      return null;
    }
    List<Long> places = Stream.concat(offsets.stream(), others.stream()).sorted().toList();
    double first = 1.0 + places.get(0) + PageRequest.MAX_LIMIT;
    double last = 1.0 + places.get(places.size() - 1) + PageRequest.MAX_LIMIT;
    // As far from the one as from the other in proportion, so that it is wrong by little.
    return new PageRequest(search, (long) Math.sqrt(first * last), 1);
  }

  /** Whether it finds no more customers than it names. */
  private static boolean namesCustomers(Search search) {
    return !search.filters().isEmpty()
        && search.filters().stream()
            .allMatch(filter -> filter.column().isId() && filter.operator() == Operator.EQ);
  }
}
