package io.github.helpcrunchjdbc.jdbc.observe;

/**
 * The figures of one account as JMX shows them, counted since its first connection with {@code
 * jmx=true} was opened. Statements count when they have ended.
 */
public interface AccountMXBean {
  /** Statements that have ended. */
  long getStatements();

  /** HTTP requests that they sent, repeated ones included. */
  long getRequests();

  /** Answers 429 among those to the requests. */
  long getRateLimited();

  /** Requests of other statements whose answers they got too. */
  long getSharedRequests();

  /** Pages that they had from memory in place of requests. */
  long getCachedPages();

  /** Requests a minute that the connection which registered the bean may send, 0 for no limit. */
  int getRequestsPerMinute();

  /** Requests of all connections with the same key in the last minute. */
  int getUsedInLastMinute();

  /** Requests that may go out at once; the greatest int without a limit. */
  int getFreeNow();
}
