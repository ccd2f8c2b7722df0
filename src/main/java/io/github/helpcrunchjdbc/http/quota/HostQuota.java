package io.github.helpcrunchjdbc.http.quota;

/**
 * What the programs of one machine may send together with one key. Not thread-safe: the quota
 * guards it.
 */
public interface HostQuota {
  /** A program that shares its key with none it could know of. */
  HostQuota NONE = new HostQuota() {};

  /**
   * What other programs leave of a key's minute.
   *
   * @param nanos until a request may get a place, 0 or less for now
   * @param others requests of other programs that count in the minute
   */
  record Room(long nanos, int others) {
    static final Room ALL = new Room(0, 0);
  }

  /**
   * Takes a place in the key's minute for a request that goes out now.
   *
   * @return 0 if it got the place, else the nanoseconds after which to ask again
   */
  default long take(int requestsPerMinute) {
    return 0;
  }

  /** What the other programs leave now; takes no place. */
  default Room room(int requestsPerMinute) {
    return Room.ALL;
  }

  /** Says that one of the requests has its answer: it counts for a minute from now on. */
  default void answered() {}

  /** Says that one of the requests does not count: it was not sent, or refused. */
  default void unsent() {}

  /** Says that the program wants nothing more for now, so that no share is kept for it. */
  default void leave() {}
}
