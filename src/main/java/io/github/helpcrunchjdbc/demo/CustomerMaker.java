package io.github.helpcrunchjdbc.demo;

import static io.github.helpcrunchjdbc.demo.CustomerField.BLOCKED;
import static io.github.helpcrunchjdbc.demo.CustomerField.CITY;
import static io.github.helpcrunchjdbc.demo.CustomerField.COMPANY;
import static io.github.helpcrunchjdbc.demo.CustomerField.COUNTRY_CODE;
import static io.github.helpcrunchjdbc.demo.CustomerField.EMAIL;
import static io.github.helpcrunchjdbc.demo.CustomerField.FIRST_SEEN;
import static io.github.helpcrunchjdbc.demo.CustomerField.LAST_SEEN;
import static io.github.helpcrunchjdbc.demo.CustomerField.LOCALE;
import static io.github.helpcrunchjdbc.demo.CustomerField.NAME;
import static io.github.helpcrunchjdbc.demo.CustomerField.NOTES;
import static io.github.helpcrunchjdbc.demo.CustomerField.PHONE;
import static io.github.helpcrunchjdbc.demo.CustomerField.REGION_CODE;
import static io.github.helpcrunchjdbc.demo.CustomerField.UNSUBSCRIBED;
import static io.github.helpcrunchjdbc.demo.CustomerField.USER_ID;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Invents one customer after the other. Mail addresses, phone numbers and IP addresses are of kinds
 * that clearly belong to no real person.
 */
final class CustomerMaker {
  private static final long DAY = 86_400_000L;

  /** From here on, ids need more than 32 bits. */
  private static final long GREAT_IDS = 5_000_000_000L;

  private static final List<String> COMPANIES =
      List.of(
          "Example Inc.",
          "example inc.",
          "Beispiel GmbH & Co. KG",
          "ТОВ «Приклад»",
          "Przykład S.A.",
          "100% Demo",
          "Demo_Works",
          "Back\\slash Ltd",
          "Emoji 🚀 Labs",
          "O'Example \"Quoted\" LLC",
          "Example Inc. ");
  private static final List<String> ODD_NAMES =
      List.of(
          "",
          " ",
          "😀",
          "👩‍💻 Dev",
          "100%",
          "a_b",
          "C:\\temp",
          "John ",
          " john",
          "JOHN",
          "jOhN",
          "Robert'); --",
          "line\nbreak",
          "Jo\u0301se",
          "ﬁona",
          "null",
          "ſmith",
          "İ",
          "tab\there");
  private static final List<String> NOTE_TEXTS =
      List.of(
          "Asked for an invoice.",
          "VIP, call back on Monday",
          "Не турбувати",
          "two\nlines",
          "100% happy 🎉",
          "");

  private final Random random = new Random(20_201_028L);
  private final Instant today;
  private final int count;
  private final CustomerExtras extras = new CustomerExtras(random);
  private final DemoCustomer[] earlier = new DemoCustomer[64];
  private int made;
  private long id = 1_000;

  /**
   * Creates a maker that begins with the first customer.
   *
   * @param today a time just after the latest visit of any customer
   * @param count how many customers will be asked for
   */
  CustomerMaker(Instant today, int count) {
    this.today = today;
    this.count = count;
  }

  DemoCustomer next() {
    id += 1 + random.nextInt(6);
    if (made == count - count / 20) {
      id += GREAT_IDS;
    }
    DemoCustomer.Builder customer = DemoCustomer.builder(id);
    Place place = Place.ALL.get((int) (Place.ALL.size() * Math.pow(random.nextDouble(), 1.8)));
    setPerson(customer, place);
    setTimes(customer);
    setLocation(customer, place);
    customer.set(LOCALE, one(9, 10) ? place.locale() : null);
    customer.set(UNSUBSCRIBED, one(1, 8)).set(BLOCKED, one(1, 40));
    if (one(1, 50)) {
      customer.set(UNSUBSCRIBED, null).set(BLOCKED, null);
    }
    customer.set(NOTES, one(1, 10) ? pick(NOTE_TEXTS) : null);
    extras.set(customer, place);
    repeatEarlier(customer);
    DemoCustomer built = customer.build();
    earlier[made % earlier.length] = built;
    made++;
    return built;
  }

  private void setPerson(DemoCustomer.Builder customer, Place place) {
    String given = pick(place.givenNames());
    String name = one(1, 6) ? given : given + " " + pick(place.familyNames());
    if (one(1, 40)) {
      name = pick(ODD_NAMES);
    }
    customer.set(NAME, one(1, 9) ? null : name);
    customer.set(EMAIL, one(1, 5) ? null : email(given));
    customer.set(USER_ID, one(1, 3) ? "user_" + (100_000 + made * 7) : null);
    customer.set(COMPANY, one(2, 5) ? pick(COMPANIES) : null);
    // No country hands out subscriber numbers that begin with three zeros.
    customer.set(
        PHONE,
        one(2, 5) ? "+" + place.dialCode() + "000" + (100_000 + random.nextInt(900_000)) : null);
  }

  private String email(String given) {
    String local = "demo." + ascii(given) + "." + made;
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> local + "@gmail.com";
      case 4 -> local.toUpperCase(Locale.ROOT) + "@GMAIL.COM";
      case 5 -> local + "+news@example.org";
      case 6 -> "демо" + made + "@приклад.example";
      case 7 -> local.replace('.', '_') + "@mail.example";
      default -> local + "@example.com";
    };
  }

  private static String ascii(String given) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < given.length(); i++) {
      char c = Character.toLowerCase(given.charAt(i));
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      }
    }
    return letters.isEmpty() ? "customer" : letters.toString();
  }

  private void setTimes(DemoCustomer.Builder customer) {
    if (one(1, 12)) {
      return;
    }
    // Some customers were imported together: they share one firstSeen.
    long agoMillis =
        one(1, 15)
            ? 400 * DAY + random.nextInt(4) * DAY
            : (long) (900 * DAY * (1 - (double) made / (count + 1)) * random.nextDouble()) + 60_000;
    long sinceMillis = (long) (agoMillis * Math.pow(random.nextDouble(), 3));
    if (one(1, 10)) {
      sinceMillis = agoMillis;
    }
    customer.set(FIRST_SEEN, one(1, 60) ? null : today.minusMillis(agoMillis));
    customer.set(LAST_SEEN, one(1, 60) ? null : today.minusMillis(sinceMillis + 1));
  }

  private void setLocation(DemoCustomer.Builder customer, Place place) {
    if (one(1, 8)) {
      return;
    }
    int city = 2 * random.nextInt(place.cities().size() / 2);
    customer.set(COUNTRY_CODE, place.countryCode());
    customer.set(CITY, one(1, 10) ? null : place.cities().get(city));
    customer.set(REGION_CODE, one(1, 6) ? null : place.cities().get(city + 1));
  }

  /**
   * Copies data of an earlier customer: one person is often several customers with the same name,
   * email or phone, sometimes in other case.
   */
  private void repeatEarlier(DemoCustomer.Builder customer) {
    if (made == 0 || !one(1, 20)) {
      return;
    }
    DemoCustomer twin = earlier[random.nextInt(Math.min(made, earlier.length))];
    CustomerField field = pick(List.of(NAME, EMAIL, PHONE));
    String value = twin.text(field);
    if (value != null && one(1, 3)) {
      value = one(1, 2) ? value.toUpperCase(Locale.ROOT) : value + " ";
    }
    customer.set(field, value);
  }

  private boolean one(int times, int of) {
    return random.nextInt(of) < times;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
