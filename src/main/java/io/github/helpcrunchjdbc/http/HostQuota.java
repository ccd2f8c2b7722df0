package io.github.helpcrunchjdbc.http;

/**
 * What the programs of one machine may send together with one key. Not thread-safe: the quota
 * guards it.
 */
interface HostQuota {
  /** A program that shares its key with none it could know of. */
  HostQuota NONE = requestsPerMinute -> 0;

  /**
   * Takes a place in the key's minute for a request that goes out now.
   *
   * @return 0 if it got the place, else the nanoseconds after which to ask again
   */
  long take(int requestsPerMinute);
}
