package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Deterministic;
import org.apache.calcite.runtime.JsonFunctions;
import org.jspecify.annotations.Nullable;

/** JSON_QUERY as generated code calls it. Thread-safe. */
@Deterministic
public final class JsonQueryFunction {
  private final JsonItems items = new JsonItems();

  /**
   * The array or object that is at a path, as text. Without a wrapper, a path that may lead to
   * several gives an array of them, be it one or more.
   *
   * @param wrapper WITHOUT_ARRAY, WITH_CONDITIONAL_ARRAY or WITH_UNCONDITIONAL_ARRAY
   * @param onEmpty NULL, ERROR, EMPTY_ARRAY or EMPTY_OBJECT
   * @param onError the same, of a scalar without a wrapper too
   */
  public @Nullable String query(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError) {
    if (json == null || path == null) {
      return null;
    }
    try {
      List<@Nullable Object> found = items.find(json, path);
      if (found.isEmpty()) {
        return otherwise(onEmpty, "nothing is at " + path);
      }
      Object first = found.get(0);
      boolean isItself = found.size() == 1 && (first instanceof List || first instanceof Map);
      boolean isWrapped =
          switch (wrapper) {
            case "WITH_UNCONDITIONAL_ARRAY" -> true;
            case "WITH_CONDITIONAL_ARRAY" -> !isItself;
            default -> items.maySeveralBeAt(path);
          };
      if (isWrapped) {
        return JsonFunctions.jsonize(found);
      }
      return isItself
          ? JsonFunctions.jsonize(first)
          : otherwise(onError, "what is at " + path + " is no array and no object");
    } catch (IllegalArgumentException e) {
      return otherwise(onError, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String otherwise(String behaviour, String failure) {
    return switch (behaviour) {
      case "ERROR" -> throw new HelpCrunchException(ErrorCode.EVALUATION, "JSON_QUERY: " + failure);
      case "EMPTY_ARRAY" -> "[]";
      case "EMPTY_OBJECT" -> "{}";
      default -> null;
    };
  }
}
