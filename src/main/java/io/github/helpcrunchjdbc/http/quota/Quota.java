package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.http.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives permits to the requests of an API key, over all its connections, the more urgent first.
 * Among equally urgent requests the connections take turns, and each connection's requests keep
 * their order. A connection's requests of a minute stay within its own bound; the requests of all
 * connections stay within the highest bound of those that took part in the last minute. So a
 * connection that has used up a low bound delays no other. Waiting holds no thread. Thread-safe.
 */
public final class Quota {
  private final Time time;
  private final DoubleSupplier random;
  private final HostQuota host;
  private final AtomicLong places = new AtomicLong();

  // Guarded by this.
  private final WaiterQueue waiters = new WaiterQueue();
  private final SlidingLog log = new SlidingLog();
  private final AdaptiveRate rate = new AdaptiveRate();
  private final ActiveLimits limits = new ActiveLimits(waiters);
  private long turns;
  private @Nullable Runnable wakeUp;

  /**
   * Creates a quota.
   *
   * @param random gives numbers from 0 to below 1, by which the pauses after 429 are varied
   * @param host what other programs of this machine leave of the key's minute
   */
  public Quota(Time time, DoubleSupplier random, HostQuota host) {
    this.time = time;
    this.random = random;
    this.host = host;
  }

  /** Returns a place in the queue; a request keeps its place when it is sent again. */
  public long nextPlace() {
    return places.getAndIncrement();
  }

  /**
   * Asks for a permit. Cancelling the future leaves the queue.
   *
   * @param remainingNanos how long the permit will be of use, {@code Long.MAX_VALUE} for any time
   * @return fails with TIMEOUT once it is known that the wait exceeds the statement's timeout
   */
  public CompletableFuture<Permit> acquire(
      ConnectionLimit limit, Priority priority, long place, LongSupplier remainingNanos) {
    Waiter waiter = new Waiter(priority, place, limit, remainingNanos, new CompletableFuture<>());
    synchronized (this) {
      HelpCrunchException hopeless = errorIfTooLate(waiter);
      if (hopeless != null) {
        return CompletableFuture.failedFuture(hopeless);
      }
      waiters.add(waiter);
      limits.add(limit);
    }
    givePermits();
    CompletableFuture<Permit> unused =
        waiter
            .granted()
            .whenComplete(
                (permit, failure) -> {
                  if (failure != null) {
                    synchronized (this) {
                      waiters.remove(waiter);
                    }
                  }
                });
    return waiter.granted();
  }

  /** Notes that no connection is left that could ask for a permit soon. */
  public synchronized void leave() {
    host.leave();
  }

  /** Returns whether a request of this connection could be sent now. */
  public synchronized boolean isFree(ConnectionLimit limit) {
    return nanosUntilSent(limit, 1) == 0;
  }

  /** Returns what a connection may send now, and when it may send the next request. */
  public synchronized QuotaState state(ConnectionLimit limit) {
    HostQuota.Room room = hostsRoom(limit);
    // This call also forgets the requests that no longer count.
    long wait = nanosUntilSent(limit, 1, room);
    long now = time.nanoTime();
    long paused = rate.untilPauseEnds(now);
    long slow = rate.untilNext(log, now);
    boolean slowed = paused > 0 || (wait == 0 && slow > 0);
    if (slow != SlidingLog.UNKNOWN) {
      wait = Math.max(wait, slow);
    }
    int perMinute = limit.requestsPerMinute();
    int used = log.size() + room.others();
    int free =
        Math.max(0, Math.min(perMinute - limit.log().size(), limits.highestWith(limit) - used));
    return new QuotaState(
        perMinute,
        used,
        wait > 0 || slowed ? 0 : limit.isLimited() ? free : Integer.MAX_VALUE,
        wait,
        paused,
        slowed);
  }

  /** Returns the nanoseconds until a connection can have sent this many more requests. */
  public synchronized long nanosUntilSent(ConnectionLimit limit, long requests) {
    return nanosUntilSent(limit, requests, hostsRoom(limit));
  }

  private long nanosUntilSent(ConnectionLimit limit, long requests, HostQuota.Room room) {
    long now = time.nanoTime();
    log.prune(now);
    limit.log().prune(now);
    long paused = rate.untilPauseEnds(now);
    int perMinute = limit.requestsPerMinute();
    if (!limit.isLimited() || requests <= 0) {
      return paused;
    }
    long fullMinutes = (requests - 1) / perMinute;
    int rest = (int) (requests - fullMinutes * perMinute);
    long wait = Math.max(untilOwnRoom(limit, rest, now), untilKeysRoom(limit, rest, room, now));
    return Math.max(paused, wait == SlidingLog.UNKNOWN ? SlidingLog.WINDOW_NANOS : wait)
        + fullMinutes * SlidingLog.WINDOW_NANOS;
  }

  /** Notes an answer 429: the account pauses once, whichever connection asked. */
  void rateLimited(Permit permit, Failure failure) {
    List<Waiter> left;
    synchronized (this) {
      long now = time.nanoTime();
      log.prune(now);
      rate.refused(permit.grantedAt(), failure.retryAfter(), log, now, random.getAsDouble());
      left = waiters.all();
    }
    for (Waiter waiter : left) {
      HelpCrunchException hopeless;
      synchronized (this) {
        hopeless = errorIfTooLate(waiter);
      }
      if (hopeless != null) {
        waiter.granted().completeExceptionally(hopeless);
      }
    }
  }

  /** Notes that a request was answered as it should be. */
  public synchronized void succeeded(Permit permit) {
    log.prune(time.nanoTime());
    rate.succeeded(permit.grantedAt(), log);
  }

  void release(ConnectionLimit limit, boolean counts) {
    synchronized (this) {
      boolean shared = limit.sharesWithHost();
      if (counts) {
        limit.log().answered(time.nanoTime());
        log.answered(time.nanoTime());
        if (shared) {
          host.answered();
        }
      } else {
        limit.log().unsent();
        log.unsent();
        if (shared) {
          host.unsent();
        }
      }
    }
    givePermits();
  }

  /** Gives all permits that can be given now, and sets the timer for the next ones. */
  private void givePermits() {
    List<Waiter> ready = new ArrayList<>();
    long now;
    synchronized (this) {
      if (wakeUp != null) {
        wakeUp.run();
        wakeUp = null;
      }
      now = time.nanoTime();
      log.prune(now);
      limits.prune(now);
      long next = takeReady(now, ready);
      if (next != SlidingLog.UNKNOWN) {
        wakeUp = time.schedule(this::givePermits, next);
      }
    }
    // This runs outside the lock, because the futures' dependent actions run here.
    for (Waiter waiter : ready) {
      Permit permit = new Permit(this, waiter.limit(), now);
      if (!waiter.granted().complete(permit)) {
        permit.giveBack();
      }
    }
  }

  /** Takes the waiters whose turn it is; returns the time until another waiter's turn comes. */
  private long takeReady(long now, List<Waiter> ready) {
    long next = SlidingLog.UNKNOWN;
    Set<ConnectionLimit> leftOut = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Waiter waiter = waiters.next(leftOut); waiter != null; waiter = waiters.next(leftOut)) {
      ConnectionLimit limit = waiter.limit();
      long wait = rate.untilNext(log, now);
      if (wait > 0) {
        return Math.min(next, wait);
      }
      wait = untilOwnRoom(limit, 1, now);
      if (wait > 0) {
        leftOut.add(limit);
        next = Math.min(next, wait);
        continue;
      }
      int highest = limits.highest();
      wait = limit.isLimited() ? log.untilRoom(1, highest, now) : 0;
      if (wait > 0) {
        leftOut.addAll(limits.matching(ConnectionLimit::isLimited));
        next = Math.min(next, wait);
        continue;
      }
      wait = limit.sharesWithHost() ? host.take(highest) : 0;
      if (wait > 0) {
        leftOut.addAll(limits.matching(ConnectionLimit::sharesWithHost));
        next = Math.min(next, wait);
        continue;
      }
      waiters.remove(waiter);
      limit.log().sent();
      limit.take(turns++);
      log.sent();
      rate.granted(now);
      ready.add(waiter);
    }
    return next;
  }

  /** Returns the time until a key has room, with the other programs of this machine counted. */
  private long untilKeysRoom(ConnectionLimit limit, int wanted, HostQuota.Room room, long now) {
    return Math.max(log.untilRoom(wanted, limits.highestWith(limit), now), room.nanos());
  }

  private HostQuota.Room hostsRoom(ConnectionLimit limit) {
    return limit.sharesWithHost() ? host.room(limits.highestWith(limit)) : HostQuota.Room.ALL;
  }

  private static long untilOwnRoom(ConnectionLimit limit, int wanted, long now) {
    return limit.isLimited() ? limit.log().untilRoom(wanted, limit.requestsPerMinute(), now) : 0;
  }

  /** Returns the error of a request whose permit would come too late; null if it may be in time. */
  private @Nullable HelpCrunchException errorIfTooLate(Waiter waiter) {
    long left = waiter.remainingNanos().getAsLong();
    long now = time.nanoTime();
    long pause = rate.untilPauseEnds(now);
    ConnectionLimit limit = waiter.limit();
    if (pause > limit.longestPauseNanos()) {
      return Waiter.tooLongAPause(pause);
    }
    if (pause > left) {
      return Waiter.tooLate(pause, left, "the service asked for a pause (HTTP 429)", 429);
    }
    if (left == Long.MAX_VALUE || !limit.isLimited()) {
      return null;
    }
    int own = waiters.before(waiter);
    long wait =
        Math.max(
            untilOwnRoom(limit, own + 1, now),
            untilKeysRoom(limit, limits.servedBefore(limit, own) + 1, hostsRoom(limit), now));
    if (wait == SlidingLog.UNKNOWN) {
      // The wait depends on future answers, each of which counts for a whole minute.
      wait = SlidingLog.WINDOW_NANOS;
    }
    return wait > left
        ? Waiter.tooLate(
            wait,
            left,
            "the quota of " + limit.requestsPerMinute() + " requests a minute is used",
            0)
        : null;
  }
}
