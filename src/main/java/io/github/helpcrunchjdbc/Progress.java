package io.github.helpcrunchjdbc;

import java.util.OptionalLong;

/**
 * How far a running statement is. Immutable.
 *
 * @param statement which statement of this JVM it is, from 1
 * @param pages pages of customers that were read
 * @param pagesToCome pages that are still to be read; empty until the service has told a total
 * @param rows customers in the pages that were read
 * @param secondsLeft how many seconds the rest is likely to take; empty if that is not known
 * @param waiting what the statement waits for now
 * @param resumesIn seconds until the next request can be sent, 0 if one can be now
 * @param done whether this is the last report of the statement
 */
public record Progress(
    long statement,
    long pages,
    OptionalLong pagesToCome,
    long rows,
    OptionalLong secondsLeft,
    Waiting waiting,
    long resumesIn,
    boolean done) {
  private static final int SECONDS_A_MINUTE = 60;

  /** From this many seconds on, minutes are precise enough. */
  private static final int SECONDS_IN_MINUTES = 90;

  /** What the statement waits for. */
  public enum Waiting {
    /** The statement waits for nothing: the driver works, or the caller does not ask for rows. */
    NOTHING,
    /** The statement waits for the answer to a request. */
    ANSWER,
    /** The statement waits for its place in the quota. */
    QUOTA,
    /**
     * The statement waits because the service failed, or because it refused a request by 429 and
     * the driver therefore sends fewer requests.
     */
    SERVICE
  }

  /**
   * Returns the report in words, such as {@code page 120 of 200, quota full, goes on in 41 s, about
   * 2 min left}.
   */
  public String text() {
    StringBuilder text = new StringBuilder("page ").append(pages);
    pagesToCome.ifPresent(more -> text.append(" of ").append(pages + more));
    if (waiting == Waiting.QUOTA) {
      text.append(", quota full");
    } else if (waiting == Waiting.SERVICE) {
      text.append(", waiting for the service");
    }
    if (resumesIn > 0 && (waiting == Waiting.QUOTA || waiting == Waiting.SERVICE)) {
      text.append(", goes on in ").append(resumesIn).append(" s");
    }
    secondsLeft.ifPresent(left -> text.append(", about ").append(duration(left)).append(" left"));
    return text.toString();
  }

  private static String duration(long seconds) {
    return seconds < SECONDS_IN_MINUTES
        ? seconds + " s"
        : (seconds + SECONDS_A_MINUTE / 2) / SECONDS_A_MINUTE + " min";
  }
}
