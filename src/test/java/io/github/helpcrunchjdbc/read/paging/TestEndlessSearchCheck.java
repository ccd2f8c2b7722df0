package io.github.helpcrunchjdbc.read.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A hundred times as many customers as are counted end a reading, unless the count is capped. */
class TestEndlessSearchCheck {
  private static final int CUSTOMERS = 200;

  private static boolean isEndless(long total, int seen) {
    try (SimulatedAccount account =
        SimulatedAccount.of(
            LongStream.rangeClosed(1, CUSTOMERS).mapToObj(DemoCustomer::of).toList())) {
      IdSet ids = new IdSet();
      for (int id = 1; id <= seen; id++) {
        ids.add(id);
      }
      return new EndlessSearchCheck(new ReadFixture(account).reading(), ids)
          .isEndless(Search.ALL, total);
    }
  }

  @Test
  void aTotalThatTheServiceStopsCountingAtEndsNoReading() {
    assertThat(isEndless(10_000, 1_010_001)).isFalse();
    assertThat(isEndless(9_000, 1_010_001)).isTrue();
  }

  @Test
  void fewMoreThanAreCountedAreNoneTooMany() {
    assertThat(isEndless(9_000, 20_000)).isFalse();
    // Who was seen is found again by id and on the first page, so that there is no contradiction.
    assertThat(isEndless(9_000, 100_000)).isFalse();
  }
}
