package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.linq4j.function.Deterministic;
import org.jspecify.annotations.Nullable;

/**
 * JSON_VALUE and JSON_EXISTS as generated code calls them, one method for each Java class that
 * Calcite holds a SQL type in. Thread-safe.
 *
 * <p>Calcite's own (1.42.0, CALCITE-7801) hands out the value in whatever class the parser gave it,
 * so that RETURNING BIGINT fails with a ClassCastException that ON ERROR never sees.
 *
 * <p>In all methods {@code onEmpty} and {@code onError} are NULL, ERROR or DEFAULT.
 */
@Deterministic
public final class JsonValueFunction {
  private final JsonItems items = new JsonItems();

  /** Whether a path leads anywhere; {@code onError} is TRUE, FALSE, UNKNOWN or ERROR. */
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

  /** The path in the form that Calcite's own functions take. */
  public @Nullable String path(@Nullable String path) {
    return path == null ? null : JsonPathText.parse(path).forCalcite();
  }

  public @Nullable String text(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable String emptyDefault,
      String onError,
      @Nullable String errorDefault) {
    return value(json, path, onEmpty, emptyDefault, onError, errorDefault, JsonConversion::text);
  }

  /** Whole numbers of every size. */
  public @Nullable Long whole(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Long emptyDefault,
      String onError,
      @Nullable Long errorDefault,
      long min,
      long max,
      String rounding) {
    return value(
        json,
        path,
        onEmpty,
        emptyDefault,
        onError,
        errorDefault,
        value -> JsonConversion.whole(value, min, max, RoundingMode.valueOf(rounding)));
  }

  public @Nullable Double floating(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Double emptyDefault,
      String onError,
      @Nullable Double errorDefault) {
    return value(
        json, path, onEmpty, emptyDefault, onError, errorDefault, JsonConversion::floating);
  }

  public @Nullable BigDecimal decimal(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable BigDecimal emptyDefault,
      String onError,
      @Nullable BigDecimal errorDefault,
      int precision,
      int scale,
      String rounding) {
    return value(
        json,
        path,
        onEmpty,
        emptyDefault,
        onError,
        errorDefault,
        value -> JsonConversion.decimal(value, precision, scale, RoundingMode.valueOf(rounding)));
  }

  public @Nullable Boolean truth(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Boolean emptyDefault,
      String onError,
      @Nullable Boolean errorDefault) {
    return value(json, path, onEmpty, emptyDefault, onError, errorDefault, JsonConversion::truth);
  }

  /** Days since 1970. */
  public @Nullable Integer date(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Integer emptyDefault,
      String onError,
      @Nullable Integer errorDefault,
      String zone) {
    return value(
        json,
        path,
        onEmpty,
        emptyDefault,
        onError,
        errorDefault,
        value -> JsonConversion.days(value, ZoneId.of(zone)));
  }

  /** Milliseconds of the day. */
  public @Nullable Integer time(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Integer emptyDefault,
      String onError,
      @Nullable Integer errorDefault) {
    return value(
        json, path, onEmpty, emptyDefault, onError, errorDefault, JsonConversion::millisOfDay);
  }

  /** Milliseconds since 1970. */
  public @Nullable Long timestamp(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable Long emptyDefault,
      String onError,
      @Nullable Long errorDefault,
      String zone) {
    return value(
        json,
        path,
        onEmpty,
        emptyDefault,
        onError,
        errorDefault,
        value -> JsonConversion.millis(value, ZoneId.of(zone)));
  }

  private <T> @Nullable T value(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable T emptyDefault,
      String onError,
      @Nullable T errorDefault,
      Function<Object, T> conversion) {
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
      return value == null ? null : conversion.apply(value);
    } catch (IllegalArgumentException e) {
      return otherwise(onError, errorDefault, e);
    }
  }

  private static <T> @Nullable T otherwise(
      String behaviour, @Nullable T value, IllegalArgumentException failure) {
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
