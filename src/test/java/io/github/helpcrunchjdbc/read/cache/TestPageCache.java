package io.github.helpcrunchjdbc.read.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.Churn;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long answers are kept, and that they are whole. */
class TestPageCache {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 430);
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final RowOrder LAST_SEEN = new RowOrder(CustomerColumns.LAST_SEEN, true, false);

  private static final long TTL = Duration.ofSeconds(60).toNanos();

  private final AtomicLong clock = new AtomicLong();
  private final PageCache cache = new PageCache(new AnswerStore(), clock::get);
  private @Nullable SimulatedAccount account;

  @AfterEach
  void close() {
    if (account != null) {
      account.close();
    }
  }

  private SimulatedAccount start(Behaviour behaviour, @Nullable Churn churn) {
    SimulatedAccount.Builder builder =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .behaviour(behaviour)
            .apiKey("page-cache-" + KEYS.incrementAndGet());
    account = churn == null ? builder.start() : builder.beforeEach(churn).start();
    return account;
  }

  private CustomerReader reader(SimulatedAccount service, int seconds) {
    ReadFixture fixture = new ReadFixture(service);
    AnswerCache memory = new AnswerCache(cache, Duration.ofSeconds(seconds).toNanos());
    return new CustomerReader(
        timed(PageSource.of(() -> fixture.client, fixture.facts)),
        ReadFixture.settings(100, Consistency.WARN),
        memory);
  }

  /** The same pages, which come at the time that the test's clock shows. */
  private PageSource timed(PageSource pages) {
    return new PageSource() {
      @Override
      public CompletableFuture<Page> searchAsync(PageFetch asked) {
        return pages.searchAsync(asked).thenApply(page -> page.between(clock.get(), clock.get()));
      }

      @Override
      public int concurrency() {
        return pages.concurrency();
      }

      @Override
      public ReadFacts facts() {
        return pages.facts();
      }
    };
  }

  private static ReadRequest all(@Nullable RowOrder order, long limit) {
    return ReadFixture.request(Search.ALL, order, 0, limit);
  }

  private static List<Long> ids(CustomerReader reader, ReadRequest request, Execution execution) {
    List<Long> ids = new ArrayList<>();
    try (RowSource rows = reader.open(request, execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        ids.add((Long) row[0]);
      }
    }
    return ids;
  }

  private static long requests(CustomerReader reader, ReadRequest request) {
    Execution execution = Execution.unbounded();
    ids(reader, request, execution);
    return execution.statistics().requests();
  }

  @ParameterizedTest
  @ValueSource(longs = {20, ReadRequest.NO_LIMIT})
  void goesWhenItIsAsOldAsThat(long limit) {
    CustomerReader reader = reader(start(Behaviour.PLAIN, null), 600);
    ReadRequest request = all(LAST_SEEN, limit);
    assertThat(requests(reader, request)).isPositive();
    clock.set(Duration.ofSeconds(500).toNanos());
    assertThat(requests(reader, request)).isZero();
    clock.set(Duration.ofSeconds(600).toNanos());
    assertThat(requests(reader, request)).isPositive();
  }

  @Test
  void eachConnectionHasItsOwnPatience() {
    SimulatedAccount service = start(Behaviour.PLAIN, null);
    CustomerReader patient = reader(service, 600);
    CustomerReader impatient = reader(service, 10);
    ReadRequest request = all(LAST_SEEN, 20);
    assertThat(requests(impatient, request)).isPositive();
    clock.set(Duration.ofSeconds(11).toNanos());
    assertThat(requests(patient, request)).isZero();
    assertThat(requests(impatient, request)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TIES_SHUFFLED",
        "NULLS_FIRST",
        "NULLS_LAST",
        "SORT_IGNORED",
        "LIMIT_CLAMPED",
        "TOTAL_MISSING",
        "TOTAL_TOO_LOW",
        "TOTAL_TOO_HIGH",
        "MISSING_FILTER_REJECTED",
        "NULLS_LEFT_OUT"
      })
  void whatIsKeptIsWhatWasRead(Quirk quirk) {
    CustomerReader reader = reader(start(Behaviour.of(quirk), null), 600);
    for (ReadRequest request :
        List.of(
            all(LAST_SEEN, 150),
            all(LAST_SEEN, 20),
            all(null, 30),
            all(null, ReadRequest.NO_LIMIT),
            all(LAST_SEEN, ReadRequest.NO_LIMIT))) {
      List<Long> first = ids(reader, request, Execution.unbounded());
      List<Long> second = ids(reader, request, Execution.unbounded());
      assertThat(second).doesNotHaveDuplicates().hasSameSizeAs(first);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoIsThereThroughoutIsInEveryAnswer(long seed) {
    Churn churn = new Churn(seed, NOW.plusSeconds(60), 3, 3, 3);
    SimulatedAccount service = start(Behaviour.PLAIN, churn);
    CustomerReader reader = reader(service, 600);
    for (int round = 0; round < 6; round++) {
      ReadRequest request =
          round % 2 == 0
              ? all(LAST_SEEN, 40L * (round + 1))
              : all(round == 1 ? LAST_SEEN : null, ReadRequest.NO_LIMIT);
      Execution execution = Execution.unbounded();
      List<Long> ids = ids(reader, request, execution);
      assertThat(ids).doesNotHaveDuplicates();
      if (round % 2 == 1) {
        Set<Long> expected = new HashSet<>();
        CUSTOMERS.forEach(customer -> expected.add(customer.id()));
        expected.removeAll(churn.changedIds());
        assertThat(ids).containsAll(expected);
        // What may have a flaw is not kept, or the flaw would be too.
        assertThat(execution.warnings().isEmpty() || execution.statistics().requests() > 0)
            .isTrue();
      }
    }
  }

  @Test
  void whoMovesIntoAKeptPageIsNotLost() {
    SimulatedAccount service = start(Behaviour.PLAIN, null);
    CustomerReader reader = reader(service, 600);
    ids(reader, all(LAST_SEEN, 100), Execution.unbounded());
    // Those of the first page go; who stood on the second has moved to the first.
    List<Long> front = ids(reader, all(LAST_SEEN, 100), Execution.unbounded());
    front.forEach(id -> service.customers().delete(id));
    Set<Long> left = new HashSet<>();
    service.customers().all().stream()
        .filter(customer -> customer.get(CustomerField.LAST_SEEN) != null)
        .forEach(customer -> left.add(customer.id()));
    // The kept page may show who has gone since; nobody who is there may be missing.
    assertThat(ids(reader, all(LAST_SEEN, left.size() + front.size()), Execution.unbounded()))
        .containsAll(left);
  }

  /** A page that is read twice takes its own place: it is kept once, and counted once. */
  @Test
  void aPageThatComesTwiceIsCountedOnce() {
    ByteBuffer body = ByteBuffer.allocateDirect((int) (AnswerStore.mostBytesOfOne() / 3 * 2));
    Page page = new Page(List.of(), 0, List.of(), body, clock.get(), clock.get());
    PageRecorder recorder = new PageRecorder(cache, TTL);
    for (int i = 0; i < 2; i++) {
      recorder.taken(new PageRequest(Search.ALL, 0, 100), page, List.of());
    }
    recorder.completed(Search.ALL);
    assertThat(cache.whole(Search.ALL, TTL)).isNotNull();
    recorder.taken(new PageRequest(Search.ALL, 100, 100), page, List.of());
    assertThat(cache.whole(Search.ALL, TTL)).isNull();
  }

  private Page page(long askedAt) {
    ByteBuffer body = ByteBuffer.allocate(10);
    return new Page(List.of(), 3, List.of(), body, askedAt, askedAt);
  }

  /** A row that is looked at in the middle of a scan is not all that stands there. */
  @Test
  void aPartOfAPageDoesNotTakeItsPlace() {
    PageRecorder recorder = new PageRecorder(cache, TTL);
    recorder.taken(new PageRequest(Search.ALL, 0, 100), page(0), List.of(1L, 2L, 3L));
    recorder.taken(new PageRequest(Search.ALL, 0, 1), page(0), List.of(1L));
    assertThat(cache.page(new PageRequest(Search.ALL, 0, 100), TTL)).isNotNull();
    recorder.completed(Search.ALL);
    CachedAnswer whole = cache.whole(Search.ALL, TTL);
    assertThat(whole).isNotNull();
    assertThat(whole.pages()).extracting(CachedPage::limit).containsExactly(100);
  }

  @Test
  void ofTwoPagesThatShowACustomerTheOneAskedForLaterCounts() {
    PageRequest request = new PageRequest(Search.ALL, 0, 100);
    new PageRecorder(cache, TTL).taken(request, page(20), List.of(1L));
    PageRequest other = new PageRequest(Search.ALL, 1, 100);
    new PageRecorder(cache, TTL).taken(other, page(10), List.of(1L, 2L));
    assertThat(cache.customer(1, TTL)).extracting(CachedAnswer::askedAt).isEqualTo(20L);
    assertThat(cache.customer(2, TTL)).extracting(CachedAnswer::askedAt).isEqualTo(10L);
  }

  /**
   * Whoever still has the pages of a reading that was found to be wrong, asks for customers anew.
   */
  @Test
  void aFlawedReadingShowsNobody() {
    PageRecorder flawed = new PageRecorder(cache, TTL);
    Page page = page(10);
    flawed.taken(new PageRequest(Search.ALL, 0, 100), page, List.of(1L, 2L));
    new PageRecorder(cache, TTL).taken(new PageRequest(Search.ALL, 100, 100), page, List.of(3L));
    CachedAnswer held = cache.customer(1, TTL);
    assertThat(held).isNotNull();
    flawed.flawed();
    assertThat(cache.customer(1, TTL)).isNull();
    assertThat(cache.customer(2, TTL)).isNull();
    assertThat(cache.customer(3, TTL)).isNotNull();
    assertThat(held.pages()).hasSize(1);
  }

  /** What a page from memory counts is what there was when it was asked for. */
  @Test
  void aPageFromMemoryTellsNothingOfNow() {
    SimulatedAccount service = start(Behaviour.PLAIN, null);
    CustomerReader reader = reader(service, 600);
    requests(reader, all(LAST_SEEN, 20));
    service.customers().put(DemoCustomer.of(99_999));
    reader.ask(Search.ALL.withSort(LAST_SEEN.sort()), 0, Execution.unbounded());
    assertThat(reader.knownTotal(Search.ALL)).isEqualTo(431);
    assertThat(requests(reader, all(LAST_SEEN, 20))).isZero();
    assertThat(reader.knownTotal(Search.ALL)).isEqualTo(431);
  }
}
