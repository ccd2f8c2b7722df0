package io.github.helpcrunchjdbc.http.quota;

/**
 * How much the programs of one machine may send together with one key. Not thread-safe: the quota
 * guards it.
 */
public interface HostQuota {
  /** The quota of a program that knows of no other program with its key. */
  HostQuota NONE = new HostQuota() {};

  /**
   * What other programs leave of a key's minute.
   *
   * @param nanos the time until a request may get a place; 0 or less means now
   * @param others how many requests of other programs count in the minute
   */
  record Room(long nanos, int others) {
    static final Room ALL = new Room(0, 0);
  }

  /**
   * Takes a place in the key's minute for a request that is sent now.
   *
   * @return 0 if it got the place, else the nanoseconds after which to ask again
   */
  default long take(int requestsPerMinute) {
    return 0;
  }

  /** Returns what the other programs leave now; takes no place. */
  default Room room(int requestsPerMinute) {
    return Room.ALL;
  }

  /** Notes that one of the requests has its answer: it counts for a minute from now on. */
  default void answered() {}

  /** Notes that one of the requests does not count: it was not sent, or was refused. */
  default void unsent() {}

  /** Notes that the program needs nothing for now, so that no share is kept for it. */
  default void leave() {}
}
