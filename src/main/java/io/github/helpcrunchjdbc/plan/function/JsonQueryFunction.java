package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.linq4j.function.Deterministic;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** JSON_QUERY as generated code calls it. Thread-safe. */
@Deterministic
public final class JsonQueryFunction {
  private final JsonItems items = new JsonItems();

  /**
   * Returns the array or object at a path, as text. Without a wrapper, a path with {@code *}, a
   * range, several places or a filter gives an array of the items, even of a single one.
   *
   * @param wrapper WITHOUT_ARRAY, WITH_CONDITIONAL_ARRAY or WITH_UNCONDITIONAL_ARRAY
   * @param onEmpty NULL, ERROR, EMPTY_ARRAY or EMPTY_OBJECT
   * @param onError one of the values of {@code onEmpty}; it also decides for a scalar without a
   *     wrapper
   */
  public @Nullable String query(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError) {
    Object found = found(json, path, wrapper, onEmpty, onError);
    return found == null ? null : BoundedText.json(found);
  }

  /**
   * Returns the array at a path.
   *
   * @param type the type to which its items are converted by {@link JsonConversion#to}, as in
   *     JSON_VALUE
   */
  public @Nullable List<@Nullable Object> list(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError,
      String type,
      int precision,
      int scale,
      String rounding,
      String zone) {
    try {
      return converted(
          found(json, path, wrapper, onEmpty, onError),
          item ->
              JsonConversion.to(
                  SqlTypeName.valueOf(type),
                  item,
                  precision,
                  scale,
                  RoundingMode.valueOf(rounding),
                  ZoneId.of(zone)));
    } catch (IllegalArgumentException e) {
      return otherwise(onError, String.valueOf(e.getMessage())) == null ? null : List.of();
    }
  }

  private static @Nullable List<@Nullable Object> converted(
      @Nullable Object found, UnaryOperator<Object> conversion) {
    if (found == null) {
      return null;
    }
    if (!(found instanceof List<?> list)) {
      throw new IllegalArgumentException("an object of a JSON text is not an array");
    }
    List<@Nullable Object> converted = new ArrayList<>();
    for (Object item : list) {
      if (item instanceof List || item instanceof Map) {
        throw new IllegalArgumentException("an item of an array in a JSON text is not a scalar");
      }
      converted.add(item == null ? null : conversion.apply(item));
    }
    return converted;
  }

  private @Nullable Object found(
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
        return found;
      }
      return isItself
          ? first
          : otherwise(onError, "what is at " + path + " is no array and no object");
    } catch (IllegalArgumentException e) {
      return otherwise(onError, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object otherwise(String behaviour, String failure) {
    return switch (behaviour) {
      case "ERROR" -> throw new HelpCrunchException(ErrorCode.EVALUATION, "JSON_QUERY: " + failure);
      case "EMPTY_ARRAY" -> List.of();
      case "EMPTY_OBJECT" -> Map.of();
      default -> null;
    };
  }
}
