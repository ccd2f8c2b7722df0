package io.github.helpcrunchjdbc.read.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    ImaginedIds even = ImaginedIds.of(customers, sample, Assumption.LIKELY);
    assertThat(even.marks()).hasSizeLessThan(200);
    assertThat(below(even, customers, customers / 2)).isCloseTo(customers / 2.0, within(2.0));

    // A quarter of them was counted among the first half of the ids.
    ImaginedIds counted = even.with(new TreeMap<>(Map.of(customers / 2, customers / 4)), customers);
    assertThat(below(counted, customers, customers / 2)).isCloseTo(customers / 4.0, within(2.0));
    assertThat(below(counted, customers, customers / 4)).isCloseTo(customers / 8.0, within(2.0));
  }

  /** A row that the search does not ask for would be taken for the service's mistake. */
  @ParameterizedTest
  @ValueSource(ints = {10, 92, 201, 301})
  void aRangeThatHasRoomHoldsAllOfThem(int found) {
    // Nearly all have ids between 1,390 and 1,400.
    ImaginedIds dense = new ImaginedIds(List.of(1_000L, 1_390L, 1_400L), List.of(0.0, 0.01, 1.0));
    Search range =
        Search.ALL.withFilters(
            List.of(
                new SearchFilter(CustomerColumns.ID, Operator.GE, 1_100L),
                new SearchFilter(CustomerColumns.ID, Operator.LE, 1_400L)),
            Comparison.AND);
    for (int shift : new int[] {0, 1}) {
      long[] ids = dense.of(range, found, Set.of(), shift);
      assertThat(ids).doesNotHaveDuplicates().hasSize(found);
      assertThat(LongStream.of(ids)).allMatch(id -> id >= 1_100 && id <= 1_400);
      assertThat(LongStream.of(ids).map(id -> -id)).isSorted();
    }
  }

  private static double below(ImaginedIds ids, long customers, long id) {
    return ids.count(List.of(new SearchFilter(CustomerColumns.ID, Operator.LT, id)), customers);
  }
}
