package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Deterministic;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * JSON_VALUE and JSON_EXISTS as generated code calls them. Thread-safe.
 *
 * <p>Calcite's own functions (1.42.0, CALCITE-7801) return the value in the class that the parser
 * gave it, so that RETURNING BIGINT fails with a ClassCastException that ON ERROR never sees.
 *
 * <p>In all methods {@code onEmpty} and {@code onError} are NULL, ERROR or DEFAULT.
 */
@Deterministic
public final class JsonValueFunction {
  private final JsonItems items = new JsonItems();

  /** Returns whether a path leads to an item; {@code onError} is TRUE, FALSE, UNKNOWN or ERROR. */
  public @Nullable Boolean exists(
      @Nullable String json, @Nullable String path, @Nullable String onError) {
    if (json == null || path == null) {
      return null;
    }
    try {
      return !items.find(json, path).isEmpty();
    } catch (IllegalArgumentException e) {
      return switch (String.valueOf(onError)) {
        case "TRUE" -> true;
        case "UNKNOWN" -> null;
        case "ERROR" -> throw failed("JSON_EXISTS", e);
        default -> false;
      };
    }
  }

  /**
   * Checks a path of any function but those of {@link JsonChanges}.
   *
   * @throws HelpCrunchException EVALUATION if the path can't be understood
   */
  public static void check(String path) {
    JsonPathText.parse(path);
  }

  /**
   * Returns the scalar at a path.
   *
   * @param type the type to which it is converted by {@link JsonConversion#to}
   * @param precision the precision of a DECIMAL; {@code scale} is its scale
   * @param rounding a {@link RoundingMode}
   * @param zone the zone in which times with an offset are shown
   */
  public @Nullable Object value(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Object emptyDefault,
      String onError,
      @Nullable Object errorDefault,
      String type,
      int precision,
      int scale,
      String rounding,
      String zone) {
    if (json == null || path == null) {
      return null;
    }
    try {
      List<@Nullable Object> found = items.find(json, path);
      if (found.isEmpty()) {
        return otherwise(
            onEmpty, emptyDefault, new IllegalArgumentException("nothing is at " + path));
      }
      Object value = found.get(0);
      if (found.size() > 1 || value instanceof List || value instanceof Map) {
        throw new IllegalArgumentException("what is at " + path + " is not one scalar");
      }
      return value == null
          ? null
          : JsonConversion.to(
              SqlTypeName.valueOf(type),
              value,
              precision,
              scale,
              RoundingMode.valueOf(rounding),
              ZoneId.of(zone));
    } catch (IllegalArgumentException e) {
      return otherwise(onError, errorDefault, e);
    }
  }

  private static @Nullable Object otherwise(
      String behaviour, @Nullable Object value, IllegalArgumentException failure) {
    return switch (behaviour) {
      case "ERROR" -> throw failed("JSON_VALUE", failure);
      case "DEFAULT" -> value;
      default -> null;
    };
  }

  private static HelpCrunchException failed(String function, IllegalArgumentException failure) {
    return new HelpCrunchException(ErrorCode.EVALUATION, function + ": " + failure.getMessage());
  }
}
