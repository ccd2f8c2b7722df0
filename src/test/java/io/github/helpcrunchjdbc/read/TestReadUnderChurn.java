package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.testing.Churn;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who exists and matches throughout a reading is in its answer, exactly once. */
@Timeout(300)
class TestReadUnderChurn {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 1_230);
  private static final int SEEDS = Integer.getInteger("read.seeds", 12);

  /** What is read, and who matches it. */
  enum Question {
    UNSORTED(Search.ALL, null),
    FILTERED(
        Search.ALL.withFilters(
            List.of(new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "demo")),
            Comparison.AND),
        null),
    EITHER(
        Search.ALL.withFilters(
            List.of(
                new SearchFilter(CustomerColumns.COUNTRY_CODE, Operator.EQ, "UA"),
                new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "gmail")),
            Comparison.OR),
        null),
    LAST_SEEN_DESC(Search.ALL, new RowOrder(CustomerColumns.LAST_SEEN, true, false)),
    LAST_SEEN_ASC(Search.ALL, new RowOrder(CustomerColumns.LAST_SEEN, false, false)),
    FIRST_SEEN_DESC(Search.ALL, new RowOrder(CustomerColumns.FIRST_SEEN, true, false)),
    FIRST_SEEN_ASC(Search.ALL, new RowOrder(CustomerColumns.FIRST_SEEN, false, true));

    private final Search search;
    private final @Nullable RowOrder order;

    Question(Search search, @Nullable RowOrder order) {
      this.search = search;
      this.order = order;
    }

    Predicate<DemoCustomer> matcher() {
      return switch (this) {
        case FILTERED -> c -> has(c, CustomerField.EMAIL, "demo");
        case EITHER ->
            c ->
                "UA".equals(c.get(CustomerField.COUNTRY_CODE))
                    || has(c, CustomerField.EMAIL, "gmail");
        default -> c -> true;
      };
    }

    private static boolean has(DemoCustomer customer, CustomerField field, String part) {
      return customer.get(field) instanceof String text && text.contains(part);
    }
  }

  private static final Predicate<DemoCustomer> IN_UNION =
      c ->
          Question.has(c, CustomerField.EMAIL, "demo")
              || "UA".equals(c.get(CustomerField.COUNTRY_CODE));

  private static final List<Quirk> QUIRKS =
      List.of(
          Quirk.NULLS_LOW,
          Quirk.NULLS_FIRST,
          Quirk.NULLS_LAST,
          Quirk.TIES_SHUFFLED,
          Quirk.SORT_IGNORED,
          Quirk.DEFAULT_ORDER_RANDOM,
          Quirk.TOTAL_MISSING,
          Quirk.TOTAL_UNDER_META,
          Quirk.TOTAL_TOO_LOW,
          Quirk.TOTAL_TOO_HIGH,
          Quirk.EMPTY_IS_NOT_FOUND,
          Quirk.FRACTIONS_HIDDEN,
          Quirk.FRACTIONS_SHOWN);

  private static Behaviour behaviour(long seed) {
    Random random = new Random(seed);
    Behaviour behaviour = Behaviour.PLAIN.withSeed(seed);
    for (int i = random.nextInt(4); i > 0; i--) {
      behaviour = behaviour.with(QUIRKS.get(random.nextInt(QUIRKS.size())));
    }
    return behaviour;
  }

  private static void check(Question question, long seed, Behaviour behaviour, Churn churn) {
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .behaviour(behaviour)
            .beforeEach(churn)
            .start()) {
      // A total that is wrong and never contradicted is believed, unless nothing is.
      boolean strict = behaviour.has(Quirk.TOTAL_TOO_LOW);
      ReadFixture fixture =
          new ReadFixture(
              account, 1 + (int) (seed % 5), 100, strict ? Consistency.STRICT : Consistency.WARN);
      String what = question + " seed " + seed + " " + behaviour.quirks();
      List<Long> ids;
      try {
        ids =
            fixture.ids(
                ReadFixture.request(question.search, question.order, 0, ReadRequest.NO_LIMIT));
      } catch (HelpCrunchException e) {
        assertThat(e.code()).as(what).isEqualTo(ErrorCode.INCONSISTENT);
        assertThat(strict).as(what).isTrue();
        return;
      }
      assertThat(ids).as(what).doesNotHaveDuplicates();
      Set<Long> missing =
          CUSTOMERS.stream()
              .filter(question.matcher())
              .map(DemoCustomer::id)
              .filter(id -> account.customers().get(id) != null)
              .collect(Collectors.toCollection(HashSet::new));
      missing.removeAll(ids);
      assertThat(missing).as(what + "\n" + account.bodies()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void quiet(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      check(question, seed, behaviour(seed), new Churn(seed, NOW, 0, 0, 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingMoves(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      check(question, seed, Behaviour.PLAIN, new Churn(seed, NOW, 2, 2, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneKindOfMove(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      int kind = (int) (seed % 3);
      Churn churn = new Churn(seed, NOW, kind == 0 ? 1 : 0, kind == 1 ? 1 : 0, kind == 2 ? 3 : 0);
      check(question, seed, Behaviour.PLAIN, churn);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingMovesInOddAccounts(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      check(question, seed, behaviour(seed), new Churn(seed, NOW, 2, 2, 2));
    }
  }

  /** Of two searches whose customers overlap and move from one to the other. */
  private static ReadRequest union(@Nullable RowOrder order, long limit) {
    Search gmail = Question.FILTERED.search;
    Search ukraine =
        Search.ALL.withFilters(
            List.of(new SearchFilter(CustomerColumns.COUNTRY_CODE, Operator.EQ, "UA")),
            Comparison.AND);
    ReadRequest one = ReadFixture.request(gmail, order, 0, limit);
    return new ReadRequest(
        List.of(new SearchPart(gmail, null), new SearchPart(ukraine, null)),
        one.columns(),
        order,
        0,
        limit);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNSORTED", "LAST_SEEN_DESC", "FIRST_SEEN_ASC"})
  void severalSearchesThatMakeUpOneAnswer(Question order) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (SimulatedAccount account =
          SimulatedAccount.builder()
              .customers(CUSTOMERS)
              .beforeEach(new Churn(seed, NOW, 2, 2, 2))
              .start()) {
        ReadFixture fixture = new ReadFixture(account);
        List<Long> ids = fixture.ids(union(order.order, ReadRequest.NO_LIMIT));
        String what = order + " seed " + seed;
        assertThat(ids).as(what).doesNotHaveDuplicates();
        assertThat(ids)
            .as(what)
            .containsAll(
                CUSTOMERS.stream()
                    .filter(IN_UNION)
                    .map(DemoCustomer::id)
                    .filter(id -> account.customers().get(id) != null)
                    .toList());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLimitIsFilledAndInOrder(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      checkLimit(question, seed, Behaviour.PLAIN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLimitIsFilledAndInOrderInOddAccounts(Question question) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      checkLimit(question, seed, behaviour(seed));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNSORTED", "LAST_SEEN_DESC", "LAST_SEEN_ASC", "FIRST_SEEN_ASC"})
  void aLimitOfSeveralSearchesIsFilledAndInOrder(Question order) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      checkLimit(union(order.order, limit(seed)), seed, Behaviour.PLAIN, IN_UNION);
    }
  }

  private static int limit(long seed) {
    return 120 + (int) (seed * 37 % 70) + 100 * (int) (seed % 4);
  }

  private static void checkLimit(Question question, long seed, Behaviour behaviour) {
    ReadRequest request = ReadFixture.request(question.search, question.order, 0, limit(seed));
    checkLimit(request, seed, behaviour, question.matcher());
  }

  private static void checkLimit(
      ReadRequest request, long seed, Behaviour behaviour, Predicate<DemoCustomer> matcher) {
    Churn churn = new Churn(seed, NOW, 2, 2, 2);
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .behaviour(behaviour)
            .beforeEach(churn)
            .start()) {
      boolean strict = seed % 2 == 0;
      ReadFixture fixture =
          new ReadFixture(
              account, 1 + (int) (seed % 5), 100, strict ? Consistency.STRICT : Consistency.WARN);
      List<@Nullable Object[]> rows = fixture.rows(request);
      String what = request + " seed " + seed + " " + behaviour.quirks();
      assertThat(rows.stream().map(row -> row[0])).as(what).doesNotHaveDuplicates();
      assertThat(rows).as(what).hasSize((int) request.limit());
      RowOrder order = request.order();
      if (order != null) {
        int index = order.column().equals(CustomerColumns.FIRST_SEEN) ? 1 : 2;
        if (fixture.execution.warnings().isEmpty()) {
          assertThat(rows).as(what).isSortedAccordingTo(order.comparator(index));
        }
        if (strict) {
          // Others believe until the first change that a change would show.
          assertNobodyLeftOut(what, order, rows, churn, matcher);
        }
      }
    }
  }

  /** Whoever did not change and belongs in front of the last row that did not is in the answer. */
  private static void assertNobodyLeftOut(
      String what,
      RowOrder order,
      List<@Nullable Object[]> rows,
      Churn churn,
      Predicate<DemoCustomer> matcher) {
    boolean first = order.column().equals(CustomerColumns.FIRST_SEEN);
    CustomerField field = first ? CustomerField.FIRST_SEEN : CustomerField.LAST_SEEN;
    int index = first ? 1 : 2;
    Set<Long> given = rows.stream().map(row -> (Long) row[0]).collect(Collectors.toSet());
    List<@Nullable Object[]> unmoved =
        rows.stream().filter(row -> !churn.changedIds().contains((Long) row[0])).toList();
    assertThat(unmoved).as(what).isNotEmpty();
    @Nullable Object[] last = unmoved.get(unmoved.size() - 1);
    List<Long> leftOut =
        CUSTOMERS.stream()
            .filter(matcher)
            .filter(c -> !churn.changedIds().contains(c.id()) && !given.contains(c.id()))
            .filter(
                c -> {
                  @Nullable Object[] row = new @Nullable Object[3];
                  row[index] = c.get(field) instanceof Instant time ? time.toEpochMilli() : null;
                  return order.comparator(index).compare(row, last) < 0;
                })
            .map(DemoCustomer::id)
            .toList();
    assertThat(leftOut).as(what).isEmpty();
  }
}
