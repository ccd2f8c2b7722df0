package io.github.helpcrunchjdbc.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much evidence a fact needs, and how long it is believed. */
class TestLearnedFacts {
  private static final Instant START = Instant.parse("2026-11-22T15:00:00Z");

  private Instant now = START;
  private final LearnedFacts facts = new LearnedFacts(() -> now);
  private final Object first = new Object();
  private final Object second = new Object();

  @Test
  void whatCostsRequestsNeedsASecondStatement() {
    facts.sight(ServiceFact.TOTALS_UNRELIABLE, "251 rows of a total of 250", first, "");
    assertThat(facts.holds(ServiceFact.TOTALS_UNRELIABLE)).isFalse();
    assertThat(facts.isSuspected(ServiceFact.TOTALS_UNRELIABLE)).isTrue();
    facts.sight(ServiceFact.TOTALS_UNRELIABLE, "again", first, "");
    assertThat(facts.holds(ServiceFact.TOTALS_UNRELIABLE)).isFalse();
    facts.sight(ServiceFact.TOTALS_UNRELIABLE, "252 rows of a total of 251", second, "");
    assertThat(facts.holds(ServiceFact.TOTALS_UNRELIABLE)).isTrue();
  }

  @Test
  void whatCostsNothingIsBelievedAtOnce() {
    facts.sight(ServiceFact.FRACTIONS_SHOWN, "a fraction", first, "");
    assertThat(facts.holds(ServiceFact.FRACTIONS_SHOWN)).isTrue();
  }

  @Test
  void aFactIsForgottenSomeTimeAfterItWasLastSeen() {
    facts.sight(ServiceFact.IGNORES_SORT, "one", first, "");
    now = START.plus(Duration.ofMinutes(50));
    facts.sight(ServiceFact.IGNORES_SORT, "two", second, "");
    now = START.plus(Duration.ofMinutes(109));
    assertThat(facts.holds(ServiceFact.IGNORES_SORT)).isTrue();
    now = START.plus(Duration.ofMinutes(110));
    assertThat(facts.holds(ServiceFact.IGNORES_SORT)).isFalse();
    assertThat(facts.list()).isEmpty();
    facts.sight(ServiceFact.IGNORES_SORT, "three", first, "");
    assertThat(facts.holds(ServiceFact.IGNORES_SORT)).isFalse();
  }

  @Test
  void theListTellsWhatWasSeenWhenAndHowOften() {
    facts.sight(ServiceFact.TIES_UNSTABLE, "one", first, "");
    now = START.plusSeconds(60);
    facts.sight(ServiceFact.TIES_UNSTABLE, "two", second, "");
    assertThat(facts.list())
        .containsExactly(
            new LearnedFact(
                "service",
                "customers of equal value change places between pages",
                "two",
                START,
                START.plusSeconds(60),
                2,
                true,
                START.plusSeconds(3660)));
  }

  @Test
  void itCanBeMadeToForget() {
    facts.sight(ServiceFact.FRACTIONS_SHOWN, "a fraction", first, "");
    facts.forget();
    assertThat(facts.list()).isEmpty();
    assertThat(facts.holds(ServiceFact.FRACTIONS_SHOWN)).isFalse();
  }

  @Test
  void statementsThatReadAtTheSameTimeCountOnceEach() {
    for (int page = 0; page < 20; page++) {
      facts.sight(ServiceFact.CUSTOMERS_CHANGE, "one", first, "");
      facts.sight(ServiceFact.CUSTOMERS_CHANGE, "two", second, "");
    }
    assertThat(facts.list()).extracting(LearnedFact::sightings).containsExactly(2);
  }
}
