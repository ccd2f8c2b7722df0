package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading costs where nothing moves. */
@Timeout(60)
class TestReadRequests {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final RowOrder LAST_SEEN_FIRST =
      new RowOrder(CustomerColumns.LAST_SEEN, true, false);
  private static final RowOrder NEWEST_FIRST =
      new RowOrder(CustomerColumns.FIRST_SEEN, true, false);

  private static SimulatedAccount account(int customers, Behaviour behaviour) {
    return SimulatedAccount.builder()
        .customers(DemoAccount.customers(NOW, customers))
        .behaviour(behaviour)
        .start();
  }

  private static ReadRequest all() {
    return ReadFixture.request(Search.ALL, null, 0, ReadRequest.NO_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 250, 1000, 2000})
  void aScanIsItsPages(int customers) {
    try (SimulatedAccount account = account(customers, Behaviour.PLAIN)) {
      ReadFixture fixture = new ReadFixture(account);
      assertThat(fixture.ids(all())).hasSize(customers);
      List<String> expected = new ArrayList<>();
      for (int offset = 0; offset == 0 || offset < customers; offset += 100) {
        expected.add(offset + "+100");
      }
      if (customers == 100) {
        // Nothing else shows that the total is not that of the page.
        expected.add("100+100");
      } else if (customers == 0) {
        // Some services find nobody without a filter.
        expected.add("0+100");
      }
      assertThat(fixture.pages()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aPreviewIsOneRequest() {
    try (SimulatedAccount account = account(1000, Behaviour.PLAIN)) {
      ReadFixture fixture = new ReadFixture(account);
      try (RowSource rows = fixture.reader.open(all(), Execution.unbounded())) {
        for (int i = 0; i < 100; i++) {
          assertThat(rows.next()).isNotNull();
        }
        assertThat(fixture.pages()).containsExactly("0+100");
        assertThat(rows.next()).isNotNull();
      }
      assertThat(fixture.pages()).contains("100+100").hasSizeLessThanOrEqualTo(3);
    }
  }

  /**
   * Once equal rows were seen to change places, each page begins two rows before the last's end.
   */
  @Test
  void nothingIsFetchedAheadInVainWherePagesOverlap() {
    List<DemoCustomer> customers = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      boolean isOfGroup = i >= 90 && i < 110;
      customers.add(
          DemoCustomer.of(i + 1)
              .with(CustomerField.LAST_SEEN, NOW.plusSeconds(isOfGroup ? 90L : i)));
    }
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(customers)
            .behaviour(Behaviour.of(Quirk.TIES_SHUFFLED))
            .start()) {
      ReadFixture fixture = new ReadFixture(account);
      ReadRequest latestFirst =
          ReadFixture.request(Search.ALL, LAST_SEEN_FIRST, 0, ReadRequest.NO_LIMIT);
      // It is believed of the account when two statements have seen it.
      fixture.ids(latestFirst);
      fixture.ids(latestFirst);
      account.clear();
      assertThat(fixture.ids(latestFirst)).hasSize(2_500);
      assertThat(fixture.pages()).contains("98+100", "1960+100").hasSizeLessThan(32);
    }
  }

  @Test
  void aLimitBoundsWhatIsReadAhead() {
    try (SimulatedAccount account = account(2000, Behaviour.PLAIN)) {
      ReadFixture fixture = new ReadFixture(account);
      assertThat(fixture.ids(ReadFixture.request(Search.ALL, null, 0, 450))).hasSize(450);
      assertThat(fixture.pages())
          .containsExactlyInAnyOrder("0+100", "100+100", "200+100", "300+100", "400+50");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NULLS_LOW", "NULLS_FIRST", "NULLS_LAST", "TIES_SHUFFLED"})
  void theLastSeenAreOneRequest(Quirk quirk) {
    try (SimulatedAccount account = account(2000, Behaviour.of(quirk))) {
      ReadFixture fixture = new ReadFixture(account);
      List<Long> ids = fixture.ids(ReadFixture.request(Search.ALL, LAST_SEEN_FIRST, 0, 10));
      assertThat(ids).hasSize(10);
      assertThat(fixture.pages()).containsExactly("0+10");
    }
  }

  @Test
  void whereNullsStandIsAskedOnce() {
    try (SimulatedAccount account = account(2000, Behaviour.of(Quirk.NULLS_LAST))) {
      ReadFixture fixture = new ReadFixture(account);
      ReadRequest request = ReadFixture.request(Search.ALL, NEWEST_FIRST, 200, 10);
      List<Long> ids = fixture.ids(request);
      assertThat(fixture.pages()).containsExactly("0+1", "200+10");
      account.clear();
      assertThat(fixture.ids(request)).isEqualTo(ids);
      assertThat(fixture.pages()).containsExactly("200+10");
    }
  }

  @Test
  void whereNullsStandIsNotAskedIfAllThatIsWantedFitsOnePage() {
    try (SimulatedAccount account = account(2000, Behaviour.of(Quirk.NULLS_LAST))) {
      ReadFixture fixture = new ReadFixture(account);
      List<Long> ids = fixture.ids(ReadFixture.request(Search.ALL, NEWEST_FIRST, 20, 10));
      assertThat(fixture.pages()).containsExactly("0+30");
      account.clear();
      assertThat(fixture.ids(ReadFixture.request(Search.ALL, NEWEST_FIRST, 20, 10))).isEqualTo(ids);
      assertThat(fixture.pages()).containsExactly("20+10");
    }
  }

  @Test
  void nullsInFrontAreLeaptOver() {
    List<DemoCustomer> customers = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      customers.add(
          DemoCustomer.of(i + 1)
              .with(CustomerField.FIRST_SEEN, i % 10 == 0 ? NOW.minusSeconds(i) : null));
    }
    try (SimulatedAccount account = SimulatedAccount.of(customers)) {
      ReadFixture fixture = new ReadFixture(account);
      ReadRequest request = ReadFixture.request(Search.ALL, NEWEST_FIRST, 0, 10);
      assertThat(fixture.ids(request))
          .containsExactly(1L, 11L, 21L, 31L, 41L, 51L, 61L, 71L, 81L, 91L);
      assertThat(fixture.pages().size()).isLessThan(16);
      account.clear();
      assertThat(fixture.ids(request)).hasSize(10).startsWith(1L, 11L);
      assertThat(fixture.pages()).containsExactly("4495+15");
      // Where they were leapt over is but a memory: the rows have to show that it still holds.
      for (long gone = 2; gone < 60; gone++) {
        account.customers().delete(gone);
      }
      account.customers().delete(1L);
      assertThat(fixture.ids(request)).hasSize(10).startsWith(61L, 71L);
    }
  }

  @Test
  void aServiceThatDoesNotSortIsTriedTwice() {
    try (SimulatedAccount account = account(300, Behaviour.of(Quirk.SORT_IGNORED))) {
      ReadFixture fixture = new ReadFixture(account);
      ReadRequest request = ReadFixture.request(Search.ALL, LAST_SEEN_FIRST, 0, 10);
      List<Long> ids = fixture.ids(request);
      assertThat(fixture.ids(request)).isEqualTo(ids);
      account.clear();
      assertThat(fixture.ids(request)).isEqualTo(ids);
      assertThat(fixture.pages()).containsExactlyInAnyOrder("0+100", "100+100", "200+100");
    }
  }

  @Test
  void smallerPagesThanAskedForAreGoneOnFrom() {
    try (SimulatedAccount account = account(250, Behaviour.PLAIN)) {
      ReadFixture fixture = new ReadFixture(account);
      PageSource clamped =
          page ->
              fixture.client.searchAsync(
                  new PageFetch(
                      new io.github.helpcrunchjdbc.search.PageRequest(
                          page.request().search(),
                          page.request().offset(),
                          Math.min(40, page.request().limit())),
                      page.decoder(),
                      page.execution(),
                      page.priority(),
                      page.freshness()));
      try (RowSource rows =
          new CustomerReader(clamped, ReadFixture.settings(100, Consistency.WARN), null)
              .open(all(), Execution.unbounded())) {
        int count = 0;
        while (rows.next() != null) {
          count++;
        }
        assertThat(count).isEqualTo(250);
      }
      assertThat(fixture.pages()).hasSize(7);
    }
  }

  @Test
  void closingAbortsWhatIsReadAhead() {
    try (SimulatedAccount account = account(2000, Behaviour.PLAIN)) {
      ReadFixture fixture = new ReadFixture(account);
      try (RowSource rows = fixture.reader.open(all(), Execution.unbounded())) {
        for (int i = 0; i < 350; i++) {
          rows.next();
        }
      }
      // Its places in flight are free again: a scan by the same client comes to its end.
      assertThat(fixture.ids(all())).hasSize(2000);
    }
  }
}
