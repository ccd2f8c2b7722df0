package io.github.helpcrunchjdbc.demo;

import io.github.helpcrunchjdbc.demo.CustomerSearch.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which customers a search finds. */
final class FilterMatcher {
  private FilterMatcher() {}

  static Predicate<DemoCustomer> of(CustomerSearch search, Behaviour behaviour) {
    List<Predicate<DemoCustomer>> all = new ArrayList<>();
    for (Filter filter : search.filters()) {
      all.add(of(filter, behaviour));
    }
    if (all.isEmpty()) {
      return customer -> true;
    }
    return search.any()
        ? customer -> all.stream().anyMatch(filter -> filter.test(customer))
        : customer -> all.stream().allMatch(filter -> filter.test(customer));
  }

  private static Predicate<DemoCustomer> of(Filter filter, Behaviour behaviour) {
    Predicate<Object> ofValue = ofValue(filter, behaviour);
    boolean ofNull = filter.isNegative() && behaviour.has(Quirk.NEGATIVES_KEEP_NULLS);
    return customer -> {
      Object value = customer.get(filter.field());
      return value == null ? ofNull : ofValue.test(value);
    };
  }

  private static Predicate<Object> ofValue(Filter filter, Behaviour behaviour) {
    if (filter.value() instanceof List<?> names) {
      return tags -> tagNames(tags).containsAll(names);
    }
    if (filter.value() instanceof String text) {
      Predicate<String> matcher =
          filter.operator().endsWith("~")
              ? TextMatcher.containing(text, behaviour)
              : TextMatcher.equalTo(text, behaviour);
      return value -> matcher.test((String) value) != filter.isNegative();
    }
    long number = (Long) filter.value();
    boolean fractions = Times.areFractional(behaviour);
    return value -> holds(compare(value, number, fractions), filter.operator());
  }

  private static List<String> tagNames(Object tags) {
    List<String> names = new ArrayList<>();
    for (Object tag : (List<?>) tags) {
      names.add(((Tag) tag).name());
    }
    return names;
  }

  private static int compare(Object value, long number, boolean fractions) {
    if (value instanceof Instant time) {
      int bySecond = Long.compare(time.getEpochSecond(), number);
      return bySecond == 0 && fractions ? Integer.signum(time.getNano()) : bySecond;
    }
    return Long.compare((Long) value, number);
  }

  private static boolean holds(int comparison, String operator) {
    return switch (operator) {
      case "=" -> comparison == 0;
      case "!=" -> comparison != 0;
      case ">" -> comparison > 0;
      case "<" -> comparison < 0;
      case ">=" -> comparison >= 0;
      case "<=" -> comparison <= 0;
      default -> throw new IllegalStateException("operator " + operator);
    };
  }
}
