package io.github.helpcrunchjdbc.http;

/**
 * How new an answer has to be, which decides whether it may be that of a request that somebody else
 * has under way. An answer that has begun to arrive is given to nobody who asks later.
 *
 * <p>Who asks for the first page of something may be given what was sent up to a second before: a
 * change that the service confirmed meanwhile may be missing from it, as from an answer a second
 * old. Pages after it must not be older than the pages before them, or customers who moved in
 * between would be missed without a trace; those who read on ask for what is sent {@link #since}.
 * What proves something, such as a ping, must be sent {@link #ANEW}.
 *
 * @param any whether what was sent lately will do
 * @param since whether what was sent since {@code nanos} will do
 * @param nanos when it must have been sent at the earliest, on the clock of {@code Page.cameAt}
 */
public record Freshness(boolean any, boolean since, long nanos) {
  /** How long before a request may have been sent that answers another. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  /** Sent up to a second before it is asked for. */
  public static final Freshness RECENT = new Freshness(true, false, 0);

  /** Not sent yet when it is asked for. */
  public static final Freshness ANEW = new Freshness(false, false, 0);

  /** Sent at that time or later. */
  public static Freshness since(long nanos) {
    return new Freshness(false, true, nanos);
  }

  /** Whether a request that was sent then, and is not answered yet, may be joined now. */
  boolean allows(long sentAt, long now) {
    return any ? now - sentAt <= PATIENCE_NANOS : since && sentAt - nanos >= 0;
  }
}
