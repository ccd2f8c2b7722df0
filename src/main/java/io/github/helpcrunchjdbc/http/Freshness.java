package io.github.helpcrunchjdbc.http;

/**
 * How new an answer has to be. This decides whether a request may use the answer to another request
 * that is already under way. A request whose answer has begun to arrive can't be joined any more.
 *
 * <p>The first page of a reading may come from a request that was sent up to a second before: a
 * change that the service confirmed meanwhile may be missing from it, as from an answer that is a
 * second old. The pages after it must not be older than the pages before them, or customers who
 * moved in between would be missed without a trace. So a reading asks for later pages with {@link
 * #since}. A request that proves something, such as a ping, must be sent {@link #ANEW}.
 *
 * @param recent whether a request of the last second will do
 * @param since whether a request that was sent at {@code nanos} or later will do
 * @param nanos the earliest time of sending, on the clock of {@code Page.cameAt}
 */
public record Freshness(boolean recent, boolean since, long nanos) {
  /** How long ago a request may have been sent if its answer is to be shared. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /** Allows a request that was sent up to a second ago. */
  public static final Freshness RECENT = new Freshness(true, false, 0);

  /** Allows no request that was already sent. */
  public static final Freshness ANEW = new Freshness(false, false, 0);

  /** Allows a request that was sent at the given time or later. */
  public static Freshness since(long nanos) {
    return new Freshness(false, true, nanos);
  }

  /**
   * Returns whether a request that was sent at {@code sentAt} and is not answered yet may be joined
   * now.
   */
  boolean allows(long sentAt, long now) {
    return recent ? now - sentAt <= PATIENCE_NANOS : since && sentAt - nanos >= 0;
  }
}
