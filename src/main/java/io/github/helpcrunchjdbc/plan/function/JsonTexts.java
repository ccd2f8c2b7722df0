package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.runtime.JsonFunctions.JsonValueContext;
import org.jspecify.annotations.Nullable;

/** Texts that are JSON, or may be. Public for the code that Calcite generates. */
@Strict
public final class JsonTexts {
  private JsonTexts() {}

  /**
   * What a text holds, as Calcite's JSON functions take it for a part of theirs.
   *
   * @throws HelpCrunchException EVALUATION if it is no JSON
   */
  public static JsonValueContext parsed(String text) {
    try {
      return JsonValueContext.withJavaObj(JsonDocument.parse(text));
    } catch (IllegalArgumentException e) {
      throw new HelpCrunchException(ErrorCode.EVALUATION, "FORMAT JSON: " + e.getMessage(), e);
    }
  }

  /** A path for Calcite's JSON functions, which take one that says no mode for strict. */
  public static String laxPath(String path) {
    return path.strip().startsWith("$") ? "lax " + path.strip() : path;
  }

  /** The keys as Calcite gives them, NULL where there is no object: it gives the text null. */
  public static @Nullable String keys(String keys) {
    return keys.equals("null") ? null : keys;
  }

  /**
   * Whether a text is JSON, the whole of it.
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
