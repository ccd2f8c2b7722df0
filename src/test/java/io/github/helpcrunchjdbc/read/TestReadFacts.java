package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of a service, and for how long. */
class TestReadFacts {
  private static final SortOrder NEWEST = new SortOrder(CustomerColumns.FIRST_SEEN, true);

  private final AtomicLong nanos = new AtomicLong();
  private final ReadFacts facts = new ReadFacts(nanos::get);

  @Test
  void thatNobodyLacksAValueIsForgotten() {
    facts.learnValueInFront(NEWEST);
    assertThat(facts.nullPlace(NEWEST)).isEqualTo(ReadFacts.NullPlace.NOT_FIRST);
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(facts.nullPlace(NEWEST)).isEqualTo(ReadFacts.NullPlace.NOT_FIRST);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(facts.nullPlace(NEWEST)).isNull();
  }

  @Test
  void whereNullsWereSeenIsNotForgotten() {
    facts.learnNullPlace(NEWEST, ReadFacts.NullPlace.FIRST);
    nanos.addAndGet(Duration.ofDays(400).toNanos());
    assertThat(facts.nullPlace(NEWEST)).isEqualTo(ReadFacts.NullPlace.FIRST);
  }

  @Test
  void aTotalOnceSeenWrongIsNotTrustedForHavingBeenRight() {
    facts.learnTotalsSeenRight();
    assertThat(facts.areTotalsSeenRight()).isTrue();
    facts.learnTotalsWrong();
    assertThat(facts.areTotalsSeenRight()).isFalse();
  }

  @Test
  void anOrderOnceBrokenIsNotTrustedForHavingBeenSeen() {
    facts.learnOrderSeen();
    assertThat(facts.isOrderSeen()).isTrue();
    facts.learnSortsNot();
    assertThat(facts.isOrderSeen()).isFalse();
  }
}
