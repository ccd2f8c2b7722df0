package io.github.helpcrunchjdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestQuirks {
  private static final String NEWEST = "{\"sort\":\"customers.lastSeen\",\"order\":\"DESC\"}";
  private static final String OLDEST = "{\"sort\":\"customers.lastSeen\",\"order\":\"ASC\"}";

  private static DemoCustomer named(long id, String name) {
    return DemoCustomer.of(id).with(CustomerField.NAME, name);
  }

  private static DemoCustomer seen(long id, double seconds) {
    return DemoCustomer.of(id)
        .with(CustomerField.LAST_SEEN, Instant.ofEpochMilli((long) (seconds * 1000)));
  }

  @Test
  void negativesKeepNulls() {
    Asking asking =
        Asking.of(Behaviour.of(Quirk.NEGATIVES_KEEP_NULLS), List.of(named(1, "a"), seen(2, 5)));
    assertThat(asking.filtered("name", "!=", "\"a\"")).containsExactly(2L);
    assertThat(asking.filtered("name", "!~", "\"b\"")).containsExactly(1L, 2L);
    assertThat(asking.filtered("lastSeen", "!=", "5")).containsExactly(1L);
    assertThat(asking.filtered("name", "=", "\"b\"")).isEmpty();
  }

  @Test
  void blankValueRejected() {
    List<DemoCustomer> customers = List.of(named(1, ""), named(2, "a"));
    assertThat(Asking.of(Behaviour.PLAIN, customers).filtered("name", "=", "\"\""))
        .containsExactly(1L);
    String blank = "{\"filter\":[" + Asking.filter("name", "=", "\"\"") + "]}";
    Asking rejecting = Asking.of(Behaviour.of(Quirk.BLANK_VALUE_REJECTED), customers);
    assertThat(rejecting.answer(blank).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"NULLS_LOW, true, false", "NULLS_FIRST, true, true", "NULLS_LAST, false, false"})
  void nullOrder(Quirk quirk, boolean firstAscending, boolean firstDescending) {
    Asking asking =
        Asking.of(Behaviour.of(quirk), List.of(DemoCustomer.of(1), seen(2, 10), seen(3, 20)));
    assertThat(asking.ids(OLDEST))
        .isEqualTo(firstAscending ? List.of(1L, 2L, 3L) : List.of(2L, 3L, 1L));
    assertThat(asking.ids(NEWEST))
        .isEqualTo(firstDescending ? List.of(1L, 3L, 2L) : List.of(3L, 2L, 1L));
  }

  @Test
  void tiesShuffled() {
    List<DemoCustomer> customers = new ArrayList<>(List.of(seen(1000, 9)));
    IntStream.range(0, 50).forEach(i -> customers.add(seen(i, 5)));
    Asking asking = Asking.of(Behaviour.of(Quirk.TIES_SHUFFLED), customers);
    Set<List<Long>> orders = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      List<Long> ids = asking.ids(NEWEST);
      assertThat(ids.get(0)).isEqualTo(1000L);
      assertThat(ids).doesNotHaveDuplicates().hasSize(51);
      orders.add(ids);
    }
    assertThat(orders).hasSize(5);
    assertThat(asking.ids("{}")).isSorted();
  }

  @Test
  void randomIsRepeatable() {
    List<DemoCustomer> customers = DemoAccount.customers(Instant.EPOCH, 50);
    Behaviour random = Behaviour.of(Quirk.DEFAULT_ORDER_RANDOM).withSeed(7);
    assertThat(Asking.of(random, customers).ids("{}"))
        .isEqualTo(Asking.of(random, customers).ids("{}"))
        .isNotEqualTo(Asking.of(random.withSeed(8), customers).ids("{}"));
  }

  @Test
  void defaultOrder() {
    List<DemoCustomer> customers = List.of(seen(1, 30), seen(2, 20), seen(3, 10));
    Asking descending = Asking.of(Behaviour.of(Quirk.DEFAULT_ORDER_DESCENDING), customers);
    assertThat(descending.ids("{}")).containsExactly(3L, 2L, 1L);
    assertThat(descending.ids(NEWEST)).containsExactly(1L, 2L, 3L);
    Asking random =
        Asking.of(
            Behaviour.of(Quirk.DEFAULT_ORDER_RANDOM), DemoAccount.customers(Instant.EPOCH, 60));
    assertThat(random.ids("{}")).isNotEqualTo(random.ids("{}"));
    assertThat(random.ids(NEWEST)).isEqualTo(random.ids(NEWEST));
  }

  @Test
  void sortIgnored() {
    Asking asking =
        Asking.of(Behaviour.of(Quirk.SORT_IGNORED), List.of(seen(1, 10), seen(2, 30), seen(3, 20)));
    assertThat(asking.ids(NEWEST)).containsExactly(1L, 2L, 3L);
  }

  /** The first line's quirk has no part in it. */
  @ParameterizedTest
  @CsvSource({
    "TOTAL_MISSING, true, 5, 1-2",
    "FRACTIONS_HIDDEN, false, 5, 2-1",
    "FRACTIONS_SHOWN, false, 5.400, 2-1"
  })
  void fractions(Quirk quirk, boolean equalsWhole, String shown, String newest) {
    Asking asking = Asking.of(Behaviour.of(quirk), List.of(seen(1, 5.2), seen(2, 5.4)));
    assertThat(!asking.filtered("lastSeen", "=", "5").isEmpty()).isEqualTo(equalsWhole);
    assertThat(!asking.filtered("lastSeen", "<=", "5").isEmpty()).isEqualTo(equalsWhole);
    assertThat(asking.filtered("lastSeen", "<", "6")).hasSize(2);
    assertThat(asking.filtered("lastSeen", ">=", "5")).hasSize(2);
    assertThat(asking.ids(NEWEST).toString()).isEqualTo("[" + newest.replace("-", ", ") + "]");
    String lastSeen = asking.ok("{}").get("data").get(1).get("lastSeen").asText();
    assertThat(lastSeen).isEqualTo(shown);
  }

  @Test
  void limitClamped() {
    Asking asking =
        Asking.of(Behaviour.of(Quirk.LIMIT_CLAMPED), DemoAccount.customers(Instant.EPOCH, 150));
    assertThat(asking.ids("{\"limit\":1000}")).hasSize(100);
  }

  @Test
  void missingFilterRejected() {
    CustomerService service =
        new CustomerService(
            new CustomerStore(List.of(DemoCustomer.of(1))),
            Behaviour.of(Quirk.MISSING_FILTER_REJECTED),
            Asking.KEY);
    assertThat(service.answer(Asking.search("{}")).status()).isEqualTo(400);
    assertThat(service.answer(Asking.search("{\"filter\":[]}")).status()).isEqualTo(200);
    assertThat(service.answer(Asking.list(Map.of())).status()).isEqualTo(200);
  }

  @Test
  void emptyFilterRejected() {
    List<DemoCustomer> customers = List.of(DemoCustomer.of(1));
    Asking rejecting = Asking.of(Behaviour.of(Quirk.EMPTY_FILTER_REJECTED), customers);
    assertThat(rejecting.answer("{\"filter\":[]}").status()).isEqualTo(400);
    assertThat(rejecting.ids("{}")).containsExactly(1L);
    assertThat(Asking.of(Behaviour.PLAIN, customers).ids("{\"filter\":[]}")).containsExactly(1L);
  }

  @Test
  void emptyIsNotFound() {
    Asking asking = Asking.of(Behaviour.of(Quirk.EMPTY_IS_NOT_FOUND), List.of(DemoCustomer.of(1)));
    ApiAnswer answer = asking.answer("{\"offset\":1}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("\"not_found\"");
    assertThat(asking.ids("{}")).containsExactly(1L);
  }

  @Test
  void maxFilters() {
    Asking asking = Asking.of(Behaviour.PLAIN.withMaxFilters(2), List.of(DemoCustomer.of(1)));
    String filter = Asking.filter("id", "=", "1");
    String two = filter + "," + filter;
    assertThat(asking.ids("{\"comparison\":\"OR\",\"filter\":[" + two + "]}")).hasSize(1);
    String three = "{\"comparison\":\"OR\",\"filter\":[" + two + "," + filter + "]}";
    assertThat(asking.answer(three).status()).isEqualTo(400);
  }

  @Test
  void total() {
    List<DemoCustomer> customers = DemoAccount.customers(Instant.EPOCH, 20);
    assertThat(Asking.of(Behaviour.of(Quirk.TOTAL_MISSING), customers).ok("{}").has("total"))
        .isFalse();
    JsonNode meta = Asking.of(Behaviour.of(Quirk.TOTAL_UNDER_META), customers).ok("{}");
    assertThat(meta.has("total")).isFalse();
    assertThat(meta.get("meta").get("total").intValue()).isEqualTo(20);
    assertThat(total(Quirk.TOTAL_TOO_LOW, customers)).isLessThan(20);
    assertThat(total(Quirk.TOTAL_TOO_HIGH, customers)).isGreaterThan(20);
    assertThat(total(Quirk.TOTAL_CAPPED, customers)).isEqualTo(20);
    assertThat(total(Quirk.TOTAL_CAPPED, DemoAccount.customers(Instant.EPOCH, 10_001)))
        .isEqualTo(10_000);
  }

  private static int total(Quirk quirk, List<DemoCustomer> customers) {
    return Asking.of(Behaviour.of(quirk), customers).ok("{}").get("total").intValue();
  }

  @Test
  void generations() {
    DemoCustomer customer =
        seen(1, 1603885746)
            .with(CustomerField.CREATED_FROM, "telegram")
            .with(CustomerField.CUSTOM_DATA, Map.of("day", Instant.parse("2020-09-01T00:40:00Z")));
    JsonNode old = first(Quirk.GENERATION_OLD, customer);
    assertThat(old.get("lastSeen").isIntegralNumber()).isTrue();
    assertThat(old.has("createdFrom") || old.has("integrationId")).isFalse();
    assertThat(old.get("customData").toString())
        .isEqualTo("[{\"property\":\"day\",\"value\":1598920800}]");
    JsonNode middle = first(Quirk.GENERATION_MIDDLE, customer);
    assertThat(middle.get("lastSeen").longValue()).isEqualTo(1603885746L);
    assertThat(middle.has("createdFrom")).isFalse();
    assertThat(middle.get("customData").toString()).isEqualTo("{\"day\":\"2020-09-01 00:40:00\"}");
  }

  @ParameterizedTest
  @EnumSource(names = {"GENERATION_OLD", "GENERATION_MIDDLE"})
  void olderGenerationsHaveOneError(Quirk quirk) {
    Asking asking = Asking.of(Behaviour.of(quirk), List.of());
    JsonNode errors = Asking.parse(asking.answer("{\"limit\":0}").body()).get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).get("code").asText()).isEqualTo("limit");
  }

  @Test
  void shapes() {
    assertThat(first(Quirk.NULLS_LEFT_OUT, DemoCustomer.of(1)).toString()).isEqualTo("{\"id\":1}");
    JsonNode plain = first(Quirk.TOTAL_MISSING, DemoCustomer.of(1));
    assertThat(plain.get("location").isNull() && plain.get("device").isNull()).isTrue();
    DemoCustomer placed = DemoCustomer.of(1).with(CustomerField.CITY, "Kyiv");
    assertThat(first(Quirk.NULLS_LEFT_OUT, placed).get("location").toString())
        .isEqualTo("{\"city\":\"Kyiv\"}");
    JsonNode extra = first(Quirk.EXTRA_KEYS, placed);
    assertThat(extra.has("futureObject") && extra.get("location").has("futureObject")).isTrue();
    DemoCustomer empty = DemoCustomer.of(1).with(CustomerField.CUSTOM_DATA, Map.of());
    assertThat(first(Quirk.EMPTY_DATA_AS_LIST, empty).get("customData").toString()).isEqualTo("[]");
    assertThat(first(Quirk.EXTRA_KEYS, empty).get("customData").toString()).isEqualTo("{}");
    assertThat(first(Quirk.NEVER_SEEN_AS_BLANK, empty).get("lastSeen").toString())
        .isEqualTo("\"\"");
  }

  private static JsonNode first(Quirk quirk, DemoCustomer customer) {
    return Asking.of(Behaviour.of(quirk), List.of(customer)).ok("{}").get("data").get(0);
  }

  @Test
  void rivalsExcludeEachOther() {
    Behaviour low = Behaviour.of(Quirk.NULLS_LOW, Quirk.TIES_SHUFFLED);
    assertThat(low.with(Quirk.NULLS_LAST).quirks())
        .containsExactlyInAnyOrder(Quirk.NULLS_LAST, Quirk.TIES_SHUFFLED);
    assertThatThrownBy(() -> new Behaviour(Set.of(Quirk.NULLS_LOW, Quirk.NULLS_FIRST), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NULLS_LOW");
    assertThat(Quirk.TIES_SHUFFLED.rivals()).isEmpty();
  }

  /** Whatever the quirk, paging by id over an unchanging account gives everybody once. */
  @ParameterizedTest
  @EnumSource
  void answersUnderEachQuirk(Quirk quirk) {
    List<DemoCustomer> customers = DemoAccount.customers(Instant.EPOCH, 60);
    Asking asking = Asking.of(Behaviour.of(quirk), customers);
    List<Long> found = new ArrayList<>(asking.filtered("id", ">", "0"));
    found.sort(null);
    assertThat(found).isEqualTo(customers.stream().map(DemoCustomer::id).toList());
  }
}
