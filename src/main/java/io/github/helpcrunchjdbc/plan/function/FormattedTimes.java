package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.util.format.postgresql.CompiledDateTimeFormat;
import org.apache.calcite.util.format.postgresql.PostgresqlDateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads times in a format of PostgreSQL. Public for the code that Calcite generates,
 * which keeps one object for each place in a statement. Thread-safe.
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

  /**
   * The parts of a format. For parts of the group, the case of the letters decides the case shown.
   */
  private static final Pattern PART =
      Pattern.compile(
          "(?i)(MONTH|MON|DAY|DY|RM|[AP]\\.M\\.|[AP]M|B\\.C\\.|A\\.D\\.|BC|AD|TZ|TM|TH)|HH24|HH12"
              + "|HH|MI|SSSSS?|SS|MS|US|FF[1-6]|Y,YYY|Y{1,4}|IYYY|IYY|IY|IDDD|ID|IW|I|Q|MM|D{1,3}"
              + "|WW|W|CC|J|FM");

  /** Matches text in quotation marks, a part that the library shows wrongly, or other text. */
  private static final Pattern PIECE =
      Pattern.compile(
          "(?i)\"([^\"]*)\"?|(FM)?((?<!I)WW|CC|RM)(?:TH)?|[^\"]+?(?=\"|(?:FM)?(?:(?<!I)WW|CC|RM)|$)");

  /** Matches parts that show nothing: a zone, which a TIMESTAMP lacks, and FM before a fraction. */
  private static final Pattern UNKNOWN =
      Pattern.compile("(?i)(\"[^\"]*\"?)|FM(?=MS|US|FF[1-6])|(?:FM)?TZ(?![HM])");

  private static final int DAYS_OF_WEEK = 7;
  private static final int CENTURY = 100;
  private static final Pattern SEPARATOR = Pattern.compile("[^A-Z0-9]+");
  private static final int HALF_A_DAY = 12;
  private static final ZonedDateTime ONE = Instant.ofEpochMilli(1_007).atZone(ZoneOffset.UTC);
  private static final ZonedDateTime OTHER =
      ZonedDateTime.of(2012, 11, 28, 21, 59, 46, 123_456_000, ZoneOffset.UTC);

  /** The format compiled last, because a statement uses one format for row after row. */
  private volatile @Nullable Compiled lastCompiled;

  private volatile @Nullable Shown lastPieces;

  private record Shown(String text, List<Function<ZonedDateTime, String>> pieces) {}

  /** A format, and the format with a mark before each fraction of a second. */
  private record Compiled(
      String text, CompiledDateTimeFormat format, CompiledDateTimeFormat marked) {}

  /**
   * Returns a timestamp, in milliseconds since 1970, in a format: the wall clock, whatever zone the
   * JVM is in.
   *
   * @throws HelpCrunchException TIME_OUT_OF_RANGE outside the years 1 to 9999
   */
  public String formatted(long millis, String format) {
    Shown shown = lastPieces;
    if (shown == null || !shown.text.equals(format)) {
      String known = UNKNOWN.matcher(BoundedText.format(format)).replaceAll("$1");
      shown = new Shown(format, PIECE.matcher(known).results().map(FormattedTimes::shown).toList());
      lastPieces = shown;
    }
    ZonedDateTime time =
        Instant.ofEpochMilli(TimeArithmetic.timeInYears(millis)).atZone(ZoneOffset.UTC);
    return shown.pieces.stream().map(piece -> piece.apply(time)).collect(Collectors.joining());
  }

  /** Returns a function that shows one piece of a format for a time. */
  private static Function<ZonedDateTime, String> shown(MatchResult piece) {
    String quoted = piece.group(1);
    if (quoted != null) {
      return time -> quoted;
    }
    String own = piece.group(3) == null ? "" : piece.group(3).toUpperCase(Locale.ROOT);
    // The library shows the minutes in the form in which the weeks should be shown.
    String known = own.equals("WW") ? piece.group().replaceFirst("(?i)WW", "MI") : piece.group();
    CompiledDateTimeFormat format =
        PostgresqlDateTimeFormatter.compilePattern(
            PART.matcher(known)
                .replaceAll(
                    part ->
                        part.group(1) == null
                            ? part.group().toUpperCase(Locale.ROOT)
                            : part.group()));
    return switch (own) {
      case "WW" ->
          time -> shown(format, time.withMinute((time.getDayOfYear() - 1) / DAYS_OF_WEEK + 1));
      case "CC" ->
          time -> shown(format, time.withYear((time.getYear() - 1) / CENTURY * CENTURY + 1));
      case "RM" ->
          time -> String.format(piece.group(2) == null ? "%-4s" : "%s", shown(format, time));
      default -> time -> shown(format, time);
    };
  }

  private static String shown(CompiledDateTimeFormat format, ZonedDateTime time) {
    return format.formatDateTime(time, Locale.ENGLISH);
  }

  /**
   * Refuses a format by which no time can be read.
   *
   * @throws HelpCrunchException NOT_SUPPORTED if the format has no part of a time, has a single
   *     quotation mark, or the library can't compile it; TOO_LARGE if it is too long
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
      throw HelpCrunchException.notSupported(
          "no time can be read by the FORMAT '" + format + "'; write one such as 'YYYY-MM-DD'");
    }
  }

  /**
   * Reads a time that is written in a format, as milliseconds since 1970; names and AM may be in
   * any case.
   *
   * @throws HelpCrunchException INVALID_TIME if the text is no time in that format, such as a 30th
   *     of February
   */
  public long read(String text, String format) {
    return read(text, format, true);
  }

  /**
   * Like {@link #read}, but as TO_DATE and TO_TIMESTAMP read: text may follow, and other signs may
   * separate the parts.
   *
   * @throws HelpCrunchException INVALID_TIME if the text does not begin with a time
   */
  public long readBeginning(String text, String format) {
    return read(text, format, false);
  }

  private long read(String text, String format, boolean strict) {
    String plain = LetterCase.upperText(text.strip());
    String[] pieces = LetterCase.upperText(format).split("\"", -1);
    int from = 0;
    for (int i = 1; i < pieces.length && from >= 0; i += 2) {
      // The library would read the letters of a quoted text as parts of a time.
      from = plain.indexOf(pieces[i], from);
      if (from >= 0) {
        plain = plain.substring(0, from) + QUOTED + plain.substring(from + pieces[i].length());
        from += QUOTED.length();
        pieces[i] = QUOTED;
      }
    }
    String parts = String.join("", pieces);
    if (!strict) {
      parts = parts.strip();
      plain = separated(plain, parts);
    }
    ZonedDateTime time =
        from < 0 ? null : readPlain(withFraction(plain, parts.strip()), parts, strict);
    if (time == null || time.getYear() > LAST_YEAR) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_TIME,
          "an expression met text that is no date or time of the format '" + format + "'");
    }
    return time.toInstant().toEpochMilli();
  }

  /** Replaces the signs between the parts of a text by the signs that the format has there. */
  private static String separated(String text, String format) {
    Matcher wanted = SEPARATOR.matcher(format);
    Matcher written = SEPARATOR.matcher(text);
    StringBuilder separated = new StringBuilder();
    int at = 0;
    while (wanted.find()
        && written.find()
        && (at > 0 || (wanted.start() == 0) == (written.start() == 0))) {
      separated.append(text, at, written.start()).append(wanted.group());
      at = written.end();
    }
    return separated.append(text, at, text.length()).toString();
  }

  /**
   * Fills up a fraction of a second to the digits of its format: .7 means 700 milliseconds, but the
   * library reads 7.
   */
  private static String withFraction(String text, String format) {
    Matcher fraction = FRACTION.matcher(format);
    if (!fraction.find()) {
      return text;
    }
    Matcher separator = SEPARATOR.matcher(format).region(0, fraction.start());
    Matcher written = SEPARATOR.matcher(text);
    int before = 0;
    int start = 0;
    while (separator.find()) {
      if (!written.find()) {
        return text;
      }
      before = separator.end();
      start = written.end();
    }
    int digits =
        switch (fraction.group()) {
          case "MS" -> 3;
          case "US" -> 6;
          default -> fraction.group().charAt(2) - '0';
        };
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    boolean isAfterSeparator = before == fraction.start();
    boolean isShort = isAfterSeparator && end > start && end < start + digits;
    return isShort
        ? text.substring(0, end) + "0".repeat(start + digits - end) + text.substring(end)
        : text;
  }

  /** Returns the time that the format shows as this text, null if there is none. */
  private @Nullable ZonedDateTime readPlain(String written, String format, boolean strict) {
    try {
      Compiled known = compiled(format);
      // The library reads 12 PM as hour 24, and 12 AM as hour 12.
      ZonedDateTime time =
          known.format.parseDateTime(
              AFTERNOON.matcher(written).replaceAll("A"), ZoneOffset.UTC, Locale.ENGLISH);
      ZonedDateTime later = time.withHour((time.getHour() + HALF_A_DAY) % (2 * HALF_A_DAY));
      return shows(known, time, written, strict)
          ? time
          : shows(known, later, written, strict) ? later : null;
    } catch (ParseException | RuntimeException e) {
      // The library's message shows the text.
      return null;
    }
  }

  /**
   * Returns whether a format shows a time as this text; spaces and leading zeros don't count. The
   * library itself ignores what follows the time, accepts the year 0, and reads 0.7 s as 0.007 s.
   */
  private static boolean shows(
      Compiled format, ZonedDateTime time, String written, boolean strict) {
    String shown = format.marked.formatDateTime(time, Locale.ENGLISH);
    StringBuilder wanted = new StringBuilder();
    Matcher part = NUMBER.matcher(LetterCase.upperText(shown));
    while (part.find()) {
      boolean isNumber = part.group(3) != null;
      wanted.append(
          !isNumber
              ? part.group(4) == null ? "" : Pattern.quote(part.group(4))
              : part.group(1).isEmpty() ? "0*" + part.group(3) : part.group(2) + part.group(3));
    }
    Matcher matcher =
        Pattern.compile(wanted.toString()).matcher(SPACES.matcher(written).replaceAll(""));
    return strict ? matcher.matches() : matcher.lookingAt();
  }

  private Compiled compiled(String format) {
    Compiled compiled = lastCompiled;
    if (compiled == null || !compiled.text.equals(format)) {
      BoundedText.format(format);
      compiled =
          new Compiled(
              format,
              PostgresqlDateTimeFormatter.compilePattern(format),
              PostgresqlDateTimeFormatter.compilePattern(
                  FRACTION.matcher(format).replaceAll("\u0001$0")));
      lastCompiled = compiled;
    }
    return compiled;
  }
}
