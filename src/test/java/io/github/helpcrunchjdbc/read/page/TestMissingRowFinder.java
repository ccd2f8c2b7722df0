package io.github.helpcrunchjdbc.read.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.cache.CacheRecorder;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A service that gives fifty customers where a hundred are asked for, and counts them right. */
class TestMissingRowFinder {
  private static final int CUSTOMERS = 2_000;

  /** In ranges of eighty ids the last thirty come with a half only. */
  @Test
  void aRangeOfWhichAPageHasHalfIsHalvedHoweverManyWereBefore() {
    long missed = 1_595;
    SimulatedAccount.Builder builder =
        SimulatedAccount.builder()
            .customers(LongStream.rangeClosed(1, CUSTOMERS).mapToObj(DemoCustomer::of).toList())
            .before(
                honest ->
                    request ->
                        honest.answer(
                            new ApiRequest(
                                request.method(),
                                request.path(),
                                request.query(),
                                request.headers(),
                                request.body().replace("\"limit\":100", "\"limit\":50"))));
    try (SimulatedAccount account = builder.start()) {
      ReadFixture fixture = new ReadFixture(account);
      IdSet seen = new IdSet();
      LongStream.rangeClosed(1, CUSTOMERS).filter(id -> id != missed).forEach(seen::add);
      RowLayout layout = new RowLayout(List.of(CustomerColumns.ID), null);
      Execution execution = Execution.unbounded();
      ReadContext reading =
          new ReadContext(
              PageSource.of(() -> fixture.client, fixture.facts),
              CacheRecorder.NONE,
              new ReadProgress(layout.sorted()),
              fixture.facts,
              new StatementEnds(() -> 0),
              ReadFixture.settings(100, Consistency.WARN),
              layout.decoder(Undecodable.ERROR),
              layout,
              execution,
              new MemoryShare(execution.memory()),
              false,
              null);
      MissingRowFinder finder = new MissingRowFinder(reading, Search.ALL, seen);
      assertThat(finder.byListing()).extracting(reading::id).containsExactly(missed);
      assertThat(finder.haveGaps()).isFalse();
    }
  }
}
