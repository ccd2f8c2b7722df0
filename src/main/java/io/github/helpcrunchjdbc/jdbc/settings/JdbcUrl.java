package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL in its parts: {@code jdbc:helpcrunch:} or {@code jdbc:helpcrunch:demo}, then {@code
 * name=value} pairs separated by {@code ;}. A value that holds a {@code ;} stands in single or
 * double quotes, and such a quote inside is doubled. An unquoted value may hold {@code =}. Messages
 * never quote the URL, which may hold the key.
 *
 * @param demo whether the URL names the account in memory
 * @param pairs the pairs in the order of the URL, with their names as written
 */
public record JdbcUrl(boolean demo, List<Pair> pairs) {
  public static final String PREFIX = "jdbc:helpcrunch:";
  private static final String DEMO = "demo";

  public record Pair(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  public JdbcUrl {
    pairs = List.copyOf(pairs);
  }

  /** Returns whether the URL is this driver's. */
  public static boolean isOurs(@Nullable String url) {
    return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * Parses a URL that {@link #isOurs} accepts.
   *
   * @throws SQLException 22023 if a part is no {@code name=value}
   */
  public static JdbcUrl parse(String url) throws SQLException {
    return new Parser(url.substring(PREFIX.length())).parse();
  }

  /** Returns whether the URL gives a key other than this one. */
  public boolean givesAnother(String apiKey) {
    return pairs.stream()
        .filter(pair -> ConnectionProperty.API_KEY.isNamed(pair.name()))
        .anyMatch(pair -> !pair.value().isEmpty() && !pair.value().equals(apiKey));
  }

  private static final class Parser {
    private final String text;
    private int at;
    private int part = 1;

    Parser(String text) {
      this.text = text;
    }

    JdbcUrl parse() throws SQLException {
      List<Pair> pairs = new ArrayList<>();
      boolean demo = takeDemo();
      while (at < text.length()) {
        int end = nameEnd();
        String name = text.substring(at, end).strip();
        boolean hasValue = end < text.length() && text.charAt(end) == '=';
        at = end;
        if (hasValue) {
          at++;
          pairs.add(new Pair(name, takeValue()));
        } else if (!name.isEmpty()) {
          throw failure("is no name=value pair");
        }
        at++;
        part++;
      }
      return new JdbcUrl(demo, pairs);
    }

    private boolean takeDemo() {
      int end = nameEnd();
      if (!text.substring(0, end).strip().equalsIgnoreCase(DEMO)
          || (end < text.length() && text.charAt(end) == '=')) {
        return false;
      }
      at = end + 1;
      part++;
      return true;
    }

    private int nameEnd() {
      int end = at;
      while (end < text.length() && text.charAt(end) != '=' && text.charAt(end) != ';') {
        end++;
      }
      return end;
    }

    private String takeValue() throws SQLException {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      char first = at < text.length() ? text.charAt(at) : ';';
      if (first == '\'' || first == '"') {
        return takeQuoted(first);
      }
      int end = text.indexOf(';', at);
      String value = text.substring(at, end < 0 ? text.length() : end).strip();
      at = end < 0 ? text.length() : end;
      return value;
    }

    private String takeQuoted(char quote) throws SQLException {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        if (text.charAt(at) != quote) {
          value.append(text.charAt(at));
        } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
          value.append(quote);
          at++;
        } else {
          at++;
          int end = nameEnd();
          if (!text.substring(at, end).isBlank() || (end < text.length() && isEquals(end))) {
            throw failure("goes on after its closing quote");
          }
          at = end;
          return value.toString();
        }
      }
      throw failure("has no closing quote");
    }

    private boolean isEquals(int index) {
      return text.charAt(index) == '=';
    }

    private SQLException failure(String what) {
      return SqlExceptions.of(
          ErrorCode.INVALID_PROPERTY,
          "part %s of the URL %s; allowed is %sname=value;name=value or %sdemo"
              .formatted(part, what, PREFIX, PREFIX));
    }
  }
}
