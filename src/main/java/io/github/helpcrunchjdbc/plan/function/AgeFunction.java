package io.github.helpcrunchjdbc.plan.function;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.StringJoiner;
import org.apache.calcite.linq4j.function.Strict;

/** The function AGE. Public for the code that Calcite generates. */
@Strict
public final class AgeFunction {
  private static final int DAY = 86_400_000;
  private static final int HOUR = 3_600_000;
  private static final int MINUTE = 60_000;
  private static final int SECOND = 1000;
  private static final int MONTHS = 12;

  private AgeFunction() {}

  /**
   * Returns the time from {@code since} to {@code at}, as in PostgreSQL: if the days do not fill a
   * whole month, a month is borrowed that is as long as the month of the earlier time. Times are
   * milliseconds since 1970.
   *
   * @return such as {@code 43 years 9 mons 27 days}, each part negative if {@code at} is earlier
   */
  public static String between(long at, long since) {
    LocalDateTime from = time(Math.min(at, since));
    LocalDateTime to = time(Math.max(at, since));
    int millis = to.get(ChronoField.MILLI_OF_DAY) - from.get(ChronoField.MILLI_OF_DAY);
    int days = to.getDayOfMonth() - from.getDayOfMonth();
    int months =
        MONTHS * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
    if (millis < 0) {
      millis += DAY;
      days--;
    }
    if (days < 0) {
      days += from.toLocalDate().lengthOfMonth();
      months--;
    }
    return text(months, days, millis, at < since ? "-" : "");
  }

  private static LocalDateTime time(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static String text(int months, int days, int millis, String sign) {
    StringJoiner parts = new StringJoiner(" ");
    add(parts, sign, months / MONTHS, "year");
    add(parts, sign, months % MONTHS, "mon");
    add(parts, sign, days, "day");
    if (millis != 0 || parts.length() == 0) {
      parts.add((millis == 0 ? "" : sign) + clock(millis));
    }
    return parts.toString();
  }

  private static void add(StringJoiner parts, String sign, int number, String unit) {
    if (number != 0) {
      parts.add(sign + number + " " + unit + (number == 1 && sign.isEmpty() ? "" : "s"));
    }
  }

  private static String clock(int millis) {
    String whole =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            millis / HOUR,
            millis % HOUR / MINUTE,
            millis % MINUTE / SECOND);
    String fraction =
        String.format(Locale.ROOT, ".%03d", millis % SECOND).replaceAll("0+$|\\.0+$", "");
    return whole + fraction;
  }
}
