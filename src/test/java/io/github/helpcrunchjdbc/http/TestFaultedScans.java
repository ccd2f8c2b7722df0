package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.campaign.Dice;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Scans in the middle of which the service, or the way to it, fails by the dice. What may pass is
 * waited for, so those scans are full; the others are full, told to be short or a typed error.
 * Waits pass in a time of the test's own. {@code -Dfaults.runs} and {@code -Dfaults.seed} make the
 * row longer or another one.
 */
class TestFaultedScans {
  private static final Logger LOG = Logger.getLogger(TestFaultedScans.class.getName());
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 700);

  /** As a timeout of the statement: a scan that hangs ends by it. */
  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Longer than all waits of a scan: where one request waits, time jumps for all. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** In one scan; an answer that is no JSON is asked for again so often. */
  private static final int MOST_FAULTS = 6;

  private static final List<Failure> PASSING =
      List.of(
          Failure.status(408),
          Failure.status(425),
          Failure.status(429),
          Failure.tooManyRequests("10"),
          Failure.status(500),
          Failure.status(502),
          Failure.status(503),
          new Failure.Dropped(),
          new Failure.CutBody(),
          new Failure.CutJson(),
          Failure.garbage(),
          Failure.answer(206, "{\"data\":[],\"total\":0}"),
          Failure.answer(200, ""),
          Failure.answer(200, "{}"));

  private static final List<Failure> OF_AN_OFFSET =
      List.of(Failure.status(400), Failure.status(404), Failure.status(422));

  private static final List<Failure> LASTING =
      List.of(
          Failure.status(400),
          Failure.status(401),
          Failure.status(403),
          Failure.status(404),
          Failure.status(405),
          Failure.status(422),
          Failure.status(407),
          Failure.status(302),
          Failure.answer(200, "{\"errors\":[{\"code\":\"oops\",\"message\":\"-\"}]}"),
          new Failure.Hang(),
          new Failure.HangInBody());

  private static final Set<ErrorCode> TYPED =
      EnumSet.of(
          ErrorCode.SERVER_ERROR,
          ErrorCode.CONNECTION_LOST,
          ErrorCode.BROKEN_ANSWER,
          ErrorCode.RATE_LIMITED,
          ErrorCode.NOT_FOUND,
          ErrorCode.REFUSED,
          ErrorCode.NOT_AUTHORIZED,
          ErrorCode.BAD_REQUEST,
          ErrorCode.SEARCH_REFUSED,
          ErrorCode.INCONSISTENT);

  private static final List<@Nullable RowOrder> ORDERS = new ArrayList<>();

  static {
    ORDERS.add(null);
    ORDERS.add(new RowOrder(CustomerColumns.LAST_SEEN, true, false));
    ORDERS.add(new RowOrder(CustomerColumns.FIRST_SEEN, false, true));
    ORDERS.add(new RowOrder(CustomerColumns.ID, false, false));
  }

  /** So many requests fail in one way once so many rows have come. */
  private record Burst(int row, int count, Failure failure) {
    static Burst of(Dice dice, List<Failure> kinds) {
      Failure failure = dice.pick(kinds);
      boolean isSilence = failure instanceof Failure.Hang || failure instanceof Failure.HangInBody;
      return new Burst(
          dice.below(CUSTOMERS.size()), isSilence ? 1 : dice.pick(1, 1, 2, 3), failure);
    }
  }

  /** One scan. */
  private record Scan(
      int customers,
      int pageSize,
      int concurrency,
      Consistency consistency,
      @Nullable RowOrder order,
      List<Burst> bursts,
      boolean passes) {
    static Scan of(Dice dice) {
      boolean passes = dice.chance(75);
      List<Burst> bursts = new ArrayList<>();
      bursts.add(Burst.of(dice, passes ? PASSING : LASTING));
      if (dice.chance(60)) {
        bursts.add(Burst.of(dice, PASSING));
      }
      return new Scan(
          dice.below(CUSTOMERS.size()),
          dice.pick(100, 100, 37),
          dice.between(1, 4),
          dice.pick(Consistency.WARN, Consistency.WARN, Consistency.STRICT),
          dice.pick(ORDERS),
          bursts,
          passes);
    }

    /** How it ended: full, told, or the code of the error. */
    String run() {
      List<Long> ids = new ArrayList<>();
      JumpingTime time = new JumpingTime();
      try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS.subList(0, customers))) {
        String end = read(account, time, ids);
        assertThat(new HashSet<>(ids).size()).as(toString()).isEqualTo(ids.size());
        assertThat(account.requests().size()).as(toString()).isLessThan(100);
        assertThat(Duration.ofNanos(time.nanoTime())).as(toString()).isLessThan(PATIENCE);
        return end;
      }
    }

    private String read(SimulatedAccount account, JumpingTime time, List<Long> ids) {
      Execution execution = Execution.of(0, 0, BOUND.toNanos());
      try (RowSource rows = reader(account, time).open(request(), execution)) {
        for (@Nullable Object[] row = next(rows, account, 0); row != null; ) {
          ids.add((Long) row[0]);
          row = next(rows, account, ids.size());
        }
      } catch (HelpCrunchException e) {
        assertThat(TYPED).as(this + " ended in " + e).contains(e.code());
        assertThat(passes).as(this + " ended in " + e).isFalse();
        return e.code().name();
      }
      boolean isTold = !passes && !execution.warnings().isEmpty();
      if (isTold && ids.size() < customers) {
        // Of a status that may mean the offset, what comes of it is told.
        assertThat(bursts.get(0).failure()).as(toString()).isIn(OF_AN_OFFSET);
        return "told";
      }
      assertThat(ids.size()).as(toString()).isEqualTo(customers);
      return "full";
    }

    private @Nullable Object @Nullable [] next(RowSource rows, SimulatedAccount account, int row) {
      for (Burst burst : bursts) {
        if (burst.row() == row) {
          account.failNext(burst.count(), burst.failure());
        }
      }
      return rows.next();
    }

    private ReadRequest request() {
      return new ReadRequest(
          List.of(new SearchPart(Search.ALL, null)),
          List.of(CustomerColumns.ID, CustomerColumns.FIRST_SEEN, CustomerColumns.LAST_SEEN),
          order,
          0,
          ReadRequest.NO_LIMIT);
    }

    private CustomerReader reader(SimulatedAccount account, JumpingTime time) {
      ClientSettings settings =
          new ClientSettings(
              URI.create(account.baseUrl()),
              new ApiKey(account.apiKey()),
              0,
              concurrency,
              Duration.ofSeconds(10),
              passes ? Duration.ofSeconds(30) : Duration.ofMillis(300),
              Duration.ofSeconds(60),
              MOST_FAULTS,
              PATIENCE,
              false,
              null,
              null);
      CustomerClient client =
          new CustomerClient(
              ClientParts.of(
                  settings,
                  new ServiceAccess(new Quota(time, () -> 0.5, HostQuota.NONE)),
                  SharedHttp.client(settings, null),
                  time,
                  () -> 0.5));
      return new CustomerReader(
          PageSource.of(() -> client, new ReadFacts()),
          ReadFixture.settings(pageSize, consistency),
          null);
    }
  }

  @Test
  void isFullOrATypedError() {
    long seed = Long.getLong("faults.seed", 20_261_126L);
    int runs = Integer.getInteger("faults.runs", 500);
    Map<String, Integer> ends = new TreeMap<>();
    for (int number = 0; number < runs; number++) {
      Scan scan = Scan.of(new Dice(seed * 1_000_003 + number));
      ends.merge(scan.run(), 1, Integer::sum);
    }
    LOG.info(() -> "seed " + seed + ": " + ends);
    // Of few runs there may be less: which of several requests meets a fault hangs on threads.
    assertThat(ends).containsKey("full").hasSizeGreaterThan(3);
  }
}
