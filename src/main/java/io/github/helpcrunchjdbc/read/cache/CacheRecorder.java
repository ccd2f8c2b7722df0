package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;

/** Decides what happens to the pages that a reader gets. Not thread-safe. */
public interface CacheRecorder {
  /** Forgets the pages. */
  CacheRecorder NONE = new CacheRecorder() {};

  /** For pages from the cache. Kept answers have no flaw: a reading with one can't use them. */
  CacheRecorder REPLAY =
      new CacheRecorder() {
        @Override
        public void flawed() {
          throw new NotCachedException();
        }
      };

  /**
   * Notes that a page was read.
   *
   * @param ids the ids of the customers on it, in their order
   */
  default void taken(PageRequest request, Page page, List<Long> ids) {}

  /** Notes that the pages of a search hold all customers that were there throughout. */
  default void completed(Search search) {}

  /** Notes that the answer has a flaw. The next statement must read anew. */
  default void flawed() {}
}
