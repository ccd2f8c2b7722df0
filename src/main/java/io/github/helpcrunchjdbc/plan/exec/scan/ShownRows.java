package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows whose times are what the connection's clock says, made of rows with instants. */
public final class ShownRows {
  private ShownRows() {}

  static RowSource of(RowSource rows, List<ColumnDef> columns, WallClock clock) {
    return differ(columns, clock) ? rows.map(row -> show(row, columns, clock)) : rows;
  }

  /**
   * The same with the instants of their times behind the columns, in the order of the columns. An
   * instant is there only in an hour that the clock shows the second time, else null.
   */
  static RowSource withInstants(RowSource rows, List<ColumnDef> columns, WallClock clock) {
    return rows.map(
        row -> {
          List<@Nullable Long> instants = repeatedInstants(row, columns, clock);
          @Nullable Object[] shown =
              Arrays.copyOf(
                  show(row, columns, clock), columns.size() + instants.size(), Object[].class);
          for (int i = 0; i < instants.size(); i++) {
            shown[columns.size() + i] = instants.get(i);
          }
          return shown;
        });
  }

  /** The instants of a row's times, in their order; null for those that the clock says once. */
  private static List<@Nullable Long> repeatedInstants(
      @Nullable Object[] row, List<ColumnDef> columns, WallClock clock) {
    List<@Nullable Long> instants = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isInstant()) {
        instants.add(row[i] instanceof Long millis && clock.isSecondTime(millis) ? millis : null);
      }
    }
    return instants;
  }

  /** A copy of a row as the clock shows it. */
  private static @Nullable Object[] show(
      @Nullable Object[] row, List<ColumnDef> columns, WallClock clock) {
    @Nullable Object[] shown = row.clone();
    // The reader may have added columns of its own at the end.
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isInstant() && shown[i] instanceof Long millis) {
        shown[i] = clock.show(millis);
      }
    }
    return shown;
  }

  /** A check of rows as the clock shows them, to be made of rows with instants. */
  public static Predicate<@Nullable Object[]> check(
      Predicate<@Nullable Object[]> ofShown, List<ColumnDef> columns, WallClock clock) {
    return differ(columns, clock) ? row -> ofShown.test(show(row, columns, clock)) : ofShown;
  }

  /** Whether rows of these columns look different on the clock. */
  private static boolean differ(List<ColumnDef> columns, WallClock clock) {
    return !clock.isUtc()
        && IntStream.range(0, columns.size()).anyMatch(i -> columns.get(i).isInstant());
  }
}
