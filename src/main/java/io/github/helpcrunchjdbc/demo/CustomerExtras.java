package io.github.helpcrunchjdbc.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invents the rest of a customer's data: device, pages, channel, tags, own attributes. */
record CustomerExtras(Random random) {
  private static final List<String> PLATFORMS = List.of("desktop", "mobile", "tablet");
  private static final List<String> USER_AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148");
  private static final List<String> PAGES =
      List.of(
          "https://example.com",
          "https://example.com/pricing",
          "https://example.com/blog?utm_source=demo&utm_term=100%25",
          "https://shop.example/кошик");
  private static final List<Tag> TAGS =
      List.of(
          new Tag("Lead", "#00aa00"),
          new Tag("Paid", "#0000ff"),
          new Tag("vip", "#ff0000"),
          new Tag("VIP", "#ff8800"),
          new Tag("Не дзвонити", "#333333"),
          new Tag("needs \"care\"", "#cc00cc"),
          new Tag("🔥 hot", "#ff4400"),
          new Tag("lead", "#00ffaa"));
  private static final List<String> PLANS = List.of("active", "trial", "cancelled", "Active");

  void set(DemoCustomer.Builder customer, Place place) {
    setDevice(customer, place);
    customer.set(CustomerField.SOURCE, one(2, 3) ? pick(PAGES) : null);
    customer.set(CustomerField.REFERER, one(1, 3) ? pick(PAGES) : null);
    customer.set(CustomerField.LAST_PAGE, one(2, 3) ? pick(PAGES) : null);
    setChannel(customer);
    setTags(customer);
    setCustomData(customer);
  }

  private void setDevice(DemoCustomer.Builder customer, Place place) {
    if (one(1, 7)) {
      return;
    }
    customer.set(CustomerField.DEVICE_ID, 700_000L + random.nextInt(200_000));
    customer.set(CustomerField.DEVICE_IP, one(1, 9) ? null : ip());
    customer.set(CustomerField.DEVICE_TIMEZONE, one(1, 9) ? null : place.timezone());
    customer.set(CustomerField.DEVICE_PLATFORM, pick(PLATFORMS));
    customer.set(CustomerField.DEVICE_USER_AGENT, one(1, 9) ? null : pick(USER_AGENTS));
  }

  /** Returns an address of a block that is reserved for documentation. */
  private String ip() {
    int host = 1 + random.nextInt(254);
    return switch (random.nextInt(4)) {
      case 0 -> "192.0.2." + host;
      case 1 -> "198.51.100." + host;
      case 2 -> "203.0.113." + host;
      default -> "2001:db8::" + Integer.toHexString(host);
    };
  }

  private void setChannel(DemoCustomer.Builder customer) {
    String channelId = Long.toString(100_000_000L + random.nextInt(900_000_000));
    CustomerField channel;
    String createdFrom;
    switch (random.nextInt(16)) {
      case 0 -> {
        channel = CustomerField.TELEGRAM_ID;
        createdFrom = one(1, 2) ? "telegram" : "telegram_bot";
      }
      case 1 -> {
        channel = CustomerField.FACEBOOK_ID;
        createdFrom = "facebook";
      }
      case 2 -> {
        channel = CustomerField.INSTAGRAM_ID;
        createdFrom = one(1, 2) ? "instagram" : "instagram_direct";
      }
      case 3 -> {
        channel = CustomerField.VIBER_ID;
        createdFrom = "viber";
        channelId = channelId + "/Ab+c==";
      }
      case 4 -> {
        channel = CustomerField.WHATSAPP_ID;
        createdFrom = "whatsapp";
      }
      default -> {
        customer.set(CustomerField.CREATED_FROM, one(1, 9) ? null : "widget");
        return;
      }
    }
    customer.set(channel, channelId);
    customer.set(CustomerField.CREATED_FROM, createdFrom);
    customer.set(CustomerField.INTEGRATION_ID, channelId);
  }

  private void setTags(DemoCustomer.Builder customer) {
    if (one(1, 12)) {
      return;
    }
    List<Tag> tags = new ArrayList<>();
    for (int left = random.nextInt(6) - 2; left > 0; left--) {
      Tag tag = TAGS.get((int) (TAGS.size() * random.nextDouble() * random.nextDouble()));
      if (!tags.contains(tag)) {
        tags.add(tag);
      }
    }
    customer.set(CustomerField.TAGS, tags);
  }

  private void setCustomData(DemoCustomer.Builder customer) {
    if (one(1, 10)) {
      return;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    if (one(1, 2)) {
      data.put("subscription_status", pick(PLANS));
      long payments = random.nextInt(40);
      data.put("number_of_payments", payments);
      data.put("last_paid_amount", BigDecimal.valueOf(100L * random.nextInt(90) + 99, 2));
      data.put("last_payment_was_successful", one(5, 6));
      addOthers(data, payments);
    }
    if (one(1, 4)) {
      data.put(
          "Last Payment Date", Instant.ofEpochSecond(1_600_000_000L + random.nextInt(90_000_000)));
      data.put("Ім'я менеджера", "Demo " + random.nextInt(5));
    }
    if (one(1, 20)) {
      data.put("big number", 9_000_000_000_000L + random.nextInt(1_000));
      data.put("quote \" and \\", "\"\\\n🙂");
      data.put("", "no key");
    }
    customer.set(CustomerField.CUSTOM_DATA, data);
  }

  /**
   * Adds attributes of other types, and odd ones: a time as text, a value that is now a number and
   * now a text, names of columns, names that differ by case, a word of SQL. Draws no random numbers
   * for them, so that the other customers stay as they are.
   */
  private static void addOthers(Map<String, Object> data, long payments) {
    if (payments % 3 == 0) {
      data.put("renewal", "2027-0" + (1 + payments % 9) + "-15 09:30:00");
    }
    // The text is so frequent that any hundred customers show that the attribute is no number.
    if (payments % 2 == 0) {
      data.put("seats", "unlimited");
    } else if (payments % 10 == 7) {
      data.put("seats", payments);
    }
    if (payments % 13 == 5) {
      data.put("email", "billing@example.com");
      data.put("plan", "team");
      data.put("Plan", "Team");
      data.put("select", payments > 10);
    }
  }

  private boolean one(int times, int of) {
    return random.nextInt(of) < times;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
