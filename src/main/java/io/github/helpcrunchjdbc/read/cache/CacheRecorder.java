package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;

/** What becomes of the pages that a reader gets. Not thread-safe. */
public interface CacheRecorder {
  /** They are forgotten. */
  CacheRecorder NONE = new CacheRecorder() {};

  /** They come from memory. Kept answers have no flaw; one that shows a flaw can't be used. */
  CacheRecorder REPLAY =
      new CacheRecorder() {
        @Override
        public void flawed() {
          throw new NotCachedException();
        }
      };

  /**
   * A page was taken in.
   *
   * @param ids of the customers on it, in their order
   */
  default void taken(PageRequest request, Page page, List<Long> ids) {}

  /** The pages of a search hold all its customers, each who was there throughout. */
  default void completed(Search search) {}

  /** The answer has a flaw, so that the next shall be read anew. */
  default void flawed() {}
}
