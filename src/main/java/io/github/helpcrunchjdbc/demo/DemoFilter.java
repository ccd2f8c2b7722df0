package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Decides which customers one entry of a search's {@code filter} finds. A customer without a value
 * for the field is never found.
 */
final class DemoFilter {
  private DemoFilter() {}

  static Predicate<DemoCustomer> of(Map<?, ?> entry) {
    String name = (String) Objects.requireNonNull(entry.get("field"));
    CustomerField field = Objects.requireNonNull(CustomerField.searchable(name), name);
    Predicate<Object> ofValue =
        ofValue(String.valueOf(entry.get("operator")), Objects.requireNonNull(entry.get("value")));
    return customer -> {
      Object value = customer.get(field);
      return value != null && ofValue.test(value);
    };
  }

  private static Predicate<Object> ofValue(String operator, Object asked) {
    if (asked instanceof List<?> tags) {
      List<?> names = tags.stream().map(tag -> ((Map<?, ?>) tag).get("name")).toList();
      return value ->
          ((List<?>) value).stream().map(tag -> ((Tag) tag).name()).toList().containsAll(names);
    }
    if (asked instanceof String text) {
      return switch (operator) {
        case "=" -> text::equals;
        case "!=" -> value -> !text.equals(value);
        case "~" -> value -> ((String) value).contains(text);
        case "!~" -> value -> !((String) value).contains(text);
        default -> throw new IllegalArgumentException("operator " + operator + " of a text");
      };
    }
    long number = ((Number) asked).longValue();
    IntPredicate holds = comparison(operator);
    return value ->
        holds.test(
            Long.compare(
                value instanceof Instant time ? time.getEpochSecond() : (Long) value, number));
  }

  private static IntPredicate comparison(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "!=" -> order -> order != 0;
      case ">" -> order -> order > 0;
      case "<" -> order -> order < 0;
      case ">=" -> order -> order >= 0;
      case "<=" -> order -> order <= 0;
      default -> throw new IllegalArgumentException("operator " + operator + " of a number");
    };
  }
}
