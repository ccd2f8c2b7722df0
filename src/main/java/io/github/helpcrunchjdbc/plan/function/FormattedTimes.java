package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
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
  private static final Pattern FILLING =
      Pattern.compile("\\s+|(?<![0-9]|:[0-9]{1,2}\\.)0+(?=[0-9])");

  /** The last one compiled: one statement shows row after row in one format. */
  private volatile @Nullable Compiled last;

  private record Compiled(String text, CompiledDateTimeFormat format) {}

  public FormattedTimes() {
    // For generated code.
  }

  /**
   * A timestamp in milliseconds since 1970 as a format shows it: the wall clock, whatever zone the
   * JVM is in.
   */
  public String formatted(long millis, String format) {
    return compiled(format)
        .formatDateTime(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC), Locale.ENGLISH);
  }

  /**
   * The milliseconds since 1970 of a time that is written in a format; names and AM count in any
   * case.
   *
   * @throws HelpCrunchException INVALID_TIME if the text is none of that format, such as a 30th of
   *     February
   */
  public long read(String text, String format) {
    String written = text.strip().toUpperCase(Locale.ROOT);
    try {
      CompiledDateTimeFormat compiled = compiled(format.toUpperCase(Locale.ROOT));
      ZonedDateTime time = compiled.parseDateTime(written, ZoneOffset.UTC, Locale.ENGLISH);
      // The library passes over what stands behind, makes years of 0, and 0.007 s of 0.7.
      if (plain(compiled.formatDateTime(time, Locale.ENGLISH)).equals(plain(written))
          && time.getYear() <= LAST_YEAR) {
        return time.toInstant().toEpochMilli();
      }
    } catch (ParseException | RuntimeException e) {
      // Its message shows the text.
    }
    throw new HelpCrunchException(
        ErrorCode.INVALID_TIME,
        "an expression met text that is no date or time of the format '" + format + "'");
  }

  /** Without spaces, and without the zeros before numbers. */
  private static String plain(String written) {
    return FILLING.matcher(written.toUpperCase(Locale.ROOT)).replaceAll("");
  }

  private CompiledDateTimeFormat compiled(String format) {
    Compiled compiled = last;
    if (compiled == null || !compiled.text.equals(format)) {
      compiled = new Compiled(format, PostgresqlDateTimeFormatter.compilePattern(format));
      last = compiled;
    }
    return compiled.format;
  }
}
