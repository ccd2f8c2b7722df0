package io.github.helpcrunchjdbc.read.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows that are sorted here, as the service is known not to, or is not asked. */
public final class SortedRows implements RowSource {
  private final Supplier<List<@Nullable Object[]>> unsorted;
  private final Comparator<@Nullable Object[]> order;
  private @Nullable Iterator<@Nullable Object[]> rows;

  /**
   * Starts with nothing read.
   *
   * @param unsorted gives all the rows, once
   */
  public SortedRows(
      Supplier<List<@Nullable Object[]>> unsorted, Comparator<@Nullable Object[]> order) {
    this.unsorted = unsorted;
    this.order = order;
  }

  /** All that a source still has. */
  public static List<@Nullable Object[]> gather(RowSource source) {
    List<@Nullable Object[]> all = new ArrayList<>();
    for (@Nullable Object[] row = source.next(); row != null; row = source.next()) {
      all.add(row);
    }
    return all;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (rows == null) {
      List<@Nullable Object[]> all = unsorted.get();
      all.sort(order);
      rows = all.iterator();
    }
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    rows = List.<@Nullable Object[]>of().iterator();
  }
}
