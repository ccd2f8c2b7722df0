package io.github.helpcrunchjdbc.read.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The memory for answers that all accounts of a driver share, so that one bound holds for all. If
 * it is full, the answer goes first that was not used for the longest time. Thread-safe.
 */
public final class AnswerStore {
  /** The most bytes of answers that are kept, keys and nodes included. A small heap keeps less. */
  private static final long MOST_BYTES =
      Math.min(256L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 8));

  /**
   * An answer in the store.
   *
   * @param answer one page, or all pages of a search
   * @param nanos how long the answer is kept
   */
  private record Entry(CachedAnswer answer, long nanos) {}

  private final Cache<Object, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Object key, Entry entry) -> (int) Math.min(MOST_BYTES, entry.answer().bytes()))
          .expireAfter(Expiry.writing((Object key, Entry entry) -> Duration.ofNanos(entry.nanos())))
          // The cache's own upkeep is short, so it needs no threads of its own.
          .executor(Runnable::run)
          .build();

  /** Returns the most bytes that one reading may keep. More would evict its own first pages. */
  static long mostBytesOfOne() {
    return MOST_BYTES / 2;
  }

  @Nullable CachedAnswer get(Object key) {
    Entry entry = entries.getIfPresent(key);
    return entry == null ? null : entry.answer();
  }

  void put(Object key, CachedAnswer answer, long nanos) {
    entries.put(key, new Entry(answer, nanos));
  }

  void remove(Object key) {
    entries.invalidate(key);
  }
}
