package io.github.helpcrunchjdbc.http;

import java.time.Duration;

/**
 * What an account does after a 429: it pauses as a whole, tries with one request at a time, and
 * then comes back to full pace by and by. Guarded by the quota.
 */
final class Backoff {
  /** Distance between requests right after a pause: the pace of the service's usual quota. */
  private static final long WIDEST_SPACING = Duration.ofMillis(500).toNanos();

  /** Below this distance, pacing no longer matters. */
  private static final long NARROWEST_SPACING = Duration.ofMillis(20).toNanos();

  private boolean paused;
  private long pauseStart;
  private long pauseEnd;
  private int strikes;
  private long spacing;
  private long lastGrant;

  /** How many times in a row 429 was met, counting what was in flight together once. */
  int strikes() {
    return strikes;
  }

  /** Whether a request that got its permit then can tell anything new of the service's mood. */
  boolean isNews(long grantedAt) {
    return !paused || grantedAt - pauseStart > 0;
  }

  void strike() {
    strikes++;
  }

  /** Pauses until then, if a pause in force does not last longer. */
  void pause(long now, long nanos) {
    if (!paused || now + nanos - pauseEnd > 0) {
      pauseEnd = now + nanos;
    }
    pauseStart = now;
    paused = true;
    spacing = WIDEST_SPACING;
  }

  void succeeded(long grantedAt) {
    if (!isNews(grantedAt)) {
      return;
    }
    paused = false;
    strikes = 0;
    spacing = spacing < NARROWEST_SPACING ? 0 : spacing / 10 * 9;
  }

  void granted(long now) {
    lastGrant = now;
  }

  /** Nanoseconds until the pause is over; 0 if there is none. */
  long untilPauseEnds(long now) {
    return paused ? Math.max(0, pauseEnd - now) : 0;
  }

  /**
   * Nanoseconds until the next request may go.
   *
   * @return {@link SlidingLog#UNKNOWN} if that hangs on the one in flight
   */
  long untilNext(long now, int inFlight) {
    long pause = untilPauseEnds(now);
    if (pause > 0) {
      return pause;
    }
    if (strikes > 0 && inFlight > 0) {
      return SlidingLog.UNKNOWN;
    }
    return spacing == 0 ? 0 : Math.max(0, lastGrant + spacing - now);
  }
}
