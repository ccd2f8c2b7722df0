package io.github.helpcrunchjdbc.http.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.StrictServer;
import io.github.helpcrunchjdbc.http.VirtualTime;
import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestQuota {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Execution UNBOUNDED = Execution.unbounded();

  private final VirtualTime time = new VirtualTime();
  private final Quota quota = new Quota(time, () -> 0.5, HostQuota.NONE);

  @ParameterizedTest
  @CsvSource({"4,150", "4,0", "1,150", "8,450", "120,1000", "1,480"})
  void neverMoreThanTheServerTakes(int inFlight, long latencyMillis) {
    StrictServer server = new StrictServer(time, 120);
    ConnectionLimit limit = limit(120, inFlight, false);
    long latency = latencyMillis * 1_000_000;
    int requests = 360;
    long[] end = {0};
    for (int i = 0; i < requests; i++) {
      acquire(limit, Priority.NOW)
          .thenAccept(
              permit ->
                  time.schedule(
                      () -> {
                        server.request();
                        time.schedule(
                            () -> {
                              end[0] = time.elapsed();
                              permit.end();
                            },
                            latency - latency / 3);
                      },
                      latency / 3));
    }
    while (time.step()) {}
    assertThat(server.accepted()).isEqualTo(requests);
    assertThat(server.refused()).isZero();
    // Three minutes' worth need two full minutes, then what the last can send at once.
    long paced = (requests / inFlight) * latency;
    long lastMinute = Math.max(latency, (120 / inFlight) * latency);
    long least = Math.max(paced, 120 * SECOND + lastMinute);
    assertThat((double) end[0] / least).isBetween(1.0, 1.02);
  }

  @Test
  void withoutBoundNothingWaits() {
    ConnectionLimit limit = limit(0, 1000, false);
    for (int i = 0; i < 1000; i++) {
      assertThat(acquire(limit, Priority.NOW)).isCompleted();
    }
  }

  /** Or isValid would believe for ever what the last request of a full minute has shown. */
  @Test
  void aQuietMinuteFreesWhatAFullOneHeld() {
    ConnectionLimit limit = limit(1, 10, false);
    granted(acquire(limit, Priority.NOW)).end();
    assertThat(quota.isFree(limit)).isFalse();
    time.advance(100 * SECOND);
    assertThat(quota.isFree(limit)).isTrue();
  }

  @Test
  void aMinuteThatAnotherProgramHasUsedIsSeenBeforeItIsAskedFor() {
    long wait = 30 * SECOND;
    Quota shared = new Quota(time, () -> 0.5, fullFor(wait));
    ConnectionLimit limit = limit(120, 10, true);
    assertThat(shared.isFree(limit)).isFalse();
    assertThat(shared.state(limit)).isEqualTo(new QuotaState(120, 0, 0, wait, 0, false));
    assertTimeout(
        shared.acquire(limit, Priority.NOW, 0, Execution.of(0, 0, wait - 1)::remainingNanos),
        "quota of 120 requests a minute");
    assertThat(shared.isFree(limit(120, 10, false))).isTrue();
    assertThat(shared.isFree(limit(0, 10, true))).isTrue();
  }

  @Test
  void whoSharesWithOtherProgramsHoldsUpNobodyWhoDoesNot() {
    Quota shared = new Quota(time, () -> 0.5, fullFor(30 * SECOND));
    CompletableFuture<Permit> waiting =
        shared.acquire(limit(120, 10, true), Priority.NOW, 0, UNBOUNDED::remainingNanos);
    CompletableFuture<Permit> alone =
        shared.acquire(limit(120, 10, false), Priority.NOW, 1, UNBOUNDED::remainingNanos);
    assertThat(waiting).isNotDone();
    assertThat(alone).isCompleted();
  }

  /** A minute that another program has used. */
  private static HostQuota fullFor(long nanos) {
    return new HostQuota() {
      @Override
      public long take(int requestsPerMinute) {
        return nanos;
      }

      @Override
      public Room room(int requestsPerMinute) {
        return new Room(nanos, 0);
      }
    };
  }

  @Test
  void whatOtherProgramsHaveSentIsUsedToo() {
    AtomicInteger looks = new AtomicInteger();
    HostQuota ofTen =
        new HostQuota() {
          @Override
          public Room room(int requestsPerMinute) {
            looks.incrementAndGet();
            return new Room(0, 10);
          }
        };
    Quota shared = new Quota(time, () -> 0.5, ofTen);
    QuotaState sharing = shared.state(limit(50, 10, true));
    // Each look locks a file.
    assertThat(looks).hasValue(1);
    assertThat(sharing.used()).isEqualTo(10);
    assertThat(sharing.free()).isEqualTo(40);
    QuotaState alone = shared.state(limit(50, 10, false));
    assertThat(alone.used()).isZero();
    assertThat(alone.free()).isEqualTo(50);
  }

  @Test
  void slotIsTakenUntilAMinuteAfterTheAnswer() {
    ConnectionLimit limit = limit(1, 10, false);
    Permit permit = granted(acquire(limit, Priority.NOW));
    CompletableFuture<Permit> second = acquire(limit, Priority.NOW);
    time.advance(500 * SECOND);
    assertThat(second).isNotDone();
    permit.end();
    time.advance(60 * SECOND);
    assertThat(second).isNotDone();
    time.advance(SECOND);
    assertThat(second).isCompleted();
  }

  @Test
  void permitGivenBackDoesNotCount() {
    ConnectionLimit limit = limit(1, 1, false);
    Permit permit = granted(acquire(limit, Priority.NOW));
    CompletableFuture<Permit> second = acquire(limit, Priority.NOW);
    permit.giveBack();
    permit.end();
    assertThat(second).isCompleted();
  }

  @Test
  void urgentGoesFirstThenOrderOfArrival() {
    ConnectionLimit limit = limit(120, 1, false);
    List<String> order = new ArrayList<>();
    Permit first = granted(acquire(limit, Priority.NOW));
    long retried = quota.nextPlace();
    for (String name : List.of("ahead 1", "ahead 2")) {
      acquire(limit, Priority.READ_AHEAD).thenAccept(permit -> note(order, name, permit));
    }
    for (String name : List.of("now 1", "now 2")) {
      acquire(limit, Priority.NOW).thenAccept(permit -> note(order, name, permit));
    }
    quota
        .acquire(limit, Priority.NOW, retried, UNBOUNDED::remainingNanos)
        .thenAccept(permit -> note(order, "sent again", permit));
    first.end();
    assertThat(order).containsExactly("sent again", "now 1", "now 2", "ahead 1", "ahead 2");
  }

  private static void note(List<String> order, String name, Permit permit) {
    order.add(name);
    permit.end();
  }

  @Test
  void aFullConnectionDoesNotHoldUpAnother() {
    ConnectionLimit full = limit(120, 1, false);
    ConnectionLimit other = limit(120, 1, false);
    assertThat(acquire(full, Priority.NOW)).isCompleted();
    assertThat(acquire(full, Priority.NOW)).isNotDone();
    assertThat(acquire(other, Priority.READ_AHEAD)).isCompleted();
  }

  @Test
  void connectionsShareTheMinute() {
    ConnectionLimit one = limit(3, 10, false);
    ConnectionLimit other = limit(3, 10, false);
    assertThat(acquire(one, Priority.NOW)).isCompleted();
    assertThat(acquire(other, Priority.NOW)).isCompleted();
    assertThat(acquire(one, Priority.NOW)).isCompleted();
    assertThat(acquire(other, Priority.NOW)).isNotDone();
  }

  @Test
  void whoHasUsedUpALowBoundHoldsUpNobodyElse() {
    ConnectionLimit low = limit(1, 10, false);
    ConnectionLimit high = limit(5, 10, false);
    granted(acquire(low, Priority.NOW)).end();
    CompletableFuture<Permit> waiting = acquire(low, Priority.NOW);
    for (int i = 0; i < 4; i++) {
      assertThat(acquire(high, Priority.READ_AHEAD)).isCompleted();
    }
    // The key's minute is full: five requests of both.
    assertThat(acquire(high, Priority.NOW)).isNotDone();
    assertThat(waiting).isNotDone();
    time.advance(61 * SECOND);
    assertThat(waiting).isCompleted();
  }

  @Test
  void aLowBoundCountsItsOwnRequestsOnly() {
    ConnectionLimit low = limit(1, 10, false);
    ConnectionLimit high = limit(5, 10, false);
    for (int i = 0; i < 4; i++) {
      granted(acquire(high, Priority.NOW)).end();
    }
    assertThat(acquire(low, Priority.NOW)).isCompleted();
    assertThat(acquire(low, Priority.NOW)).isNotDone();
  }

  @Test
  void cancelledWaiterLeavesTheQueue() {
    ConnectionLimit limit = limit(120, 1, false);
    Permit permit = granted(acquire(limit, Priority.NOW));
    CompletableFuture<Permit> second = acquire(limit, Priority.NOW);
    CompletableFuture<Permit> third = acquire(limit, Priority.NOW);
    second.cancel(false);
    permit.end();
    assertThat(third).isCompleted();
  }

  @Test
  void waitBeyondTheTimeoutFailsAtOnce() {
    ConnectionLimit limit = limit(2, 10, false);
    granted(acquire(limit, Priority.NOW)).end();
    time.advance(30 * SECOND);
    granted(acquire(limit, Priority.NOW)).end();
    assertThat(acquire(limit, Execution.of(0, 0, 40 * SECOND))).isNotDone();
    // The second in the queue needs the second slot, which is free in a minute.
    assertTimeout(acquire(limit, Execution.of(0, 0, 40 * SECOND)), "quota of 2 requests a minute");
    assertThat(acquire(limit, Execution.of(0, 0, 70 * SECOND))).isNotDone();
  }

  @Test
  void waitOnRequestsInFlightIsAtLeastAMinute() {
    ConnectionLimit limit = limit(1, 10, false);
    assertThat(acquire(limit, Priority.NOW)).isCompleted();
    assertTimeout(acquire(limit, Execution.of(0, 0, 59 * SECOND)), "quota of 1 requests a minute");
    assertThat(acquire(limit, Execution.of(0, 0, 100 * SECOND))).isNotDone();
  }

  @Test
  void tooManyRequestsPausesTheAccountOnce() {
    ConnectionLimit limit = limit(120, 4, false);
    List<Permit> flight = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      flight.add(granted(acquire(limit, Priority.NOW)));
    }
    time.advance(SECOND / 10);
    for (Permit permit : flight) {
      quota.rateLimited(permit, tooMany(null));
      permit.end();
    }
    CompletableFuture<Permit> probe = acquire(limit(120, 4, false), Priority.NOW);
    CompletableFuture<Permit> next = acquire(limit, Priority.NOW);
    time.advance(2 * SECOND - 1);
    assertThat(probe).isNotDone();
    assertThat(quota.state(limit)).isEqualTo(new QuotaState(120, 4, 0, 1, 1, true));
    time.advance(1);
    assertThat(probe).isCompleted();
    // It is known what is waited for, not how long: until the one on its way is answered.
    assertThat(quota.state(limit)).isEqualTo(new QuotaState(120, 5, 0, 0, 0, true));
    // One at a time until the service is content again.
    time.advance(10 * SECOND);
    assertThat(next).isNotDone();
    // The four of before were one strike, so that this is the second.
    quota.rateLimited(granted(probe), tooMany(null));
    granted(probe).end();
    time.advance(5 * SECOND - 1);
    assertThat(next).isNotDone();
    time.advance(1);
    assertThat(next).isCompleted();
    CompletableFuture<Permit> last = acquire(limit, Priority.NOW);
    time.advance(10 * SECOND);
    assertThat(last).isNotDone();
    quota.succeeded(granted(next));
    granted(next).end();
    assertThat(last).isCompleted();
  }

  @Test
  void pausesGrowAndRecoveryIsGradual() {
    ConnectionLimit limit = limit(120, 4, false);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Permit permit = granted(acquire(limit, Priority.NOW));
      long before = time.elapsed();
      quota.rateLimited(permit, tooMany(null));
      permit.end();
      CompletableFuture<Permit> next = acquire(limit, Priority.NOW);
      while (!next.isDone()) {
        assertThat(time.step()).isTrue();
      }
      pauses.add((time.elapsed() - before) / SECOND);
      time.advance(SECOND);
      granted(next).giveBack();
    }
    assertThat(pauses).containsExactly(2L, 5L, 10L);

    List<Long> sent = new ArrayList<>();
    List<Boolean> slowed = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      acquire(limit, Priority.NOW)
          .thenAccept(
              permit -> {
                sent.add(time.elapsed());
                quota.succeeded(permit);
                permit.end();
                QuotaState state = quota.state(limit);
                slowed.add(state.slowed());
                assertThat(state.free() > 0).isEqualTo(!state.slowed());
                assertThat(state.nanosUntilNext() > 0).isEqualTo(state.slowed());
              });
    }
    while (time.step()) {}
    assertThat(sent).hasSize(60);
    assertThat(slowed.subList(11, 30)).containsOnly(true);
    assertThat(slowed.get(59)).isFalse();
    // What was granted before may go at once, then one after another, ever sooner.
    long widest = sent.get(12) - sent.get(11);
    long later = sent.get(30) - sent.get(29);
    assertThat(widest).isBetween(SECOND / 2, SECOND);
    assertThat(later).isLessThan(widest / 3);
    assertThat(sent.get(59) - sent.get(58)).isZero();
  }

  @Test
  void retryAfterIsHonouredAndEndsStatementsThatCannotWait() {
    ConnectionLimit limit = limit(120, 1, false);
    Permit permit = granted(acquire(limit, Priority.NOW));
    CompletableFuture<Permit> waiting = acquire(limit, Execution.of(0, 0, 70 * SECOND));
    CompletableFuture<Permit> patient = acquire(limit, Execution.of(0, 0, 900 * SECOND));
    quota.rateLimited(permit, tooMany(Duration.ofSeconds(90)));
    permit.end();
    assertTimeout(waiting, "the service asked for a pause (HTTP 429)");
    assertTimeout(acquire(limit, Execution.of(0, 0, 5 * SECOND)), "for 90000 ms");
    CompletableFuture<Permit> next = acquire(limit, Priority.NOW);
    assertThat(patient).isNotDone();
    time.advance(90 * SECOND - 1);
    assertThat(next).isNotDone();
    time.advance(1);
    assertThat(patient).isCompleted();
  }

  /**
   * Nobody waits for longer than {@code retryFor}, be it for a new request or for one that waits.
   */
  @Test
  void aPauseBeyondRetryForEndsAllWhoWait() {
    ConnectionLimit hasty = new ConnectionLimit(120, 1, false, 120 * SECOND);
    ConnectionLimit patient = new ConnectionLimit(120, 1, false, 3600 * SECOND);
    Permit permit = granted(acquire(hasty, Priority.NOW));
    CompletableFuture<Permit> waiting = acquire(hasty, Priority.NOW);
    quota.rateLimited(permit, tooMany(Duration.ofDays(3650)));
    permit.end();
    assertFailure(waiting, ErrorCode.RATE_LIMITED, "longer than retryFor");
    assertFailure(acquire(hasty, Priority.NOW), ErrorCode.RATE_LIMITED, "for 300000 ms");
    CompletableFuture<Permit> longer = acquire(patient, Priority.NOW);
    time.advance(180 * SECOND);
    CompletableFuture<Permit> later = acquire(hasty, Priority.NOW);
    assertThat(longer).isNotDone();
    assertThat(later).isNotDone();
    // After five minutes one request asks whether it is still so.
    time.advance(120 * SECOND);
    assertThat(longer).isCompleted();
    assertThat(later).isNotDone();
  }

  private static ConnectionLimit limit(int perMinute, int inFlight, boolean shares) {
    return new ConnectionLimit(perMinute, inFlight, shares, 120 * SECOND);
  }

  private static Permit granted(CompletableFuture<Permit> permit) {
    assertThat(permit).isCompleted();
    return permit.join();
  }

  private CompletableFuture<Permit> acquire(ConnectionLimit limit, Priority priority) {
    return quota.acquire(limit, priority, quota.nextPlace(), UNBOUNDED::remainingNanos);
  }

  private CompletableFuture<Permit> acquire(ConnectionLimit limit, Execution execution) {
    return quota.acquire(limit, Priority.NOW, quota.nextPlace(), execution::remainingNanos);
  }

  private static Failure tooMany(@Nullable Duration retryAfter) {
    return new Failure(FailureKind.RATE_LIMITED, 429, List.of(), retryAfter, null);
  }

  private static void assertTimeout(CompletableFuture<Permit> permit, String message) {
    assertFailure(permit, ErrorCode.TIMEOUT, message);
  }

  private static void assertFailure(
      CompletableFuture<Permit> permit, ErrorCode code, String message) {
    assertThat(permit).isCompletedExceptionally();
    Throwable cause = catchThrowableOfType(ExecutionException.class, permit::get).getCause();
    assertThat(cause).isInstanceOf(HelpCrunchException.class).hasMessageContaining(message);
    assertThat(((HelpCrunchException) cause).code()).isEqualTo(code);
  }
}
