package io.github.helpcrunchjdbc.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one account's service, kept in memory for the connections that want it. All accounts
 * of a JVM share the room. Thread-safe.
 *
 * <p>Connections may want answers of different age: whoever asks says how old one may be. What is
 * kept goes when the most patient of the account's connections would not take it any more.
 */
public final class PageCache {
  /** As many bytes of answers as are kept, keys and nodes included; a smaller heap keeps less. */
  private static final long MOST_BYTES =
      Math.min(256L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 8));

  private record Place(PageCache account, Search search, long offset) {}

  private record Whole(PageCache account, Search search) {}

  /**
   * @param answer one page, or all pages of a search
   * @param nanos how long it is kept
   */
  private record Kept(KeptAnswer answer, long nanos) {}

  /** Made when somebody first wants to keep a page. */
  private static final class Room {
    private static final Cache<Object, Kept> KEPT =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Object key, Kept kept) -> (int) Math.min(MOST_BYTES, kept.answer().bytes()))
            .expireAfter(Expiry.writing((Object key, Kept kept) -> Duration.ofNanos(kept.nanos())))
            // Housekeeping is short; threads of its own would be more to answer for.
            .executor(Runnable::run)
            .build();
  }

  private final LongSupplier nanoTime;
  private final AtomicLong longest = new AtomicLong();

  public PageCache() {
    this(System::nanoTime);
  }

  /**
   * A cache with a clock of its own.
   *
   * @param nanoTime the clock of {@link Page#askedAt}
   */
  PageCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** No reading keeps more: it would push out all else, and its own beginning. */
  static long mostBytesOfOne() {
    return MOST_BYTES / 2;
  }

  /** All customers of a search, whatever its order; null if they are not kept, or are too old. */
  @Nullable KeptAnswer whole(Search search, long ttlNanos) {
    return young(new Whole(this, search.withSort(null)), ttlNanos);
  }

  /** The page that begins with a row and has at least the rows asked for. */
  @Nullable KeptPage page(PageRequest request, long ttlNanos) {
    KeptAnswer kept = young(new Place(this, request.search(), request.offset()), ttlNanos);
    KeptPage page = kept == null ? null : kept.pages().get(0);
    return page == null || page.limit() < request.limit() ? null : page;
  }

  private @Nullable KeptAnswer young(Object key, long ttlNanos) {
    Kept kept = Room.KEPT.getIfPresent(key);
    boolean young = kept != null && nanoTime.getAsLong() - kept.answer().askedAt() < ttlNanos;
    return kept != null && young ? kept.answer() : null;
  }

  /**
   * Keeps a page in the place of an older one.
   *
   * @param reading tells the pages of one reading from those of others
   */
  void keep(Object reading, PageRequest request, Page page, ByteBuffer body, long ttlNanos) {
    KeptPage kept = new KeptPage(reading, body, request.limit(), page.askedAt());
    put(
        new Place(this, request.search(), request.offset()),
        new KeptAnswer(List.of(kept), page.askedAt()),
        ttlNanos);
  }

  private void put(Object key, KeptAnswer answer, long ttlNanos) {
    long nanos = longest.accumulateAndGet(ttlNanos, Math::max);
    Room.KEPT.put(key, new Kept(answer, nanos));
  }

  /** Makes one answer of the pages of a search, if all are still there. */
  void complete(Object reading, Search search, Set<Long> offsets, long ttlNanos) {
    List<KeptPage> pages = new ArrayList<>();
    for (long offset : offsets) {
      KeptPage page = own(reading, new Place(this, search, offset));
      if (page == null) {
        return;
      }
      pages.add(page);
    }
    forget(reading, search, offsets);
    KeptPage oldest = pages.get(0);
    for (KeptPage page : pages) {
      oldest = page.askedAt() - oldest.askedAt() < 0 ? page : oldest;
    }
    put(
        new Whole(this, search.withSort(null)),
        new KeptAnswer(List.copyOf(pages), oldest.askedAt()),
        ttlNanos);
  }

  /** Forgets what a reading kept of a search. */
  void forget(Object reading, Search search, Set<Long> offsets) {
    for (long offset : offsets) {
      Place place = new Place(this, search, offset);
      if (own(reading, place) != null) {
        Room.KEPT.invalidate(place);
      }
    }
    Whole whole = new Whole(this, search.withSort(null));
    if (own(reading, whole) != null) {
      Room.KEPT.invalidate(whole);
    }
  }

  /** What is kept there, if it is of that reading. */
  private static @Nullable KeptPage own(Object reading, Object key) {
    Kept kept = Room.KEPT.getIfPresent(key);
    KeptPage first = kept == null ? null : kept.answer().pages().get(0);
    return first != null && first.reading() == reading ? first : null;
  }
}
