package io.github.helpcrunchjdbc.plan.exec.operator;

import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Limits rows without reading behind the last. Public for the code that Calcite generates. */
public final class LazyLimit {
  private LazyLimit() {}

  /**
   * Returns rows without the skipped ones, and not more than wanted.
   *
   * @param offset how many rows to skip, a number; null for none
   * @param fetch how many rows to return at the most, a number; null for all
   */
  public static <T> Enumerable<T> limit(
      Enumerable<T> rows, @Nullable Object offset, @Nullable Object fetch) {
    long skipped = offset instanceof Number number ? rows(number) : 0;
    long most = fetch instanceof Number number ? rows(number) : Long.MAX_VALUE;
    return GeneratedRows.lazy(() -> new Limited<>(rows, skipped, most));
  }

  /** Returns a LIMIT or OFFSET as a long. In MySQL, 18446744073709551615 means all rows. */
  public static long rows(Number number) {
    return number.doubleValue() >= Long.MAX_VALUE ? Long.MAX_VALUE : number.longValue();
  }

  /** Opens the rows only when the first row is asked for. */
  private static final class Limited<T> implements Enumerator<T> {
    private final Enumerable<T> source;
    private long skip;
    private long left;
    private @Nullable Enumerator<T> rows;

    Limited(Enumerable<T> source, long skip, long left) {
      this.source = source;
      this.skip = skip;
      this.left = left;
    }

    @Override
    public T current() {
      if (rows == null) {
        throw new IllegalStateException("there is no row yet");
      }
      return rows.current();
    }

    @Override
    public boolean moveNext() {
      if (left <= 0) {
        return false;
      }
      Enumerator<T> opened = rows == null ? source.enumerator() : rows;
      rows = opened;
      for (; skip > 0; skip--) {
        if (!opened.moveNext()) {
          left = 0;
          return false;
        }
      }
      left--;
      return opened.moveNext();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows are read once");
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
      }
    }
  }
}
