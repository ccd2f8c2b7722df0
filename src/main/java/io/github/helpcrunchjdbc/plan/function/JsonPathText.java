package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of SQL/JSON in the form that the path library takes: it does not know names in double
 * quotes after a dot, {@code $."with space"}, which SQL and PostgreSQL write.
 *
 * @param isStrict whether what is missing is an error; {@code lax} is meant where nothing is said,
 *     as in the SQL standard's drafts and in PostgreSQL
 * @param text the path without its mode
 */
public record JsonPathText(boolean isStrict, String text, JsonPath compiled) {
  private static final Pattern MODE =
      Pattern.compile("\\s*(strict|lax)\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads a path.
   *
   * @throws HelpCrunchException EVALUATION if it can't be understood
   */
  public static JsonPathText parse(String path) {
    Matcher mode = MODE.matcher(path);
    boolean hasMode = mode.matches();
    String text = bracketed((hasMode ? mode.group(2) : path).strip());
    try {
      // The library takes what does not begin with $ for a path of names, and half a bracket too.
      if (!text.startsWith("$") || text.endsWith("[") || text.endsWith(".")) {
        throw new InvalidPathException("no path");
      }
      boolean isStrict = hasMode && mode.group(1).equalsIgnoreCase("strict");
      return new JsonPathText(isStrict, text, JsonPath.compile(text));
    } catch (InvalidPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          "the JSON path '"
              + path
              + "' can't be understood; a path is such as '$.plan', '$.\"two words\"' or '$.a[0]'",
          e);
    }
  }

  /** The path with its mode as Calcite's own functions take it. */
  public String forCalcite() {
    return (isStrict ? "strict " : "lax ") + text;
  }

  /** Each name in double quotes after a dot becomes one in brackets. */
  private static String bracketed(String path) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    boolean isName = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quote == 0 && c == '.' && path.startsWith("\"", i + 1)) {
        // A name after two dots is searched for at any depth.
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
