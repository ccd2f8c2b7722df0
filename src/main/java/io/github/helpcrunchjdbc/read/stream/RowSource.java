package io.github.helpcrunchjdbc.read.stream;

import io.github.helpcrunchjdbc.execution.MemoryShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows that are read as they are asked for. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /** The next row, null at the end. */
  @Nullable Object @Nullable [] next();

  /** Stops reading. Harmless if called twice. */
  @Override
  void close();

  /**
   * Rows that are made one by one.
   *
   * @param next makes the next row, null at the end
   */
  static RowSource of(Supplier<@Nullable Object @Nullable []> next, Runnable close) {
    return new RowSource() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return next.get();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  /** Rows that are at hand. */
  static RowSource of(List<@Nullable Object[]> rows) {
    Iterator<@Nullable Object[]> left = rows.iterator();
    return of(() -> left.hasNext() ? left.next() : null, () -> {});
  }

  /** Several sources one after the other, each opened when the one before has ended. */
  static RowSource concat(List<Supplier<RowSource>> sources) {
    return new ConcatenatedRows(sources);
  }

  /** A source that is opened when its first row is asked for. */
  static RowSource from(Supplier<RowSource> source) {
    return concat(List.of(source));
  }

  /**
   * Rows that are sorted here, as the service is known not to, or is not asked.
   *
   * @param unsorted gathers all the rows, when the first is asked for
   */
  static RowSource sorted(
      Supplier<List<@Nullable Object[]>> unsorted, Comparator<@Nullable Object[]> order) {
    return from(
        () -> {
          List<@Nullable Object[]> all = unsorted.get();
          all.sort(order);
          return of(all);
        });
  }

  /** These rows, each changed as it is asked for. */
  default RowSource map(UnaryOperator<@Nullable Object[]> change) {
    return of(
        () -> {
          @Nullable Object[] row = next();
          return row == null ? null : change.apply(row);
        },
        this::close);
  }

  /** Those of the rows that satisfy a condition. */
  default RowSource filter(Predicate<@Nullable Object[]> condition) {
    return of(
        () -> {
          @Nullable Object[] row = next();
          while (row != null && !condition.test(row)) {
            row = next();
          }
          return row;
        },
        this::close);
  }

  /** What OFFSET and LIMIT leave of these rows. */
  default RowSource limited(long offset, long limit) {
    return new LimitedRows(this, offset, limit);
  }

  /**
   * These rows without what only reading them needed, which stands at their ends.
   *
   * @param width how many values are left of each
   */
  default RowSource trimmed(int width) {
    return map(row -> row.length == width ? row : Arrays.copyOf(row, width));
  }

  /** These rows, with something that is done when they have been closed. */
  default RowSource onClose(Runnable action) {
    return of(
        this::next,
        () -> {
          close();
          action.run();
        });
  }

  /** These rows, each counted as it is asked for, since it will be kept. */
  default RowSource counted(MemoryShare share) {
    return map(
        row -> {
          share.keep(row);
          return row;
        });
  }

  /** All rows that are left. */
  default List<@Nullable Object[]> toList() {
    List<@Nullable Object[]> all = new ArrayList<>();
    for (@Nullable Object[] row = next(); row != null; row = next()) {
      all.add(row);
    }
    return all;
  }

  /** How many rows are left; they are read. */
  default long count() {
    long count = 0;
    while (next() != null) {
      count++;
    }
    return count;
  }
}
