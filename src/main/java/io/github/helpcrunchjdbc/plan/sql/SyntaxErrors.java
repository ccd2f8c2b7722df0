package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.error.NearestName;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectException;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Turns SQL that can't be parsed into the driver's error: line, column, the line itself, and what
 * to write.
 */
final class SyntaxErrors {
  private static final String ALLOWED = "SELECT, VALUES, WITH and EXPLAIN are allowed";
  private static final List<String> BEGINNINGS = List.of("SELECT", "WITH", "VALUES", "EXPLAIN");
  private static final Set<String> WRITING =
      Set.copyOf(
          Splitter.on(' ')
              .splitToList(
                  "ALTER ANALYZE CALL COPY CREATE DELETE DROP EXEC EXECUTE GRANT INSERT LOCK MERGE "
                      + "REPLACE REVOKE TRUNCATE UPDATE UPSERT VACUUM"));

  private static final Set<String> NAMED_BY_TWO = Set.of("ALTER", "CREATE", "DROP");

  /** If a query ends with one of these words, something that should follow is missing. */
  private static final Set<String> UNFINISHED =
      Set.copyOf(
          Splitter.on(' ')
              .splitToList(
                  "SELECT DISTINCT FROM WHERE AND OR NOT LIMIT OFFSET BY ON JOIN IN LIKE ILIKE"
                      + " BETWEEN HAVING UNION EXCEPT INTERSECT AS IS CASE WHEN THEN ELSE WITH"
                      + " VALUES = < > , + - * / ( . <= >= <> !="));

  private static final Pattern PARTITIONED = Pattern.compile("(?is).*\\bPARTITION\\s+BY\\s+[^)]*");
  private static final String PARTITIONED_BY_QUERY =
      "a window can't be partitioned by a sub-query; select it as a column of a sub-query in FROM,"
          + " and partition by that";

  private static final Pattern JSON_AGGREGATE =
      Pattern.compile("(?is).*\\bJSON_(ARRAY|OBJECT)AGG\\s*\\(.*\\)\\s*");
  private static final String JSON_OVER =
      "JSON_ARRAYAGG and JSON_OBJECTAGG are of groups, not of windows; ARRAY_AGG(..) OVER (..) is a"
          + " list";

  private SyntaxErrors() {}

  static HelpCrunchException notUnderstood(String sql, DialectException e) {
    return at(e.code(), sql, e.offset(), String.valueOf(e.getMessage()), e);
  }

  static HelpCrunchException of(DialectText text, SqlParseException e) {
    String sql = text.original();
    List<String> words = text.words();
    String first = words.isEmpty() ? "" : words.get(0).toUpperCase(Locale.ROOT);
    if (words.isEmpty() || first.equals(";")) {
      return new HelpCrunchException(ErrorCode.SYNTAX, "the statement is empty", e);
    }
    if (WRITING.contains(first)) {
      return readOnly(words, e);
    }
    if (Character.isLetter(first.charAt(0)) && !BEGINNINGS.contains(first)) {
      return at(sql, sql.indexOf(words.get(0)), "no statement begins so" + meant(first), e);
    }
    String last = words.get(words.size() - 1);
    if (UNFINISHED.contains(last.toUpperCase(Locale.ROOT))) {
      return at(
          sql, sql.length(), "the statement ends after " + last + ", where more must follow", e);
    }
    SqlParserPos position = e.getPos();
    String reason = reason(String.valueOf(e.getMessage()));
    if (position == null) {
      return new HelpCrunchException(ErrorCode.SYNTAX, reason, e);
    }
    int offset = text.offset(position.getLineNum(), position.getColumnNum());
    String before = sql.substring(0, offset);
    if (reason.startsWith("Query") && PARTITIONED.matcher(before).matches()) {
      return at(ErrorCode.NOT_SUPPORTED, sql, offset, PARTITIONED_BY_QUERY, e);
    } else if (reason.contains("OVER") && JSON_AGGREGATE.matcher(before).matches()) {
      return at(ErrorCode.NOT_SUPPORTED, sql, offset, JSON_OVER, e);
    }
    return at(sql, offset, reason, e);
  }

  /** Returns the error for a literal that the parser accepts, but whose value does not exist. */
  static HelpCrunchException invalidLiteral(IllegalArgumentException e) {
    return new HelpCrunchException(
        ErrorCode.INVALID_SQL, "a literal of the statement is not valid: " + e.getMessage(), e);
  }

  /** Returns the error for a statement that is no query. */
  static HelpCrunchException readOnly(List<String> words, @Nullable Throwable cause) {
    String what = words.get(0).toUpperCase(Locale.ROOT);
    boolean ofKind = words.size() > 1 && NAMED_BY_TWO.contains(what);
    return new HelpCrunchException(
        ErrorCode.READ_ONLY,
        "the driver reads only: %s%s is refused, %s"
            .formatted(what, ofKind ? " " + words.get(1).toUpperCase(Locale.ROOT) : "", ALLOWED),
        cause);
  }

  private static String meant(String word) {
    return NearestName.of(word, BEGINNINGS)
        .map(known -> "; did you mean " + known + "?")
        .orElse("; " + ALLOWED);
  }

  /**
   * Returns the first line of Calcite's message without its place, which refers to a text that the
   * user does not know.
   */
  private static String reason(String message) {
    String line = message.lines().findFirst().orElse(message);
    int list = line.indexOf("Was expecting");
    return (list > 0 ? line.substring(0, list) : line)
        .replaceAll(" at line \\d+, column \\d+", "")
        .replaceFirst("^Lexical error\\.\\s+Encountered: (\\S+).*", "did not expect $1")
        .replaceFirst("^Encountered ", "did not expect ")
        .replace("\"<EOF>\"", "the end")
        .replaceFirst("^Literal '(\\d+)' can not be parsed .*", "$1 is more than 2147483647")
        .replaceFirst("^Incorrect syntax near the keyword ", "did not expect the keyword ")
        .replace("\\'", "'")
        .strip();
  }

  private static HelpCrunchException at(String sql, int offset, String reason, Throwable cause) {
    return at(ErrorCode.SYNTAX, sql, offset, reason, cause);
  }

  private static HelpCrunchException at(
      ErrorCode code, String sql, int offset, String reason, Throwable cause) {
    int at = Math.max(0, Math.min(offset, sql.length()));
    int start = at == 0 ? 0 : sql.lastIndexOf('\n', at - 1) + 1;
    int end = sql.indexOf('\n', at);
    String line = (end < 0 ? sql.substring(start) : sql.substring(start, end)).replace("\r", "");
    return new HelpCrunchException(
        code,
        "%s at line %s, column %s: %s\n%s\n%s^"
            .formatted(
                kind(code),
                1 + sql.substring(0, start).chars().filter(c -> c == '\n').count(),
                1 + at - start,
                reason,
                line,
                sql.substring(start, at).replaceAll("[^\t]", " ")),
        cause);
  }

  private static String kind(ErrorCode code) {
    return switch (code) {
      case SYNTAX -> "syntax error";
      case INVALID_LIMIT -> "negative limit";
      default -> "not supported";
    };
  }
}
