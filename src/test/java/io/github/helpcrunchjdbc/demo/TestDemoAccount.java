package io.github.helpcrunchjdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@org.junit.jupiter.api.Tag("everywhere")
class TestDemoAccount {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> ACCOUNT = DemoAccount.customers(NOW);

  @Test
  void isTheSameAllDayAndMovesWithTheDays() {
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    assertSame(ACCOUNT, DemoAccount.customers(midnight), Duration.ZERO);
    assertSame(ACCOUNT, DemoAccount.customers(NOW.plus(Duration.ofDays(40))), Duration.ofDays(40));
  }

  private static void assertSame(
      List<DemoCustomer> expected, List<DemoCustomer> actual, Duration later) {
    assertThat(actual).hasSize(DemoAccount.SIZE);
    for (int i = 0; i < expected.size(); i++) {
      for (CustomerField field : CustomerField.values()) {
        Object value = expected.get(i).get(field);
        assertThat(actual.get(i).get(field))
            .isEqualTo(value instanceof Instant time ? time.plus(later) : value);
      }
    }
  }

  @Test
  void idsAscendBeyond32Bits() {
    assertThat(ACCOUNT).extracting(DemoCustomer::id).isSorted().doesNotHaveDuplicates();
    assertThat(count(c -> c.id() > Integer.MAX_VALUE)).isBetween(50L, 1000L);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldHasValuesAndAllButIdHasNulls(CustomerField field) {
    assertThat(count(c -> c.get(field) != null)).isGreaterThan(100);
    if (field != CustomerField.ID) {
      assertThat(count(c -> c.get(field) == null)).isGreaterThan(20);
    }
  }

  @Test
  void isVariedAsRealAccountsAre() {
    assertThat(text(CustomerField.COUNTRY_CODE)).hasSizeGreaterThan(12);
    assertThat(count(c -> textOf(c, CustomerField.NAME).startsWith("John"))).isGreaterThan(20);
    assertThat(count(c -> textOf(c, CustomerField.EMAIL).contains("@gmail.com")))
        .isGreaterThan(500);
    for (String tag : List.of("Lead", "Paid", "vip")) {
      assertThat(count(c -> tags(c).contains(tag))).as(tag).isGreaterThan(50);
    }
    assertThat(count(c -> tags(c).containsAll(List.of("Lead", "Paid")))).isGreaterThan(20);
    assertThat(count(c -> c.get(CustomerField.TAGS) instanceof List<?> l && l.isEmpty()))
        .isGreaterThan(50);
    assertThat(count(c -> c.get(CustomerField.CUSTOM_DATA) instanceof Map<?, ?> m && m.isEmpty()))
        .isGreaterThan(50);
    for (String name :
        List.of("", "100%", "a_b", "C:\\temp", "John ", "JOHN", "😀", "Jo\u0301se")) {
      assertThat(text(CustomerField.NAME)).contains(name);
    }
  }

  @Test
  void hasTwinsByCaseAndRepeats() {
    for (CustomerField field : List.of(CustomerField.NAME, CustomerField.EMAIL)) {
      Set<String> folded = new HashSet<>();
      text(field).forEach(text -> folded.add(text.toLowerCase(Locale.ROOT)));
      assertThat(folded.size()).isLessThan(text(field).size());
      assertThat(text(field).size()).isLessThan((int) count(c -> c.get(field) != null));
    }
    assertThat(text(CustomerField.PHONE).size())
        .isLessThan((int) count(c -> c.get(CustomerField.PHONE) != null));
  }

  @Test
  void timesAreInThePastAndSomeOfLastWeek() {
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    for (CustomerField field : List.of(CustomerField.FIRST_SEEN, CustomerField.LAST_SEEN)) {
      assertThat(count(c -> c.get(field) instanceof Instant t && !t.isBefore(midnight))).isZero();
    }
    Instant weekAgo = NOW.plus(Duration.ofHours(9)).minus(Duration.ofDays(7));
    assertThat(
            count(c -> c.get(CustomerField.LAST_SEEN) instanceof Instant t && t.isAfter(weekAgo)))
        .isBetween(50L, 2000L);
    assertThat(
            count(
                c ->
                    c.get(CustomerField.FIRST_SEEN) instanceof Instant first
                        && c.get(CustomerField.LAST_SEEN) instanceof Instant last
                        && last.getEpochSecond() < first.getEpochSecond() - 1))
        .isZero();
  }

  @Test
  void channelsAgree() {
    List<CustomerField> channels =
        List.of(
            CustomerField.TELEGRAM_ID,
            CustomerField.FACEBOOK_ID,
            CustomerField.INSTAGRAM_ID,
            CustomerField.VIBER_ID,
            CustomerField.WHATSAPP_ID);
    for (DemoCustomer customer : ACCOUNT) {
      for (CustomerField channel : channels) {
        Object id = customer.get(channel);
        if (id != null) {
          assertThat(customer.get(CustomerField.INTEGRATION_ID)).isEqualTo(id);
          assertThat(textOf(customer, CustomerField.CREATED_FROM))
              .startsWith(channel.column().substring(0, channel.column().length() - 2));
        }
      }
    }
  }

  @Test
  void belongsToNobody() {
    for (String email : text(CustomerField.EMAIL)) {
      assertThat(email.strip().toLowerCase(Locale.ROOT))
          .matches("(demo[._].*@(gmail\\.com|.*example|example\\.(com|org)))|(демо.*\\.example)");
    }
    assertThat(text(CustomerField.PHONE)).allMatch(p -> p.strip().matches("\\+\\d{1,3}000\\d{6}"));
    assertThat(text(CustomerField.DEVICE_IP))
        .allMatch(ip -> ip.matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\..*|2001:db8:.*"));
  }

  private static long count(Predicate<DemoCustomer> predicate) {
    return ACCOUNT.stream().filter(predicate).count();
  }

  private static String textOf(DemoCustomer customer, CustomerField field) {
    String text = customer.text(field);
    return text == null ? "" : text;
  }

  private static Set<String> text(CustomerField field) {
    Set<String> all = new HashSet<>();
    for (DemoCustomer customer : ACCOUNT) {
      if (customer.get(field) instanceof String text) {
        all.add(text);
      }
    }
    return all;
  }

  private static List<String> tags(DemoCustomer customer) {
    return customer.get(CustomerField.TAGS) instanceof List<?> tags
        ? tags.stream().map(tag -> ((Tag) tag).name()).toList()
        : List.of();
  }
}
