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

/** Rows that are read when they are asked for. Not thread-safe. */
public interface RowSource extends AutoCloseable {
  /** Returns the next row, null at the end. */
  @Nullable Object @Nullable [] next();

  /** Stops reading. A second call does no harm. */
  @Override
  void close();

  /**
   * Returns a source of rows that are made one by one.
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

  /** Returns a source of rows that are in memory. */
  static RowSource of(List<@Nullable Object[]> rows) {
    Iterator<@Nullable Object[]> left = rows.iterator();
    return of(() -> left.hasNext() ? left.next() : null, () -> {});
  }

  /** Returns several sources one after the other. Each is opened when the one before has ended. */
  static RowSource concat(List<Supplier<RowSource>> sources) {
    return new ConcatenatedRows(sources);
  }

  /** Returns a source that is opened when its first row is asked for. */
  static RowSource from(Supplier<RowSource> source) {
    return concat(List.of(source));
  }

  /**
   * Returns rows that the driver sorts, because the service does not sort or is not asked to.
   *
   * @param unsorted reads all rows; it is run when the first row is asked for
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

  /** Returns these rows, each changed when it is asked for. */
  default RowSource map(UnaryOperator<@Nullable Object[]> change) {
    return of(
        () -> {
          @Nullable Object[] row = next();
          return row == null ? null : change.apply(row);
        },
        this::close);
  }

  /** Returns the rows that satisfy a condition. */
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

  /** Returns the rows that OFFSET and LIMIT leave. */
  default RowSource limited(long offset, long limit) {
    return new LimitedRows(this, offset, limit);
  }

  /**
   * Returns these rows without the values at their ends that only the reading needed.
   *
   * @param width how many values of each row stay
   */
  default RowSource trimmed(int width) {
    return map(row -> row.length == width ? row : Arrays.copyOf(row, width));
  }

  /** Returns these rows, and runs an action after they have been closed. */
  default RowSource onClose(Runnable action) {
    return of(
        this::next,
        () -> {
          close();
          action.run();
        });
  }

  /** Returns these rows, and counts the memory of each one, as it will be kept. */
  default RowSource counted(MemoryShare share) {
    return map(
        row -> {
          share.keep(row);
          return row;
        });
  }

  /** Reads all remaining rows and returns them. */
  default List<@Nullable Object[]> toList() {
    List<@Nullable Object[]> all = new ArrayList<>();
    for (@Nullable Object[] row = next(); row != null; row = next()) {
      all.add(row);
    }
    return all;
  }

  /** Reads all remaining rows and returns their number. */
  default long count() {
    long count = 0;
    while (next() != null) {
      count++;
    }
    return count;
  }
}
