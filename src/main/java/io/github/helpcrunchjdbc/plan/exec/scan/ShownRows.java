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

/** Turns rows with instants into rows with times as the connection's clock shows them. */
public final class ShownRows {
  private ShownRows() {}

  static RowSource of(RowSource rows, List<ColumnDef> columns, WallClock clock) {
    return differ(columns, clock) ? rows.map(row -> show(row, columns, clock)) : rows;
  }

  /**
   * Like {@link #of}, but adds the instant of each time behind the columns, in their order. The
   * instant is null unless the clock shows the time for the second time.
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

  /** Returns the instants of a row's times; null unless the clock shows one the second time. */
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

  /** Returns a copy of a row with times as the clock shows them. */
  private static @Nullable Object[] show(
      @Nullable Object[] row, List<ColumnDef> columns, WallClock clock) {
    @Nullable Object[] shown = row.clone();
    // Behind these, the reader may have added columns of its own.
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isInstant() && shown[i] instanceof Long millis) {
        shown[i] = clock.show(millis);
      }
    }
    return shown;
  }

  /** Returns a check of rows with instants, made of a check of rows as the clock shows them. */
  public static Predicate<@Nullable Object[]> check(
      Predicate<@Nullable Object[]> ofShown, List<ColumnDef> columns, WallClock clock) {
    return differ(columns, clock) ? row -> ofShown.test(show(row, columns, clock)) : ofShown;
  }

  /** Whether rows with these columns differ from their form on the clock. */
  private static boolean differ(List<ColumnDef> columns, WallClock clock) {
    return !clock.isUtc()
        && IntStream.range(0, columns.size()).anyMatch(i -> columns.get(i).isInstant());
  }
}
