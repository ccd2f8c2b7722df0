package io.github.helpcrunchjdbc.http.quota;

/**
 * What one connection may send: so many requests a minute, so many at once. Guarded by the quota.
 */
public final class ConnectionLimit {
  private final int requestsPerMinute;
  private final int maxInFlight;
  private final boolean sharesWithHost;
  private final long longestPauseNanos;
  private final SlidingLog log = new SlidingLog();
  private long lastTurn = -1;

  /**
   * @param requestsPerMinute 0 for no bound
   * @param maxInFlight at least 1
   * @param sharesWithHost whether other programs of this machine are taken into account
   * @param longestPauseNanos how long a pause is waited for that the service asks for by a 429
   */
  public ConnectionLimit(
      int requestsPerMinute, int maxInFlight, boolean sharesWithHost, long longestPauseNanos) {
    this.longestPauseNanos = longestPauseNanos;
    this.requestsPerMinute = requestsPerMinute;
    this.maxInFlight = maxInFlight;
    this.sharesWithHost = sharesWithHost;
  }

  boolean isLimited() {
    return requestsPerMinute > 0;
  }

  int requestsPerMinute() {
    return requestsPerMinute;
  }

  /** Whether other programs of this machine may have taken its place. */
  boolean sharesWithHost() {
    return isLimited() && sharesWithHost;
  }

  long longestPauseNanos() {
    return longestPauseNanos;
  }

  boolean isFull() {
    return log.inFlight() >= maxInFlight;
  }

  /** The number of the turn in which it was last given a permit, less than 0 if it never was. */
  long lastTurn() {
    return lastTurn;
  }

  void take(long turn) {
    lastTurn = turn;
  }

  /** Its own requests of the last minute. */
  SlidingLog log() {
    return log;
  }
}
