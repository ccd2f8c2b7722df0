package io.github.helpcrunchjdbc.http;

/** One connection's share of its account's quota. Guarded by the quota. */
final class Lane {
  private final int requestsPerMinute;
  private final int maxInFlight;
  private final SlidingLog log = new SlidingLog();

  /**
   * @param requestsPerMinute 0 for no bound
   * @param maxInFlight at least 1
   */
  Lane(int requestsPerMinute, int maxInFlight) {
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
