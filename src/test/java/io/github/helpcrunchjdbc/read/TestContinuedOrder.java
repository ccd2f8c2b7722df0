package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that is read page after page by a time: what is given was asked for a second ago. */
class TestContinuedOrder {
  private static final RowOrder OLDEST_FIRST =
      new RowOrder(CustomerColumns.LAST_SEEN, false, false);

  private static SimulatedAccount account() {
    return SimulatedAccount.of(
        LongStream.range(0, 1_000)
            .mapToObj(
                id ->
                    DemoCustomer.of(1 + id)
                        .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000 + id)))
            .toList());
  }

  private static ReadRequest from(long second) {
    SearchFilter bound = new SearchFilter(CustomerColumns.LAST_SEEN, Operator.GE, second);
    Search search = Search.ALL.withFilters(List.of(bound), Comparison.AND);
    return new ReadRequest(
        List.of(new SearchPart(search, null)),
        List.of(CustomerColumns.ID, CustomerColumns.LAST_SEEN),
        OLDEST_FIRST,
        0,
        ReadRequest.NO_LIMIT,
        60,
        false,
        null);
  }

  /** The third statement goes beyond the rows of the second, which are too old for the fourth. */
  @ParameterizedTest
  @CsvSource({"600, 0, 0", "1100, 0, 1", "600, 60, 1"})
  void rowsAreGivenForASecond(long millis, int back, int requests) {
    AtomicLong clock = new AtomicLong();
    try (SimulatedAccount account = account()) {
      ReadFixture fixture = new ReadFixture(account);
      CustomerReader reader =
          new CustomerReader(
              PageSource.of(() -> fixture.client, fixture.facts),
              ReadFixture.settings(100, Consistency.WARN),
              null,
              clock::get);
      long second = 1_700_000_000;
      for (int rows : new int[] {10, 10, 110}) {
        second = last(reader, second, rows);
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
      }
      account.clear();
      last(reader, second - back, 1);
      assertThat(account.bodies()).hasSize(requests);
    }
  }

  /** Reads so many rows from a second on; gives the second of the last. */
  private static long last(CustomerReader reader, long second, int count) {
    long last = second;
    try (RowSource rows = reader.open(from(second), Execution.unbounded())) {
      for (int i = 0; i < count; i++) {
        @Nullable Object[] row = rows.next();
        assertThat(row).isNotNull();
        last = (Long) row[1] / 1000;
      }
    }
    return last;
  }
}
