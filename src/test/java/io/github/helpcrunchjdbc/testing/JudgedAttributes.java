package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomData;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of the judge's customers for attributes of their own.
 *
 * @param types from key to the SQL type that a connection of the driver declares for it, in order
 */
public record JudgedAttributes(Map<String, String> types) {
  public static final JudgedAttributes NONE = new JudgedAttributes(Map.of());

  /** What the driver's property {@code customFields} is to be. */
  public String declaration() {
    return types.entrySet().stream()
        .map(type -> type.getKey() + ":" + type.getValue())
        .collect(Collectors.joining(","));
  }

  /** The columns with their types, as CREATE TABLE has them. */
  List<String> columns() {
    return types.entrySet().stream()
        .map(type -> "\"" + type.getKey() + "\" " + sqlType(type.getValue()))
        .toList();
  }

  private static String sqlType(String declared) {
    return switch (declared) {
      case "DECIMAL" -> "DECIMAL(38, 18)";
      case "TIMESTAMP" -> "TIMESTAMP(3)";
      default -> declared;
    };
  }

  /** The values of one customer, as a connection in UTC shows them. */
  List<@Nullable Object> values(DemoCustomer customer, Behaviour behaviour) {
    Map<?, ?> data =
        customer.get(CustomerField.CUSTOM_DATA) instanceof Map<?, ?> own ? own : Map.of();
    return types.entrySet().stream()
        .<@Nullable Object>map(
            type -> {
              Object value = data.get(type.getKey());
              return value == null ? null : value(value, type.getValue(), behaviour);
            })
        .toList();
  }

  private static Object value(Object value, String type, Behaviour behaviour) {
    if (type.equals("TIMESTAMP")) {
      // Answers show whole seconds.
      Instant time = ((Instant) value).truncatedTo(ChronoUnit.SECONDS);
      return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
    return type.equals("VARCHAR") ? CustomData.shown(value, behaviour).toString() : value;
  }
}
