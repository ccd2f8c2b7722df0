package io.github.helpcrunchjdbc.plan.function;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.jspecify.annotations.Nullable;

/** Parts of times, as EXTRACT gives them. Public for the code that Calcite generates. */
public final class TimePart {
  private static final Set<TimeUnitRange> OF_DAYS =
      EnumSet.of(
          TimeUnitRange.YEAR,
          TimeUnitRange.QUARTER,
          TimeUnitRange.MONTH,
          TimeUnitRange.WEEK,
          TimeUnitRange.DAY,
          TimeUnitRange.DOW,
          TimeUnitRange.DOY,
          TimeUnitRange.ISODOW,
          TimeUnitRange.ISOYEAR);
  private static final long DAY = 86_400_000L;

  private TimePart() {}

  public static boolean has(TimeUnitRange unit) {
    return OF_DAYS.contains(unit) || unit == TimeUnitRange.HOUR || unit == TimeUnitRange.MINUTE;
  }

  /**
   * A part of a time.
   *
   * @param unit name of one that {@link #has}
   * @param millis since 1970
   * @return null if there is no time
   */
  public static @Nullable Long part(@Nullable String unit, @Nullable Long millis) {
    if (unit == null || millis == null) {
      return null;
    }
    return switch (unit) {
      case "HOUR" -> Math.floorMod(millis, DAY) / 3_600_000L;
      case "MINUTE" -> Math.floorMod(millis, 3_600_000L) / 60_000L;
      default ->
          DateTimeUtils.unixDateExtract(TimeUnitRange.valueOf(unit), Math.floorDiv(millis, DAY));
    };
  }
}
