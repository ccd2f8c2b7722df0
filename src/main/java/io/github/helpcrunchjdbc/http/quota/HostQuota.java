package io.github.helpcrunchjdbc.http.quota;

/**
 * What the programs of one machine may send together with one key. Not thread-safe: the quota
 * guards it.
 */
public interface HostQuota {
  /** A program that shares its key with none it could know of. */
  HostQuota NONE = new HostQuota() {};

  /**
   * Takes a place in the key's minute for a request that goes out now.
   *
   * @return 0 if it got the place, else the nanoseconds after which to ask again
   */
  default long take(int requestsPerMinute) {
    return 0;
  }

  /** Nanoseconds until a request may get a place, 0 for now; takes none. */
  default long untilRoom(int requestsPerMinute) {
    return 0;
  }

  /** Requests of other programs that count in the key's minute. */
  default int others() {
    return 0;
  }

  /** Says that one of the requests has its answer: it counts for a minute from now on. */
  default void answered() {}

  /** Says that one of the requests does not count: it was not sent, or refused. */
  default void unsent() {}

  /** Says that the program wants nothing more for now, so that no share is kept for it. */
  default void leave() {}
}
