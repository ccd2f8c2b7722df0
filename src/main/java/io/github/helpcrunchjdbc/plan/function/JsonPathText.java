package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.internal.function.PathFunctionFactory;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL/JSON: its {@link JsonSteps}, or in the form that the path library takes if it has
 * others, such as {@code $..a} and {@code $[?(@.a > 1)]}. The library does not know names in double
 * quotes after a dot, {@code $."with space"}, which SQL and PostgreSQL write.
 *
 * @param isStrict whether what is missing is an error; {@code lax} is meant where nothing is said,
 *     as in the SQL standard's drafts and in PostgreSQL
 * @param text the path without its mode
 * @param steps null if the library is to follow the path
 */
public record JsonPathText(boolean isStrict, String text, @Nullable JsonSteps steps) {
  private static final Pattern CALLED = Pattern.compile("\\.\\s*(\\w+)\\s*\\(");

  /** Text in quotes and regular expressions, in which nothing is a part of the path. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'"
              + "|=~\\s*/[^/\\\\]*+(?:\\\\.[^/\\\\]*+)*+/",
          Pattern.DOTALL);

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
    boolean isStrict = hasMode && mode.group(1).equalsIgnoreCase("strict");
    JsonSteps steps = text.startsWith("$") ? JsonSteps.parse(text) : null;
    JsonPathText parsed = new JsonPathText(isStrict, text, steps);
    if (steps == null) {
      parsed.compiled();
    }
    return parsed;
  }

  /**
   * The path as the library follows it, which is never lax.
   *
   * @throws HelpCrunchException EVALUATION if the library can't understand it
   */
  JsonPath compiled() {
    try {
      String unquoted = QUOTED.matcher(text).replaceAll("''");
      // The library takes what does not begin with $ for a path of names, half a bracket and any
      // function too; of ** it finds nothing.
      if (!text.startsWith("$")
          || text.endsWith("[")
          || text.endsWith(".")
          || unquoted.contains("**")
          || !CALLED
              .matcher(unquoted)
              .results()
              .allMatch(call -> PathFunctionFactory.FUNCTIONS.containsKey(call.group(1)))) {
        throw new InvalidPathException("no path");
      }
      return JsonPath.compile(text);
    } catch (InvalidPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          "the JSON path '"
              + text
              + "' can't be understood; a path is such as '$.plan', '$.\"two words\"', '$.a[last]'"
              + " or '$.a[?(@.b > 1)]'",
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
