package io.github.helpcrunchjdbc.read.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The memory for answers that all accounts of a driver share, so that one bound holds for them
 * together. What was not asked for longest goes first. Thread-safe.
 */
public final class AnswerStore {
  /** As many bytes of answers as are kept, keys and nodes included; a smaller heap keeps less. */
  private static final long MOST_BYTES =
      Math.min(256L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 8));

  /**
   * An answer in the store.
   *
   * @param answer one page, or all pages of a search
   * @param nanos how long it is kept
   */
  private record Entry(CachedAnswer answer, long nanos) {}

  private final Cache<Object, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Object key, Entry entry) -> (int) Math.min(MOST_BYTES, entry.answer().bytes()))
          .expireAfter(Expiry.writing((Object key, Entry entry) -> Duration.ofNanos(entry.nanos())))
          // Housekeeping is short; threads of its own would be more to answer for.
          .executor(Runnable::run)
          .build();

  /** No reading keeps more: it would push out all else, and its own beginning. */
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
