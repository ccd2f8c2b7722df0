package io.github.helpcrunchjdbc.sql;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers that tests ask for. */
final class People {
  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private People() {}

  /** A handful, different in everything that SQL can group and join by. */
  static List<DemoCustomer> few() {
    return List.of(
        person(1, "Ann", "ann@gmail.com", "Kyiv", "UA", 0, true, "Lead", "vip"),
        person(2, "Bob", "bob@gmail.com", "Lviv", "UA", 1, false, "Lead"),
        person(3, "ann", "ann@gmail.com", "Kyiv", "UA", 40, null),
        person(4, "Ірина 🦔", "iryna@ukr.net", "Paris", "FR", 70, true, "vip"),
        person(5, "O'Brien", null, "Cork", "IE", 400, false, "a\"b", "Lead "),
        DemoCustomer.of(6),
        person(7, "Bob", "bob@yahoo.com", null, "FR", 400, false).withTags(),
        DemoCustomer.of(8).with(CustomerField.FIRST_SEEN, START));
  }

  private static DemoCustomer person(
      long id,
      String name,
      @Nullable String email,
      @Nullable String city,
      String country,
      int day,
      @Nullable Boolean unsubscribed,
      String... tags) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("plan", id % 2 == 0 ? "free" : "paid");
    data.put("amount", new BigDecimal("15.99"));
    data.put("number of payments", id);
    DemoCustomer made =
        DemoCustomer.builder(id)
            .set(CustomerField.NAME, name)
            .set(CustomerField.EMAIL, email)
            .set(CustomerField.CITY, city)
            .set(CustomerField.COUNTRY_CODE, country)
            .set(CustomerField.FIRST_SEEN, START.plusSeconds(86_400L * day))
            .set(CustomerField.LAST_SEEN, START.plusSeconds(86_400L * day + 3600 * id))
            .set(CustomerField.UNSUBSCRIBED, unsubscribed)
            .set(CustomerField.CUSTOM_DATA, data)
            .build();
    return tags.length == 0 ? made : made.withTags(tags);
  }

  /**
   * Many with a time of the last visit of their own each, an hour apart: the greater the id, the
   * later. Every tenth was never seen.
   */
  static List<DemoCustomer> many(int count) {
    List<DemoCustomer> many = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      DemoCustomer.Builder customer =
          DemoCustomer.builder(id).set(CustomerField.NAME, id % 2 == 0 ? "even" : "odd");
      if (id % 10 != 0) {
        customer
            .set(CustomerField.FIRST_SEEN, START.plusSeconds(60L * id))
            .set(CustomerField.LAST_SEEN, START.plusSeconds(3600L * id));
      }
      many.add(customer.build());
    }
    return many;
  }
}
