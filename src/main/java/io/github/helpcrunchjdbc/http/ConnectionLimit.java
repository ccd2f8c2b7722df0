package io.github.helpcrunchjdbc.http;

/**
 * What one connection may send: so many requests a minute, so many at once. Guarded by the quota.
 */
final class ConnectionLimit {
  private final int requestsPerMinute;
  private final int maxInFlight;
  private final SlidingLog log = new SlidingLog();

  /**
   * @param requestsPerMinute 0 for no bound
   * @param maxInFlight at least 1
   */
  ConnectionLimit(int requestsPerMinute, int maxInFlight) {
    this.requestsPerMinute = requestsPerMinute;
    this.maxInFlight = maxInFlight;
  }

  boolean isLimited() {
    return requestsPerMinute > 0;
  }

  int requestsPerMinute() {
    return requestsPerMinute;
  }

  boolean isFull() {
    return log.inFlight() >= maxInFlight;
  }

  /** Its own requests of the last minute. */
  SlidingLog log() {
    return log;
  }
}
