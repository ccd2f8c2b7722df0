package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL/JSON: its {@link JsonSteps}, a {@link FilteredPath} such as {@code $[?(@.a > 1)]},
 * or a {@link LibraryPath} if it has other parts, such as {@code $..a}.
 *
 * @param written the path as it was written
 * @param finder follows the path
 * @param isStrict whether a missing item is an error; a path that names no mode is {@code lax}, as
 *     in the SQL standard's drafts and in PostgreSQL
 */
record JsonPathText(String written, Finder finder, boolean isStrict) {
  /** Finds the items to which a path leads. */
  interface Finder {
    /**
     * Returns the items to which the path leads.
     *
     * @throws IllegalArgumentException if the path is strict, and leads nowhere
     */
    List<@Nullable Object> find(@Nullable Object document, boolean isStrict);

    /** Returns whether the path may lead to several items of one list or object. */
    boolean mayFindSeveral();
  }

  private static final Pattern FILTER = Pattern.compile("[^\\[\\s]\\s*\\?\\s*\\(");

  private static final Pattern MODE =
      Pattern.compile("\\s*(strict|lax)\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads a path.
   *
   * @throws HelpCrunchException EVALUATION if it can't be understood; NOT_SUPPORTED for a filter
   *     after a step as the standard writes it, because the library compares by other rules
   */
  static JsonPathText parse(String path) {
    Matcher mode = MODE.matcher(path);
    boolean hasMode = mode.matches();
    String text = bracketed((hasMode ? mode.group(2) : path).strip());
    Matcher filter = FILTER.matcher(LibraryPath.withoutTexts(text));
    if (filter.find()) {
      throw HelpCrunchException.notSupported(
          "a JSON path has its filters in brackets, such as '$.a[?(@ > 1)]'; the standard's ?(..)"
              + " behind a step is not supported: '%s'".formatted(path));
    }
    JsonSteps steps = text.startsWith("$") ? JsonSteps.parse(text) : null;
    return new JsonPathText(
        path,
        steps == null ? FilteredPath.of(text, path) : steps,
        hasMode && mode.group(1).equalsIgnoreCase("strict"));
  }

  /** Writes each name in double quotes after a dot as a name in brackets. */
  private static String bracketed(String path) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    boolean isName = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quote == 0 && c == '.' && path.startsWith("\"", i + 1)) {
        // After two dots, the name is searched for at any depth.
        out.append(i > 0 && path.charAt(i - 1) == '.' ? "." : "").append("[\"");
        quote = '"';
        isName = true;
        i++;
        continue;
      }
      out.append(c);
      if (quote != 0 && c == '\\' && i + 1 < path.length()) {
        out.append(path.charAt(++i));
      } else if (c == quote) {
        out.append(isName ? "]" : "");
        quote = 0;
        isName = false;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return out.toString();
  }
}
