package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.internal.function.PathFunctionFactory;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path that the library JsonPath follows: a path with a filter, a search at any depth, a slice or
 * a function. The library finds no members in the items of a list. If something is missing, a lax
 * path leads nowhere.
 *
 * @param text the path in the library's form, with names in double quotes only in brackets
 */
record LibraryPath(String text, JsonPath compiled) implements JsonPathText.Finder {
  private static final Configuration LIBRARY =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  private static final Pattern CALLED = Pattern.compile("\\.\\s*(\\w+)\\s*\\(");

  /** Matches a comparison outside a filter, which the library would take for a part of a name. */
  private static final Pattern COMPARED = Pattern.compile("^[^?(]*[<>=]");

  private static final Pattern HALF_TEXT = Pattern.compile("[\"']");

  private static final Pattern NO_ESCAPE =
      Pattern.compile("(?<!\\\\)(?:\\\\{2})*+\\\\u(?!\\p{XDigit}{4})");

  /** Matches text in quotes, in which no sign belongs to the path. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'",
          Pattern.DOTALL);

  /** Masks each quoted text of a path; all other signs keep their places. */
  static String withoutTexts(String text) {
    return QUOTED.matcher(text).replaceAll(quoted -> "_".repeat(quoted.group().length()));
  }

  /**
   * Compiles a path.
   *
   * @param written the path for messages
   * @throws HelpCrunchException EVALUATION if the library can't understand it; NOT_SUPPORTED for a
   *     regular expression
   */
  static LibraryPath compile(String text, String written) {
    try {
      String unquoted = withoutTexts(text);
      // The library sets no limit on the time of a regular expression.
      if (unquoted.contains("=~")) {
        throw HelpCrunchException.notSupported(
            "a JSON path here has no =~; compare what JSON_VALUE gives by ~ or REGEXP_LIKE");
      }
      // The library accepts more than paths. It takes a text without $ for a path of names, and
      // accepts an open bracket and any function. For **, an open quotation or a wrong escape it
      // finds nothing.
      if (!text.startsWith("$")
          || text.endsWith("[")
          || text.endsWith(".")
          || unquoted.contains("**")
          || HALF_TEXT.matcher(unquoted).find()
          || NO_ESCAPE.matcher(text).find()
          || COMPARED.matcher(unquoted).find()
          || !CALLED
              .matcher(unquoted)
              .results()
              .allMatch(call -> PathFunctionFactory.FUNCTIONS.containsKey(call.group(1)))) {
        throw new InvalidPathException("no path");
      }
      return new LibraryPath(text, JsonPath.compile(text));
    } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          "the JSON path '"
              + written
              + "' can't be understood; a path is such as '$.plan', '$.\"two words\"', '$.a[last]'"
              + " or '$.a[?(@.b > 1)]'",
          e);
    }
  }

  @Override
  public List<@Nullable Object> find(@Nullable Object document, boolean isStrict) {
    try {
      Object found = compiled.read(document, LIBRARY);
      return mayFindSeveral() && found instanceof List<?> several
          ? Collections.unmodifiableList(several)
          : Collections.singletonList(found);
    } catch (PathNotFoundException e) {
      if (isStrict) {
        throw new IllegalArgumentException("the path " + text + " leads nowhere");
      }
      return List.of();
    } catch (JsonPathException e) {
      // The library's message may show a part of the text.
      throw new IllegalArgumentException("the path " + text + " can't be followed in a text");
    }
  }

  @Override
  public boolean mayFindSeveral() {
    return !compiled.isDefinite();
  }
}
