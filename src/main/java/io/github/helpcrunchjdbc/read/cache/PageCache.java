package io.github.helpcrunchjdbc.read.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one account's service, kept in memory for the connections that want a cache.
 * Thread-safe.
 *
 * <p>Each connection says how old an answer may be. An answer is dropped when it is too old for all
 * connections of the account.
 */
public final class PageCache {
  private record Place(PageCache account, Search search, long offset) {}

  private record Whole(PageCache account, Search search) {}

  private final AnswerStore store;
  private final LongSupplier nanoTime;
  private final AtomicLong longest = new AtomicLong();

  /**
   * Maps a customer's id to the newest page that shows the customer. Only the store keeps pages: an
   * entry disappears with its page.
   */
  private final Cache<Long, CachedPage> pagesOfCustomers =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  /**
   * Creates the cache of an account.
   *
   * @param store holds the answers of all accounts
   */
  public PageCache(AnswerStore store) {
    this(store, System::nanoTime);
  }

  /**
   * Creates a cache with a clock of its own.
   *
   * @param nanoTime the clock of {@link Page#askedAt}
   */
  PageCache(AnswerStore store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /** Returns the longest time, in nanoseconds, for which a connection wants to keep an answer. */
  public long longestNanos() {
    return longest.get();
  }

  /** Returns all customers of a search, whatever its sort; null if not kept or too old. */
  @Nullable CachedAnswer whole(Search search, long ttlNanos) {
    return young(new Whole(this, search.withSort(null)), ttlNanos);
  }

  /** Returns a page that shows a customer, perhaps with others; null if not kept or too old. */
  @Nullable CachedAnswer customer(long id, long ttlNanos) {
    CachedPage page = pagesOfCustomers.getIfPresent(id);
    return page == null || nanoTime.getAsLong() - page.askedAt() >= ttlNanos
        ? null
        : new CachedAnswer(List.of(page), page.askedAt());
  }

  /** Returns a kept page with the rows asked for; null if there is none or it is too old. */
  @Nullable CachedPage page(PageRequest request, long ttlNanos) {
    CachedAnswer kept = young(new Place(this, request.search(), request.offset()), ttlNanos);
    CachedPage page = kept == null ? null : kept.pages().get(0);
    return page == null || page.limit() < request.limit() ? null : page;
  }

  private @Nullable CachedAnswer young(Object key, long ttlNanos) {
    CachedAnswer answer = store.get(key);
    boolean young = answer != null && nanoTime.getAsLong() - answer.askedAt() < ttlNanos;
    return young ? answer : null;
  }

  /**
   * Keeps a page in place of an older one.
   *
   * @param reading identifies the reading that the page belongs to
   * @param ids the ids of the customers on the page
   */
  void keep(
      Object reading,
      PageRequest request,
      Page page,
      ByteBuffer body,
      List<Long> ids,
      long ttlNanos) {
    CachedPage kept = new CachedPage(reading, body, request.limit(), page.askedAt());
    for (Long id : ids) {
      pagesOfCustomers.asMap().merge(id, kept, CachedPage::newer);
    }
    put(
        new Place(this, request.search(), request.offset()),
        new CachedAnswer(List.of(kept), page.askedAt()),
        ttlNanos);
  }

  private void put(Object key, CachedAnswer answer, long ttlNanos) {
    long nanos = longest.accumulateAndGet(ttlNanos, Math::max);
    store.put(key, answer, nanos);
  }

  /** Makes one answer of the pages of a search, if all of them are still kept. */
  void complete(Object reading, Search search, Set<Long> offsets, long ttlNanos) {
    List<CachedPage> pages = new ArrayList<>();
    for (long offset : offsets) {
      CachedPage page = own(reading, new Place(this, search, offset));
      if (page == null) {
        return;
      }
      pages.add(page);
    }
    drop(reading, search, offsets);
    CachedPage oldest = pages.get(0);
    for (CachedPage page : pages) {
      oldest = page.askedAt() - oldest.askedAt() < 0 ? page : oldest;
    }
    put(
        new Whole(this, search.withSort(null)),
        new CachedAnswer(List.copyOf(pages), oldest.askedAt()),
        ttlNanos);
  }

  /** Forgets the pages that a reading kept of a search, and the customers it showed. */
  void forget(Object reading, Search search, Set<Long> offsets) {
    drop(reading, search, offsets);
    pagesOfCustomers.asMap().values().removeIf(page -> page.reading() == reading);
  }

  private void drop(Object reading, Search search, Set<Long> offsets) {
    for (long offset : offsets) {
      Place place = new Place(this, search, offset);
      if (own(reading, place) != null) {
        store.remove(place);
      }
    }
    Whole whole = new Whole(this, search.withSort(null));
    if (own(reading, whole) != null) {
      store.remove(whole);
    }
  }

  /** Returns the first page kept at a key if it belongs to the reading, else null. */
  private @Nullable CachedPage own(Object reading, Object key) {
    CachedAnswer answer = store.get(key);
    CachedPage first = answer == null ? null : answer.pages().get(0);
    return first != null && first.reading() == reading ? first : null;
  }
}
