package io.github.helpcrunchjdbc.plan.function;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
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
    Compiled compiled = last;
    if (compiled == null || !compiled.text.equals(format)) {
      compiled = new Compiled(format, PostgresqlDateTimeFormatter.compilePattern(format));
      last = compiled;
    }
    return compiled.format.formatDateTime(
        Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC), Locale.ENGLISH);
  }
}
