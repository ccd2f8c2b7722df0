package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.http.failure.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may send after a 429. Programs that use one key come to share the service's minute
 * without knowing of each other, by additive increase and multiplicative decrease:
 *
 * <ul>
 *   <li>After a 429 nothing is sent for as long as the service asks, or else for two seconds. Then
 *       one request at a time is sent until one is answered.
 *   <li>If that request is refused too, or if another 429 comes within two minutes, other programs
 *       use the key. In each minute this program then sends a tenth less than it was granted in the
 *       minute before the 429. It waits until its own requests are a minute old. If the service,
 *       which has asked for a longer wait before, asks for a short one, it waits some times that.
 *   <li>A minute after the 429 it tries more requests than that, one after another, and the pauses
 *       between them shrink with each answer, until it is back at full pace.
 * </ul>
 *
 * Guarded by the quota.
 */
final class AdaptiveRate {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** How long the first pause lasts; some services have been seen to recover in this time. */
  private static final long FIRST_PAUSE = Duration.ofSeconds(2).toNanos();

  /** The second pause of a program that has sent little; the next ones double, up to a bound. */
  private static final long SECOND_PAUSE = Duration.ofSeconds(5).toNanos();

  private static final long LONGEST_PAUSE = Duration.ofSeconds(15).toNanos();

  /** A longer wait that the service asks for is cut to this; the next 429 would ask again. */
  private static final long LONGEST_ASKED = Duration.ofMinutes(5).toNanos();

  /**
   * If the service asks for a pause of at least this length, a new window of the service begins
   * after it.
   */
  private static final long WHOLE_WINDOW = Duration.ofSeconds(5).toNanos();

  /** How long a 429 is remembered; a second 429 in this time shows that the key has other users. */
  private static final long MEMORY = 2 * SlidingLog.WINDOW_NANOS;

  /** With fewer requests in a minute, no share can be computed. */
  private static final int LITTLE = 10;

  /** After a 429, this many tenths of the requests a minute remain. */
  private static final int DECREASE_TENTHS = 9;

  /**
   * The time between requests beyond the allowance, at first. It shrinks, and below {@link
   * #NARROWEST_SPACING} the limit ends.
   */
  private static final long WIDEST_SPACING = Duration.ofSeconds(1).toNanos();

  private static final long NARROWEST_SPACING = Duration.ofMillis(20).toNanos();

  private boolean paused;
  private long pauseStart;
  private long pauseEnd;
  private int refusalsInARow;

  /** Whether the service has asked for a wait that leads to its next window, once at least. */
  private boolean tellsWindow;

  private @Nullable Long lastRefusal;
  private int allowance = UNBOUNDED;
  private @Nullable Long windowStart;
  private @Nullable Long increaseFrom;
  private long pauseBetween;
  private long lastGrant;

  /**
   * Returns whether a request that got its permit at {@code grantedAt} tells something newer than
   * the pause.
   */
  private boolean isNewerThanPause(long grantedAt) {
    return !paused || grantedAt - pauseStart > 0;
  }

  /**
   * Notes that a request was refused with 429. Requests that were in flight together count once.
   *
   * @param log what the service has answered in the last minute, and what is in flight
   * @param random from 0 to below 1, so that several programs don't come back together
   */
  void refused(
      long grantedAt, @Nullable Duration retryAfter, SlidingLog log, long now, double random) {
    boolean news = isNewerThanPause(grantedAt);
    long asked = retryAfter == null ? 0 : Math.min(retryAfter.toNanos(), LONGEST_ASKED);
    boolean wholeWindow = asked >= WHOLE_WINDOW;
    tellsWindow |= wholeWindow;
    if (news) {
      refusalsInARow++;
      Long before = lastRefusal;
      boolean again = refusalsInARow > 1 || (before != null && now - before < MEMORY);
      lastRefusal = now;
      int granted = log.answeredSince(windowStart);
      allowance = again || wholeWindow ? Math.max(granted * DECREASE_TENTHS / 10, LITTLE) : 0;
      boolean waits = again && granted >= LITTLE;
      increaseFrom = waits ? Long.valueOf(now + SlidingLog.WINDOW_NANOS) : null;
      pauseBetween = again ? WIDEST_SPACING : WIDEST_SPACING / 2;
      windowStart = null;
      if (again) {
        long own = pauseNanos(log, now, random);
        // Some services always say one second. And a wait that was followed was too short.
        boolean trusted = asked > 0 && tellsWindow && refusalsInARow == 1;
        pause(now, trusted ? Math.min(own, spread(asked, random)) : own);
      } else if (asked == 0) {
        pause(now, RetryPolicy.jittered(FIRST_PAUSE, random));
      }
    }
    if (asked > 0) {
      pause(now, asked);
      // At the first 429 the wait is assumed to last to the end of the service's minute.
      windowStart = wholeWindow && increaseFrom == null ? Long.valueOf(pauseEnd) : windowStart;
    }
  }

  /**
   * Returns one to five times the wait that the service asks for. Programs that all came back after
   * the wait itself would be refused again, because one of them may take the room that there is.
   */
  private static long spread(long asked, double random) {
    return (long) (asked * (1 + 4 * random));
  }

  private long pauseNanos(SlidingLog log, long now, double random) {
    if (log.answeredSince(null) < LITTLE) {
      long doubled = SECOND_PAUSE << Math.min(Math.max(refusalsInARow - 2, 0), 4);
      return RetryPolicy.jittered(Math.min(LONGEST_PAUSE, doubled), random);
    }
    long ownWindow = log.untilRoom(1, allowance, now);
    return Math.max(FIRST_PAUSE, Math.min(ownWindow, SlidingLog.WINDOW_NANOS));
  }

  /** Begins a pause of this length, unless a longer pause is in force. */
  private void pause(long now, long nanos) {
    if (!paused || now + nanos - pauseEnd > 0) {
      pauseEnd = now + nanos;
    }
    pauseStart = now;
    paused = true;
  }

  /** Notes that a request was answered; it still counts as in flight. */
  void succeeded(long grantedAt, SlidingLog log) {
    if (!isNewerThanPause(grantedAt)) {
      return;
    }
    int used = log.sizeSince(windowStart);
    paused = false;
    refusalsInARow = 0;
    if (used >= allowance) {
      allowance = used;
      pauseBetween = pauseBetween / 10 * 9;
      if (pauseBetween < NARROWEST_SPACING) {
        allowance = UNBOUNDED;
        windowStart = null;
        increaseFrom = null;
      }
    }
  }

  void granted(long now) {
    lastGrant = now;
  }

  /** Returns the nanoseconds until the pause is over; 0 if there is none. */
  long untilPauseEnds(long now) {
    return paused ? Math.max(0, pauseEnd - now) : 0;
  }

  /**
   * Returns the nanoseconds until the next request may be sent.
   *
   * @return {@link SlidingLog#UNKNOWN} if that depends on the request in flight
   */
  long untilNext(SlidingLog log, long now) {
    long pause = untilPauseEnds(now);
    if (pause > 0) {
      return pause;
    }
    if (refusalsInARow > 0) {
      return log.inFlight() > 0 ? SlidingLog.UNKNOWN : 0;
    }
    if (allowance == UNBOUNDED || log.sizeSince(windowStart) < allowance) {
      return 0;
    }
    long spaced = Math.max(0, lastGrant + pauseBetween - now);
    Long from = increaseFrom;
    long increase = from == null ? 0 : from - now;
    if (increase <= 0) {
      return spaced;
    }
    // Before that time, there is room only when this program's own requests are a minute old.
    long room = windowStart == null ? log.untilRoom(1, allowance, now) : SlidingLog.UNKNOWN;
    return Math.min(Math.max(spaced, increase), room);
  }
}
