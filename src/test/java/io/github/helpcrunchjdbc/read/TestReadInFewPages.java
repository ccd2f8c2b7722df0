package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.request.TimeRanges;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ranges and places in the order of times and ids: right by arithmetic, and of few pages. Each test
 * asks many questions of accounts of 80 pages, so that a place that is looked for in a worse way
 * shows in the sum of the pages.
 */
class TestReadInFewPages {
  private static final int COUNT = 800;
  private static final long BEGIN = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
  private static final long DAY = 86_400;

  /** How customers lie in time, and how ids follow it. */
  private enum Crowd {
    /** As many each day, nobody without a time. */
    EVEN(i -> BEGIN + DAY * i + (i * 7_919L) % DAY, i -> 100 + 3 * i),
    /** More and more, some of whom have no time; ids with gaps. */
    GROWING(
        i -> i % 11 == 3 ? null : (Long) (BEGIN + (long) (DAY * 800 * Math.sqrt(i / 800.0))),
        i -> 100 + i + 500 * (i / 200)),
    /** Twelve have each time, a third have none; ids tell nothing of time. */
    TIED(
        i -> i % 3 == 0 ? null : (Long) (BEGIN + DAY * 18 * (i / 18)),
        i -> 100 + 2 * (i * 7 % COUNT)),
    /** Nearly all came within two days of two years. */
    CLUMPED(
        i -> BEGIN + (i < 20 ? 30 * DAY * i : i < 780 ? 650 * DAY + 200L * i : 660 * DAY + DAY * i),
        i -> 5_000_000_000L + i);

    private final List<DemoCustomer> customers;

    Crowd(IntFunction<@Nullable Long> seconds, IntFunction<? extends Number> id) {
      customers =
          IntStream.range(0, COUNT)
              .mapToObj(
                  i -> {
                    Long time = seconds.apply(i);
                    return DemoCustomer.of(id.apply(i).longValue())
                        .with(
                            CustomerField.FIRST_SEEN,
                            time == null ? null : Instant.ofEpochSecond(time))
                        .with(
                            CustomerField.LAST_SEEN,
                            time == null ? null : Instant.ofEpochSecond(time + i % 7 * DAY))
                        .with(CustomerField.COUNTRY_CODE, i % 4 == 0 ? "PL" : "UA");
                  })
              .toList();
    }

    SimulatedAccount account() {
      return SimulatedAccount.builder().customers(customers).start();
    }

    long[] times() {
      return customers.stream()
          .map(customer -> (Instant) customer.get(CustomerField.FIRST_SEEN))
          .filter(Objects::nonNull)
          .mapToLong(Instant::getEpochSecond)
          .toArray();
    }
  }

  private static LongStream bounds() {
    return IntStream.range(-1, 26).mapToLong(i -> BEGIN + DAY * (i * 33L - 5) + 40_000L * (i % 3));
  }

  private static TimeRange range(long from, long until) {
    return new TimeRange(CustomerColumns.FIRST_SEEN, from, until);
  }

  private static List<TimeRange> ranges() {
    List<TimeRange> ranges = new ArrayList<>();
    bounds().forEach(at -> ranges.add(range(at, Long.MAX_VALUE)));
    bounds().forEach(at -> ranges.add(range(Long.MIN_VALUE, at)));
    bounds().forEach(at -> ranges.add(range(at, at + 12 * DAY)));
    bounds().limit(9).forEach(at -> ranges.add(range(at, at + 400 * DAY)));
    return ranges;
  }

  private static boolean holds(TimeRange range, long second) {
    return range.from() <= second && second < range.until();
  }

  private static long count(ReadFixture fixture, Search search, TimeRange range) {
    CountTerm term = new CountTerm(search, range, List.of());
    Long count =
        new CountReader(fixture.reader).counting(Execution.unbounded(), all -> all.of(term));
    return Objects.requireNonNull(count);
  }

  /** Each in an account of which nothing is known. */
  @ParameterizedTest
  @CsvSource({"EVEN, 315", "GROWING, 458", "TIED, 374", "CLUMPED, 345"})
  void rangesAreCounted(Crowd crowd, int most) {
    try (SimulatedAccount account = crowd.account()) {
      for (TimeRange range : ranges()) {
        ReadFixture fixture = ReadFixture.direct(account, Consistency.WARN);
        assertThat(count(fixture, Search.ALL, range))
            .as(range.toString())
            .isEqualTo(LongStream.of(crowd.times()).filter(at -> holds(range, at)).count());
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  /** One after the other, what is known helps. */
  @ParameterizedTest
  @CsvSource({"EVEN, 261", "GROWING, 261", "TIED, 258", "CLUMPED, 206"})
  void rangesAreCountedAgain(Crowd crowd, int most) {
    try (SimulatedAccount account = crowd.account()) {
      ReadFixture fixture = ReadFixture.direct(account, Consistency.WARN);
      for (TimeRange range : ranges()) {
        assertThat(count(fixture, Search.ALL, range))
            .as(range.toString())
            .isEqualTo(LongStream.of(crowd.times()).filter(at -> holds(range, at)).count());
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  /** Each bound of a histogram, by one order. */
  @ParameterizedTest
  @CsvSource({"EVEN, 201", "GROWING, 190", "TIED, 172", "CLUMPED, 38"})
  void placesOfManyBounds(Crowd crowd, int most) {
    try (SimulatedAccount account = crowd.account()) {
      for (int days : new int[] {4, 11, 30, 90}) {
        long[] seconds = LongStream.range(0, 900 / days).map(i -> BEGIN + i * days * DAY).toArray();
        long[] before =
            new CountReader(ReadFixture.direct(account, Consistency.WARN).reader)
                .counting(
                    Execution.unbounded(),
                    counts -> counts.before(Search.ALL, CustomerColumns.FIRST_SEEN, seconds));
        assertThat(before)
            .isEqualTo(
                LongStream.of(seconds)
                    .map(bound -> LongStream.of(crowd.times()).filter(at -> at < bound).count())
                    .toArray());
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  /** The oldest and the newest of ranges. */
  @ParameterizedTest
  @CsvSource({"EVEN, 315", "GROWING, 458", "TIED, 374", "CLUMPED, 345"})
  void endsOfRanges(Crowd crowd, int most) {
    try (SimulatedAccount account = crowd.account()) {
      for (TimeRange range : ranges()) {
        long[] inside = LongStream.of(crowd.times()).filter(at -> holds(range, at)).toArray();
        long[] ends =
            new CountReader(ReadFixture.direct(account, Consistency.WARN).reader)
                .counting(
                    Execution.unbounded(),
                    counts -> {
                      Span span = Objects.requireNonNull(counts.span(Search.ALL, range));
                      return span.size() == 0
                          ? new long[0]
                          : counts.extremes(Search.ALL, CustomerColumns.FIRST_SEEN, span);
                    });
        assertThat(ends)
            .isEqualTo(
                inside.length == 0
                    ? new long[0]
                    : new long[] {
                      1_000 * LongStream.of(inside).min().orElseThrow(),
                      1_000 * LongStream.of(inside).max().orElseThrow()
                    });
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  private static ReadRequest request(
      TimeRanges ranges, @Nullable RowOrder order, long offset, long limit) {
    SearchPart part =
        new SearchPart(
            Search.ALL,
            row ->
                row[1] == null
                    ? ranges.without()
                    : ranges.ranges().stream()
                        .anyMatch(range -> holds(range, (Long) row[1] / 1_000)),
            ranges,
            Set.of());
    ReadRequest all = ReadFixture.request(Search.ALL, order, offset, limit);
    return new ReadRequest(List.of(part), all.columns(), order, offset, limit);
  }

  /** Some of the ranges, and pairs of them. */
  private static List<TimeRanges> rowRanges() {
    List<TimeRanges> all = new ArrayList<>();
    List<TimeRange> ranges = ranges();
    for (int i = 0; i < ranges.size(); i += 4) {
      all.add(new TimeRanges(CustomerColumns.FIRST_SEEN, ranges.subList(i, i + 1), false));
    }
    bounds()
        .limit(9)
        .forEach(
            at ->
                all.add(
                    new TimeRanges(
                        CustomerColumns.FIRST_SEEN,
                        List.of(range(at, at + 9 * DAY), range(at + 60 * DAY, at + 65 * DAY)),
                        at % 2 == 0)));
    return all;
  }

  private List<DemoCustomer> inside(Crowd crowd, TimeRanges ranges) {
    return crowd.customers.stream()
        .filter(
            customer -> {
              Instant time = (Instant) customer.get(CustomerField.FIRST_SEEN);
              return time == null
                  ? ranges.without()
                  : ranges.ranges().stream().anyMatch(range -> holds(range, time.getEpochSecond()));
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"EVEN, 847", "GROWING, 854", "TIED, 863", "CLUMPED, 864"})
  void rowsOfRanges(Crowd crowd, int most) {
    try (SimulatedAccount account = crowd.account()) {
      for (TimeRanges ranges : rowRanges()) {
        assertThat(direct(account).ids(request(ranges, null, 0, ReadRequest.NO_LIMIT)))
            .as(ranges.toString())
            .containsExactlyInAnyOrderElementsOf(
                inside(crowd, ranges).stream().map(DemoCustomer::id).toList());
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EVEN, false, 232",
    "EVEN, true, 218",
    "GROWING, false, 204",
    "GROWING, true, 390",
    "TIED, false, 199",
    "TIED, true, 351",
    "CLUMPED, false, 145",
    "CLUMPED, true, 380"
  })
  void rowsOfRangesInOrder(Crowd crowd, boolean descending, int most) {
    Comparator<Long> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    try (SimulatedAccount account = crowd.account()) {
      int number = 0;
      for (TimeRanges ranges : rowRanges()) {
        int offset = number % 4 * 7;
        int limit = 5 + number++ % 3 * 20;
        List<@Nullable Long> expected =
            inside(crowd, ranges).stream()
                .map(customer -> (Instant) customer.get(CustomerField.FIRST_SEEN))
                .map(time -> time == null ? null : (Long) time.toEpochMilli())
                .sorted(Comparator.nullsLast(order))
                .skip(offset)
                .limit(limit)
                .toList();
        assertThat(
                direct(account)
                    .rows(
                        request(
                            ranges,
                            new RowOrder(CustomerColumns.FIRST_SEEN, descending, false),
                            offset,
                            limit))
                    .stream()
                    .map(row -> row[1]))
            .as(ranges.toString())
            .isEqualTo(expected);
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  /** In one reading, where what is found for one range serves the next. */
  @Test
  void rangesOfTwoSearchesAreCountedApart() {
    TimeRange range = range(BEGIN + 100 * DAY, BEGIN + 400 * DAY);
    try (SimulatedAccount account = Crowd.EVEN.account()) {
      List<Long> counts =
          new CountReader(direct(account).reader)
              .counting(
                  Execution.unbounded(),
                  all ->
                      Stream.of(Search.ALL, byId(Operator.GT, 1_000))
                          .map(one -> all.of(new CountTerm(one, range, List.of())))
                          .toList());
      assertThat(counts).containsExactly(300L, 99L);
    }
  }

  @Test
  void aRangeHoldsItsFirstSecondAndNotTheOneBehindItsLast() {
    TimeRange range = range(10, 20);
    assertThat(LongStream.of(9_999, 10_000, 19_999, 20_000).filter(range::contains))
        .containsExactly(10_000L, 19_999L);
    assertThat(LongStream.of(9_999, 10_000).filter(at -> range.isAhead(at, false)))
        .containsExactly(9_999L);
    assertThat(LongStream.of(19_999, 20_000).filter(at -> range.isAhead(at, true)))
        .containsExactly(20_000L);
  }

  /** Where times end is told by the pages, whatever {@code lastSeen} makes of it. */
  @ParameterizedTest
  @CsvSource({
    "40, 0, NULLS_LAST, 23",
    "40, 0, NULLS_FIRST, 24",
    "45, 20, NULLS_LAST, 25",
    "45, 20, NULLS_FIRST, 23",
    "3, 30, NULLS_LAST, 22",
    "3, 30, NULLS_FIRST, 20",
    "90, 89, NULLS_LAST, 16",
    "90, 89, NULLS_FIRST, 14"
  })
  void thoseWithoutATime(int without, int unseen, Quirk nulls, int most) {
    List<DemoCustomer> customers =
        IntStream.range(0, COUNT)
            .mapToObj(
                i ->
                    Crowd.EVEN
                        .customers
                        .get(i)
                        .with(CustomerField.FIRST_SEEN, time(i, i * 37 % 100 >= without))
                        .with(CustomerField.LAST_SEEN, time(i, i * 37 % 100 >= unseen)))
            .toList();
    Search some = byId(Operator.GT, 1_000);
    try (SimulatedAccount account =
        SimulatedAccount.builder().customers(customers).behaviour(Behaviour.of(nulls)).start()) {
      ReadFixture fixture = direct(account);
      for (Search search : List.of(Search.ALL, some, Search.ALL, some)) {
        long expected =
            customers.stream()
                .filter(customer -> search.equals(Search.ALL) || customer.id() > 1_000)
                .filter(customer -> customer.get(CustomerField.FIRST_SEEN) != null)
                .count();
        assertThat(count(fixture, search, TimeRange.everything(CustomerColumns.FIRST_SEEN)))
            .isEqualTo(expected);
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  private static @Nullable Instant time(int i, boolean isSeen) {
    return isSeen ? Instant.ofEpochSecond(BEGIN + DAY * i) : null;
  }

  private static Search byId(Operator operator, long id) {
    return Search.ALL.withFilters(
        List.of(new SearchFilter(CustomerColumns.ID, operator, id)), Comparison.AND);
  }

  /** The first rows by id, of all and behind some id. */
  @ParameterizedTest
  @CsvSource({
    "EVEN, false, 191",
    "EVEN, true, 191",
    "GROWING, false, 190",
    "GROWING, true, 364",
    "TIED, false, 204",
    "TIED, true, 358",
    "CLUMPED, false, 191",
    "CLUMPED, true, 191"
  })
  void rowsById(Crowd crowd, boolean descending, int most) {
    List<Long> ids =
        crowd.customers.stream()
            .map(DemoCustomer::id)
            .sorted(descending ? Comparator.reverseOrder() : Comparator.naturalOrder())
            .toList();
    RowOrder order = new RowOrder(CustomerColumns.ID, descending, false);
    try (SimulatedAccount account = crowd.account()) {
      for (int limit : new int[] {1, 6, 10, 45}) {
        for (int from : new int[] {0, 333, 700}) {
          long id = ids.get(from);
          Operator behind = descending ? Operator.LT : Operator.GT;
          Operator at = descending ? Operator.LE : Operator.GE;
          assertThat(direct(account).ids(ReadFixture.request(Search.ALL, order, from / 10, limit)))
              .isEqualTo(ids.stream().skip(from / 10).limit(limit).toList());
          assertThat(direct(account).ids(ReadFixture.request(byId(behind, id), order, 0, limit)))
              .isEqualTo(ids.stream().skip(from + 1).limit(limit).toList());
          assertThat(direct(account).ids(ReadFixture.request(byId(at, id), order, 3, limit)))
              .isEqualTo(ids.stream().skip(from + 3).limit(limit).toList());
        }
      }
      assertThat(account.requests().size()).isLessThanOrEqualTo(most);
    }
  }

  private static ReadFixture direct(SimulatedAccount account) {
    return ReadFixture.direct(account, Consistency.WARN);
  }

  /** The same questions of a service that has other ways: right, whatever they take. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "NULLS_LOW",
        "NULLS_FIRST",
        "NULLS_LAST",
        "TIES_SHUFFLED",
        "SORT_IGNORED",
        "DEFAULT_ORDER_RANDOM",
        "LIMIT_CLAMPED",
        "TOTAL_MISSING",
        "TOTAL_UNDER_META",
        "TOTAL_TOO_LOW",
        "TOTAL_TOO_HIGH",
        "TOTAL_CAPPED",
        "DEEP_OFFSET_EMPTY",
        "DEEP_OFFSET_CLAMPED"
      })
  void whateverTheServiceIsLike(Quirk quirk) {
    for (Crowd crowd : List.of(Crowd.GROWING, Crowd.TIED)) {
      try (SimulatedAccount account =
          SimulatedAccount.builder()
              .customers(crowd.customers)
              .behaviour(Behaviour.of(quirk).withReach(500))
              .start()) {
        for (int i = 0; i < 30; i += 3) {
          ReadFixture fixture = ReadFixture.direct(account, Consistency.STRICT);
          TimeRanges ranges = rowRanges().get(i);
          List<Long> inside = inside(crowd, ranges).stream().map(DemoCustomer::id).toList();
          TimeRange first = ranges.ranges().get(0);
          Long counts =
              new CountReader(fixture.reader)
                  .counting(
                      Execution.unbounded(),
                      all -> all.of(new CountTerm(Search.ALL, first, List.of())));
          if (counts != null) {
            assertThat(counts)
                .as(first.toString())
                .isEqualTo(LongStream.of(crowd.times()).filter(at -> holds(first, at)).count());
          }
          assertThat(fixture.ids(request(ranges, null, 0, ReadRequest.NO_LIMIT)))
              .as(ranges.toString())
              .containsExactlyInAnyOrderElementsOf(inside);
        }
        RowOrder order = new RowOrder(CustomerColumns.ID, false, false);
        List<Long> ids = crowd.customers.stream().map(DemoCustomer::id).sorted().toList();
        for (int limit : new int[] {1, 9, 10, 45, 1_000}) {
          assertThat(
                  ReadFixture.direct(account, Consistency.STRICT)
                      .ids(ReadFixture.request(Search.ALL, order, limit / 2, limit)))
              .isEqualTo(ids.stream().skip(limit / 2).limit(limit).toList());
        }
      }
    }
  }
}
