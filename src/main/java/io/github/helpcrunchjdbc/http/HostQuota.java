package io.github.helpcrunchjdbc.http;

/**
 * What the programs of one machine may send together with one key. Not thread-safe: the quota
 * guards it.
 */
interface HostQuota {
  /** A program that shares its key with none it could know of. */
  HostQuota NONE =
      new HostQuota() {
        @Override
        public long take(int requestsPerMinute) {
          return 0;
        }

        @Override
        public void answered() {}

        @Override
        public void unsent() {}

        @Override
        public void leave() {}
      };

  /**
   * Takes a place in the key's minute for a request that goes out now.
   *
   * @return 0 if it got the place, else the nanoseconds after which to ask again
   */
  long take(int requestsPerMinute);

  /** Says that one of the requests has its answer: it counts for a minute from now on. */
  void answered();

  /** Says that one of the requests does not count: it was not sent, or refused. */
  void unsent();

  /** Says that the program wants nothing more for now, so that no share is kept for it. */
  void leave();
}
