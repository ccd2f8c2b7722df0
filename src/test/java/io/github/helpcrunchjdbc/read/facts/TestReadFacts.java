package io.github.helpcrunchjdbc.read.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of a service, and for how long. */
class TestReadFacts {
  private static final SortOrder NEWEST = new SortOrder(CustomerColumns.FIRST_SEEN, true);

  private final AtomicLong nanos = new AtomicLong();
  private final LearnedFacts learned = new LearnedFacts(InstantSource.system());
  private final ReadFacts facts = new ReadFacts(learned, nanos::get);

  @Test
  void thatNobodyLacksAValueIsForgotten() {
    facts.nulls().learnValueInFront(NEWEST);
    assertThat(facts.nulls().areFirst(NEWEST)).isFalse();
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(facts.nulls().areFirst(NEWEST)).isFalse();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(facts.nulls().areFirst(NEWEST)).isNull();
  }

  @Test
  void whereNullsWereSeenIsNotForgotten() {
    facts.nulls().learnFirst(NEWEST, true);
    nanos.addAndGet(Duration.ofDays(400).toNanos());
    assertThat(facts.nulls().areFirst(NEWEST)).isTrue();
  }

  @Test
  void aTotalSeenWrongOnceIsNotTrustedForHavingBeenRight() {
    facts.learnTotalsSeenRight();
    assertThat(facts.areTotalsSeenRight()).isTrue();
    learned.sight(ServiceFact.TOTALS_UNRELIABLE, "a test", "statement 1", "");
    assertThat(facts.areTotalsSeenRight()).isFalse();
  }

  @Test
  void anOrderBrokenOnceIsNotTrustedForHavingBeenSeen() {
    facts.learnOrderSeen(true);
    assertThat(facts.isOrderSeen(true)).isTrue();
    assertThat(facts.isOrderSeen(false)).isFalse();
    learned.sight(ServiceFact.IGNORES_SORT, "a test", "statement 1", "");
    assertThat(facts.isOrderSeen(true)).isFalse();
  }

  @Test
  void whereOffsetsEndedIsForgottenAfterAnHour() {
    facts.reach().learnLimit(10_000);
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(facts.reach().limit()).isEqualTo(10_000);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(facts.reach().isLimited()).isFalse();
  }

  @Test
  void thatSomethingIsObeyedIsForgottenAfterAnHour() {
    facts.checkOutcomes().learn(CheckOutcomes.Outcome.FILTERS_OBEYED);
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertThat(facts.checkOutcomes().holds(CheckOutcomes.Outcome.FILTERS_OBEYED)).isTrue();
    assertThat(facts.checkOutcomes().areFiltersKnown()).isTrue();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(facts.checkOutcomes().holds(CheckOutcomes.Outcome.FILTERS_OBEYED)).isFalse();
    assertThat(facts.checkOutcomes().areFiltersKnown()).isFalse();
  }

  /** That nobody lacks a value does not tell where they would be for longer than it is believed. */
  @Test
  void whatIsSaidOfNullsCountsAgainWhenNobodyIsKnownToLackAValue() {
    SortOrder oldest = new SortOrder(CustomerColumns.FIRST_SEEN, false);
    facts.nulls().learnValueInFront(NEWEST);
    assertThat(facts.nulls().areFirst(oldest, NullsSorted.FIRST)).isNull();
    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    assertThat(facts.nulls().areFirst(oldest, NullsSorted.FIRST)).isTrue();
    assertThat(facts.nulls().areFirst(NEWEST, NullsSorted.FIRST)).isTrue();
  }

  /** Nothing can be added to the greatest of all numbers, and nobody stands beyond it. */
  @Test
  void aBoundAtTheEndOfNumbersLeavesTheOthers() {
    facts.learnTotal(ids(Operator.LT, 500), 40);
    facts.learnTotal(ids(Operator.LE, Long.MAX_VALUE), 100);
    facts.learnTotal(ids(Operator.GT, Long.MAX_VALUE), 0);
    facts.learnTotal(ids(Operator.GE, 800), 30);
    assertThat(facts.countedBelow(CustomerColumns.ID, 100)).isEqualTo(Map.of(500L, 40L, 800L, 70L));
  }

  private static Search ids(Operator operator, long bound) {
    return Search.ALL.withFilters(
        List.of(new SearchFilter(CustomerColumns.ID, operator, bound)), Comparison.AND);
  }
}
