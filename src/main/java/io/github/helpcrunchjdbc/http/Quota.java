package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives an API key's requests their permits, over all connections to it: the more urgent first,
 * equals in their order. Each connection's own requests of a minute stay within its own bound, and
 * the requests of all connections within the highest bound of those that took part in the last
 * minute. So who has used up a low bound holds up nobody else. Waiting holds no thread.
 * Thread-safe.
 */
final class Quota {
  private final Time time;
  private final DoubleSupplier random;
  private final AtomicLong places = new AtomicLong();

  // Guarded by this.
  private final TreeSet<Waiter> waiters = new TreeSet<>(Waiter.ORDER);
  private final SlidingLog log = new SlidingLog();
  private final Backoff backoff = new Backoff();
  // Those that wait, or have asked within the last minute.
  private final Set<Lane> lanes = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Runnable wakeUp;

  /**
   * @param random from 0 to below 1, jitters the pauses after 429
   */
  Quota(Time time, DoubleSupplier random) {
    this.time = time;
    this.random = random;
  }

  /** A place in the queue: a request keeps it when it is sent again. */
  long nextPlace() {
    return places.getAndIncrement();
  }

  /**
   * Asks for a permit. Cancelling the future leaves the queue.
   *
   * @param remainingNanos how long the permit will be of use, {@code Long.MAX_VALUE} for any time
   * @return fails with TIMEOUT as soon as it is known that the wait outlasts the statement's
   *     timeout
   */
  CompletableFuture<Permit> acquire(
      Lane lane, Urgency urgency, long place, LongSupplier remainingNanos) {
    Waiter waiter = new Waiter(urgency, place, lane, remainingNanos, new CompletableFuture<>());
    synchronized (this) {
      HelpCrunchException hopeless = hopeless(waiter);
      if (hopeless != null) {
        return CompletableFuture.failedFuture(hopeless);
      }
      waiters.add(waiter);
      lanes.add(lane);
    }
    pump();
    CompletableFuture<Permit> unused =
        waiter
            .granted()
            .whenComplete(
                (permit, failure) -> {
                  if (failure != null) {
                    remove(waiter);
                  }
                });
    return waiter.granted();
  }

  private synchronized void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** Whether a request of this connection could go out now. */
  synchronized boolean isFree(Lane lane) {
    long now = time.nanoTime();
    log.prune(now);
    return backoff.untilPauseEnds(now) == 0
        && untilOwnRoom(lane, 1, now) == 0
        && (!lane.isLimited()
            || log.untilRoom(1, Math.max(lane.requestsPerMinute(), highest()), now) == 0);
  }

  /** A request was answered with 429: the account pauses once, whoever asked. */
  void rateLimited(Permit permit, Failure failure) {
    List<Waiter> left;
    synchronized (this) {
      boolean news = backoff.isNews(permit.grantedAt());
      if (news) {
        backoff.strike();
      }
      if (news || failure.retryAfter() != null) {
        long nanos = RetryPolicy.pauseNanos(backoff.strikes(), failure, random.getAsDouble());
        backoff.pause(time.nanoTime(), nanos);
      }
      left = List.copyOf(waiters);
    }
    for (Waiter waiter : left) {
      HelpCrunchException hopeless;
      synchronized (this) {
        hopeless = hopeless(waiter);
      }
      if (hopeless != null) {
        waiter.granted().completeExceptionally(hopeless);
      }
    }
  }

  /** A request was answered as it should be. */
  synchronized void succeeded(Permit permit) {
    backoff.succeeded(permit.grantedAt());
  }

  void release(Lane lane, boolean counts) {
    synchronized (this) {
      for (SlidingLog each : List.of(lane.log(), log)) {
        if (counts) {
          each.answered(time.nanoTime());
        } else {
          each.unsent();
        }
      }
    }
    pump();
  }

  /** Gives the permits that can be given now, and sees to it that the next are given in time. */
  private void pump() {
    List<Waiter> ready = new ArrayList<>();
    long now;
    synchronized (this) {
      if (wakeUp != null) {
        wakeUp.run();
        wakeUp = null;
      }
      now = time.nanoTime();
      log.prune(now);
      lanes.forEach(lane -> lane.log().prune(time.nanoTime()));
      lanes.removeIf(
          lane -> lane.log().size() == 0 && waiters.stream().noneMatch(w -> w.lane() == lane));
      long next = takeReady(now, ready);
      if (next != SlidingLog.UNKNOWN) {
        wakeUp = time.schedule(this::pump, next);
      }
    }
    // Outside the lock: what hangs on the futures runs here.
    for (Waiter waiter : ready) {
      Permit permit = new Permit(this, waiter.lane(), now);
      if (!waiter.granted().complete(permit)) {
        permit.giveBack();
      }
    }
  }

  /** Takes the waiters whose turn it is; answers when time alone will make it another's turn. */
  private long takeReady(long now, List<Waiter> ready) {
    long next = SlidingLog.UNKNOWN;
    boolean fullMinute = false;
    for (Iterator<Waiter> queue = waiters.iterator(); queue.hasNext(); ) {
      Waiter waiter = queue.next();
      Lane lane = waiter.lane();
      // Who waits for the key's minute holds up those behind, so that turns are fair.
      if (lane.isFull() || (fullMinute && lane.isLimited())) {
        continue;
      }
      long wait = backoff.untilNext(now, log.inFlight());
      if (wait > 0) {
        return Math.min(next, wait);
      }
      wait = untilOwnRoom(lane, 1, now);
      if (wait > 0) {
        next = Math.min(next, wait);
        continue;
      }
      wait = lane.isLimited() ? log.untilRoom(1, highest(), now) : 0;
      if (wait > 0) {
        fullMinute = true;
        next = Math.min(next, wait);
        continue;
      }
      queue.remove();
      lane.log().sent();
      log.sent();
      backoff.granted(now);
      ready.add(waiter);
    }
    return next;
  }

  /** The bound on the key: the highest of the connections that take part. */
  private int highest() {
    return lanes.stream().mapToInt(Lane::requestsPerMinute).max().orElse(0);
  }

  private static long untilOwnRoom(Lane lane, int wanted, long now) {
    return lane.isLimited() ? lane.log().untilRoom(wanted, lane.requestsPerMinute(), now) : 0;
  }

  /** The error of a statement that can't live to see its permit; null as long as it may. */
  private @Nullable HelpCrunchException hopeless(Waiter waiter) {
    long left = waiter.remainingNanos().getAsLong();
    if (left == Long.MAX_VALUE) {
      return null;
    }
    long now = time.nanoTime();
    long pause = backoff.untilPauseEnds(now);
    if (pause > left) {
      return timeout(pause, left, "the service asked for a pause (HTTP 429)", 429);
    }
    Lane lane = waiter.lane();
    if (!lane.isLimited()) {
      return null;
    }
    List<Waiter> ahead =
        waiters.headSet(waiter).stream().filter(other -> other.lane().isLimited()).toList();
    int own = (int) ahead.stream().filter(other -> other.lane() == lane).count();
    long wait =
        Math.max(
            untilOwnRoom(lane, own + 1, now),
            log.untilRoom(ahead.size() + 1, Math.max(highest(), lane.requestsPerMinute()), now));
    if (wait == SlidingLog.UNKNOWN) {
      // Hangs on answers that are yet to come, which will then count for a whole minute.
      wait = SlidingLog.WINDOW_NANOS;
    }
    return wait > left
        ? timeout(
            wait,
            left,
            "the quota of " + lane.requestsPerMinute() + " requests a minute is used",
            0)
        : null;
  }

  private static HelpCrunchException timeout(long wait, long left, String reason, int status) {
    return new HelpCrunchException(
        ErrorCode.TIMEOUT,
        status,
        reason
            + ": the next request can't go out for "
            + TimeUnit.NANOSECONDS.toMillis(wait)
            + " ms, but the statement's timeout leaves "
            + TimeUnit.NANOSECONDS.toMillis(left)
            + " ms",
        null);
  }
}
