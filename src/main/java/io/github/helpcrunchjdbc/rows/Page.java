package io.github.helpcrunchjdbc.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decoded answer of a search.
 *
 * <p>A row holds one value for each column asked for, in that order: {@code Long} for INTEGER,
 * {@code Long} milliseconds since 1970 UTC for DATE, {@code Boolean}, or {@code String} (JSON text
 * for TAGS and ATTRIBUTES); null where the customer has no value and for columns only searched.
 *
 * @param total how many customers match in all, {@link #UNKNOWN_TOTAL} if the answer does not say
 */
public record Page(List<@Nullable Object[]> rows, long total) {
  public static final long UNKNOWN_TOTAL = -1;
  public static final Page EMPTY = new Page(List.of(), 0);
}
