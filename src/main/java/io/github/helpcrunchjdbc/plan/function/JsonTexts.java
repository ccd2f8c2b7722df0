package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.runtime.JsonFunctions.JsonValueContext;
import org.jspecify.annotations.Nullable;

/** Functions of texts that are or may be JSON. Public for the code that Calcite generates. */
@Strict
public final class JsonTexts {
  private JsonTexts() {}

  /**
   * Returns the value in a text in the form that Calcite's JSON functions take as a part of theirs.
   *
   * @throws HelpCrunchException EVALUATION if the text is no JSON
   */
  public static JsonValueContext parsed(String text) {
    try {
      return JsonValueContext.withJavaObj(JsonDocument.parse(text));
    } catch (IllegalArgumentException e) {
      throw new HelpCrunchException(ErrorCode.EVALUATION, "FORMAT JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Returns a path for Calcite's JSON functions, which would take a path without a mode for strict.
   */
  public static String laxPath(String path) {
    return path.strip().startsWith("$") ? "lax " + path.strip() : path;
  }

  /**
   * Returns the keys that Calcite gives; NULL if there is no object, for which Calcite gives the
   * text null.
   */
  public static @Nullable String keys(String keys) {
    return keys.equals("null") ? null : keys;
  }

  /**
   * Returns whether the whole text is JSON.
   *
   * @param kind OBJECT, ARRAY, SCALAR, or VALUE for any
   */
  public static boolean isJson(String kind, String text) {
    Object value;
    try {
      value = JsonDocument.parse(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return switch (kind) {
      case "OBJECT" -> value instanceof Map;
      case "ARRAY" -> value instanceof List;
      case "SCALAR" -> isScalar(value);
      default -> true;
    };
  }

  private static boolean isScalar(@Nullable Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }
}
