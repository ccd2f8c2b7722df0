package io.github.helpcrunchjdbc.rows;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decoded answer of a search.
 *
 * <p>A row holds one value for each column asked for, in that order: {@code Long} for INTEGER,
 * {@code Long} milliseconds since 1970 UTC for DATE, {@code Boolean}, or {@code String} (JSON text
 * for TAGS and ATTRIBUTES); null where the customer has no value and for columns that can only be
 * searched. Several readers may share a page, so it must not be changed.
 *
 * @param total how many customers match in all, {@link #UNKNOWN_TOTAL} if the answer does not say
 * @param undecoded the values that are null in the rows because their columns can't hold them
 * @param body the undecoded answer, null unless the decoder was to keep it
 * @param askedAt when the request went out, on {@link System#nanoTime}'s clock
 * @param cameAt when the answer had come, on the same clock
 */
public record Page(
    List<@Nullable Object[]> rows,
    long total,
    List<UndecodedValue> undecoded,
    @Nullable ByteBuffer body,
    long askedAt,
    long cameAt) {
  public static final long UNKNOWN_TOTAL = -1;

  /** Creates a page without times and without the undecoded answer. */
  public Page(List<@Nullable Object[]> rows, long total) {
    this(rows, total, List.of(), null, 0, 0);
  }

  /**
   * Returns a copy of this page with the times of its request and its answer. The page was true of
   * the account at some time between them.
   */
  public Page between(long newAskedAt, long newCameAt) {
    return new Page(rows, total, undecoded, body, newAskedAt, newCameAt);
  }

  /** Returns the page with its first rows only, as if no more had been asked for. */
  public Page first(int most) {
    return rows.size() <= most ? this : of(rows.subList(0, most));
  }

  /** Returns a copy of this page with some of its rows. */
  public Page of(List<@Nullable Object[]> some) {
    return new Page(some, total, undecoded, body, askedAt, cameAt);
  }
}
