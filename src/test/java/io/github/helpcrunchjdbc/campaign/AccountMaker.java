package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts full of NULLs and of values that are nearly the same. */
final class AccountMaker {
  private static final List<CustomerField> FULL_TEXTS =
      List.of(
          CustomerField.NAME,
          CustomerField.EMAIL,
          CustomerField.COMPANY,
          CustomerField.REGION_CODE,
          CustomerField.NOTES);
  private static final List<CustomerField> PLAIN_TEXTS =
      List.of(
          CustomerField.USER_ID,
          CustomerField.PHONE,
          CustomerField.COUNTRY_CODE,
          CustomerField.CITY,
          CustomerField.LOCALE,
          CustomerField.CREATED_FROM);

  private final Dice dice;

  AccountMaker(Dice dice) {
    this.dice = dice;
  }

  List<DemoCustomer> customers(int count) {
    List<DemoCustomer> customers = new ArrayList<>();
    long id = 0;
    for (int i = 0; i < count; i++) {
      id += dice.between(1, 3);
      // Some ids are beyond 32 bits.
      customers.add(customer(i >= count - 3 ? 5_000_000_000L + id : id));
    }
    return customers;
  }

  private DemoCustomer customer(long id) {
    DemoCustomer.Builder customer = DemoCustomer.builder(id);
    for (CustomerField field : FULL_TEXTS) {
      if (dice.chance(70)) {
        customer.set(field, dice.pick(Pool.TEXTS));
      }
    }
    for (CustomerField field : PLAIN_TEXTS) {
      if (dice.chance(70)) {
        customer.set(field, dice.pick(Pool.PLAIN_TEXTS));
      }
    }
    for (CustomerField field : List.of(CustomerField.FIRST_SEEN, CustomerField.LAST_SEEN)) {
      if (dice.chance(75)) {
        customer.set(field, time());
      }
    }
    for (CustomerField field : List.of(CustomerField.UNSUBSCRIBED, CustomerField.BLOCKED)) {
      if (dice.chance(80)) {
        customer.set(field, dice.chance(50));
      }
    }
    if (dice.chance(50)) {
      customer.set(CustomerField.DEVICE_ID, (long) dice.between(-5, 40));
    }
    if (dice.chance(60)) {
      customer.set(CustomerField.CUSTOM_DATA, data());
    }
    DemoCustomer made = customer.build();
    return dice.chance(70) ? made.withTags(tags()) : made;
  }

  private Instant time() {
    return dice.pick(Pool.TIMES).toInstant(ZoneOffset.UTC);
  }

  private String[] tags() {
    List<String> tags = new ArrayList<>();
    for (int left = dice.below(4); left > 0; left--) {
      String tag = dice.pick(Pool.TAGS);
      if (!tags.contains(tag)) {
        tags.add(tag);
      }
    }
    return tags.toArray(new String[0]);
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("plan", dice.pick(Pool.TEXTS));
    if (dice.chance(80)) {
      data.put("paid amount", dice.pick(Pool.AMOUNTS));
    }
    if (dice.chance(50)) {
      data.put("last", time());
    }
    if (dice.chance(70)) {
      data.put("Visits", dice.pick(Pool.NUMBERS));
    }
    if (dice.chance(60)) {
      data.put("is.member", dice.chance(50));
    }
    if (dice.chance(50)) {
      data.put("mixed", dice.pick(Pool.MIXED));
    }
    return data;
  }
}
