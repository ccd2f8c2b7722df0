package io.github.helpcrunchjdbc.http.quota;

/**
 * How much one connection may send: requests a minute, and requests at once. Guarded by the quota.
 */
public final class ConnectionLimit {
  private final int requestsPerMinute;
  private final int maxInFlight;
  private final boolean sharesWithHost;
  private final long longestPauseNanos;
  private final SlidingLog log = new SlidingLog();
  private long lastTurn = -1;

  /**
   * Creates a limit.
   *
   * @param requestsPerMinute 0 for no bound
   * @param maxInFlight at least 1
   * @param sharesWithHost whether other programs of this machine are taken into account
   * @param longestPauseNanos how long a pause may last that the service asks for by a 429
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

  /** Returns whether other programs of this machine count for its minute. */
  boolean sharesWithHost() {
    return isLimited() && sharesWithHost;
  }

  long longestPauseNanos() {
    return longestPauseNanos;
  }

  boolean isFull() {
    return log.inFlight() >= maxInFlight;
  }

  /** Returns the number of the turn in which it last got a permit; below 0 if it never got one. */
  long lastTurn() {
    return lastTurn;
  }

  void take(long turn) {
    lastTurn = turn;
  }

  /** Returns the connection's own requests of the last minute. */
  SlidingLog log() {
    return log;
  }
}
