package io.github.helpcrunchjdbc.read.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestImaginedIds {
  /** A hundred who never came stand by their ids, and so do all others. */
  @ParameterizedTest
  @ValueSource(longs = {200, 200_000, 1_000_000_000_000L})
  @Timeout(10)
  void theyTakeNoMoreForMoreCustomers(long customers) {
    List<@Nullable Object[]> rows =
        LongStream.rangeClosed(1, 100).mapToObj(id -> new @Nullable Object[] {id, null}).toList();
    AccountSample sample =
        new AccountSample(
            List.of(CustomerColumns.ID, CustomerColumns.FIRST_SEEN), rows, customers, 0);
    ImaginedIds even = ImaginedIds.of(customers, sample, Imagination.LIKELY);
    assertThat(even.marks()).hasSizeLessThan(200);
    assertThat(below(even, customers, customers / 2)).isCloseTo(customers / 2.0, within(2.0));

    // A quarter of them was counted among the first half of the ids.
    ImaginedIds counted = even.with(new TreeMap<>(Map.of(customers / 2, customers / 4)), customers);
    assertThat(below(counted, customers, customers / 2)).isCloseTo(customers / 4.0, within(2.0));
    assertThat(below(counted, customers, customers / 4)).isCloseTo(customers / 8.0, within(2.0));
  }

  private static double below(ImaginedIds ids, long customers, long id) {
    return ids.count(List.of(new SearchFilter(CustomerColumns.ID, Operator.LT, id)), customers);
  }
}
