package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.util.format.postgresql.CompiledDateTimeFormat;
import org.apache.calcite.util.format.postgresql.PostgresqlDateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Times in a format of PostgreSQL's. Public for the code that Calcite generates, which keeps one
 * for each place in a statement. Thread-safe.
 */
@Strict
public final class FormattedTimes {
  private static final int LAST_YEAR = 9999;
  private static final Pattern FRACTION = Pattern.compile("(?<!M)MS|US|FF[1-6]");
  private static final Pattern NUMBER =
      Pattern.compile("(\u0001?)(0*)([0-9]+)|\\s+|([^0-9\\s\u0001]+)");
  private static final Pattern AFTERNOON = Pattern.compile("P(?=\\.?M)");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String QUOTED = "|";
  private static final int HALF_A_DAY = 12;
  private static final ZonedDateTime ONE = Instant.ofEpochMilli(1_007).atZone(ZoneOffset.UTC);
  private static final ZonedDateTime OTHER =
      ZonedDateTime.of(2012, 11, 28, 21, 59, 46, 123_456_000, ZoneOffset.UTC);

  /** The last one compiled: one statement shows row after row in one format. */
  private volatile @Nullable Compiled last;

  /** A format, and the same with a mark before each fraction of a second. */
  private record Compiled(
      String text, CompiledDateTimeFormat format, CompiledDateTimeFormat marked) {}

  public FormattedTimes() {
    // For generated code.
  }

  /**
   * A timestamp in milliseconds since 1970 as a format shows it: the wall clock, whatever zone the
   * JVM is in.
   */
  public String formatted(long millis, String format) {
    return compiled(format)
        .format
        .formatDateTime(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC), Locale.ENGLISH);
  }

  /**
   * Refuses a format by which no time can be read.
   *
   * @throws HelpCrunchException NOT_SUPPORTED if it has no part of a time, a quotation mark has no
   *     other, or the library takes it for none; TOO_LARGE if it is too long
   */
  public static void check(String format) {
    String upper = BoundedText.format(format).toUpperCase(Locale.ROOT);
    boolean isTold;
    try {
      CompiledDateTimeFormat compiled = PostgresqlDateTimeFormatter.compilePattern(upper);
      isTold =
          !compiled
              .formatDateTime(ONE, Locale.ENGLISH)
              .equals(compiled.formatDateTime(OTHER, Locale.ENGLISH));
    } catch (RuntimeException e) {
      isTold = false;
    }
    if (!isTold || upper.split("\"", -1).length % 2 == 0) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "no time can be read by the FORMAT '" + format + "'; write one such as 'YYYY-MM-DD'");
    }
  }

  /**
   * The milliseconds since 1970 of a time that is written in a format; names and AM count in any
   * case.
   *
   * @throws HelpCrunchException INVALID_TIME if the text is none of that format, such as a 30th of
   *     February
   */
  public long read(String text, String format) {
    String plain = text.strip().toUpperCase(Locale.ROOT);
    String[] pieces = format.toUpperCase(Locale.ROOT).split("\"", -1);
    int from = 0;
    for (int i = 1; i < pieces.length && from >= 0; i += 2) {
      // The library would take its letters for parts of a time.
      from = plain.indexOf(pieces[i], from);
      if (from >= 0) {
        plain = plain.substring(0, from) + QUOTED + plain.substring(from + pieces[i].length());
        from += QUOTED.length();
        pieces[i] = QUOTED;
      }
    }
    String parts = String.join("", pieces);
    ZonedDateTime time = from < 0 ? null : readPlain(withFraction(plain, parts), parts);
    if (time == null || time.getYear() > LAST_YEAR) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_TIME,
          "an expression met text that is no date or time of the format '" + format + "'");
    }
    return time.toInstant().toEpochMilli();
  }

  /**
   * The text with all digits that its format has for a fraction of a second: .7 says 700
   * milliseconds, of which the library makes 7.
   */
  public static String withFraction(String text, String format) {
    Matcher fraction = FRACTION.matcher(format.toUpperCase(Locale.ROOT));
    if (!fraction.find()) {
      return text;
    }
    boolean isFirst = fraction.start() == 0;
    char separator = isFirst ? 0 : format.charAt(fraction.start() - 1);
    int digits =
        switch (fraction.group()) {
          case "MS" -> 3;
          case "US" -> 6;
          default -> fraction.group().charAt(2) - '0';
        };
    int start = 0;
    for (int i = 0; i < fraction.start(); i++) {
      start = format.charAt(i) == separator ? text.indexOf(separator, start) + 1 : start;
    }
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    boolean isShort = (isFirst || start > 0) && end > start && end < start + digits;
    return isShort
        ? text.substring(0, end) + "0".repeat(start + digits - end) + text.substring(end)
        : text;
  }

  /** The time that the format shows as that text, null for none. */
  private @Nullable ZonedDateTime readPlain(String written, String format) {
    try {
      Compiled known = compiled(format);
      // The library makes 24 of 12 PM, and 12 of 12 AM.
      ZonedDateTime time =
          known.format.parseDateTime(
              AFTERNOON.matcher(written).replaceAll("A"), ZoneOffset.UTC, Locale.ENGLISH);
      ZonedDateTime later = time.withHour((time.getHour() + HALF_A_DAY) % (2 * HALF_A_DAY));
      return shows(known, time, written) ? time : shows(known, later, written) ? later : null;
    } catch (ParseException | RuntimeException e) {
      // Its message shows the text.
      return null;
    }
  }

  /**
   * Whether a format shows a time so, spaces and the zeros before numbers aside. The library passes
   * over what stands behind, makes years of 0, and 0.007 s of 0.7.
   */
  private static boolean shows(Compiled format, ZonedDateTime time, String written) {
    String shown = format.marked.formatDateTime(time, Locale.ENGLISH);
    StringBuilder wanted = new StringBuilder();
    Matcher part = NUMBER.matcher(shown.toUpperCase(Locale.ROOT));
    while (part.find()) {
      boolean isNumber = part.group(3) != null;
      wanted.append(
          !isNumber
              ? part.group(4) == null ? "" : Pattern.quote(part.group(4))
              : part.group(1).isEmpty() ? "0*" + part.group(3) : part.group(2) + part.group(3));
    }
    return Pattern.matches(wanted.toString(), SPACES.matcher(written).replaceAll(""));
  }

  private Compiled compiled(String format) {
    Compiled compiled = last;
    if (compiled == null || !compiled.text.equals(format)) {
      compiled =
          new Compiled(
              format,
              PostgresqlDateTimeFormatter.compilePattern(format),
              PostgresqlDateTimeFormatter.compilePattern(
                  FRACTION.matcher(format).replaceAll("\u0001$0")));
      last = compiled;
    }
    return compiled;
  }
}
