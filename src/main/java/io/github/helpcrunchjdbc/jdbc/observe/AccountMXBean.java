package io.github.helpcrunchjdbc.jdbc.observe;

/**
 * The figures of one account as JMX shows them, counted since its first connection with {@code
 * jmx=true} was opened. Statements count when they have ended.
 */
public interface AccountMXBean {
  /** How many statements have ended. */
  long getStatements();

  /** How many HTTP requests these statements sent, repeated ones included. */
  long getRequests();

  /** How many of these requests the service answered by 429. */
  long getRateLimited();

  /** How often these statements used the answer to another statement's request. */
  long getSharedRequests();

  /** How many pages these statements had from memory, in place of requests. */
  long getCachedPages();

  /**
   * How many requests a minute the connection that registered the bean may send, 0 for no limit.
   */
  int getRequestsPerMinute();

  /** How many requests all connections with the same key sent in the last minute. */
  int getUsedInLastMinute();

  /** How many requests may be sent at once; the greatest int if there is no limit. */
  int getFreeNow();
}
