package io.github.helpcrunchjdbc.demo;

import static io.github.helpcrunchjdbc.demo.Asking.filter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@org.junit.jupiter.api.Tag("everywhere")
class TestCustomerService {
  private static final DemoCustomer ANN =
      DemoCustomer.of(1)
          .with(CustomerField.NAME, "Ann")
          .with(CustomerField.CITY, "Kyiv")
          .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(100))
          .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(300))
          .withTags("Lead", "Paid");
  private static final DemoCustomer BOB =
      DemoCustomer.of(2)
          .with(CustomerField.NAME, "Bob 100%")
          .with(CustomerField.TELEGRAM_ID, "tg-2")
          .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(50))
          .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(200))
          .withTags("Lead");
  private static final DemoCustomer NOBODY = DemoCustomer.of(3);
  private static final DemoCustomer GREAT =
      DemoCustomer.of(5_000_000_000L)
          .with(CustomerField.NAME, "ann")
          .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(200));

  private final Asking asking = plain(List.of(ANN, BOB, NOBODY, GREAT));

  /** The tests' own service, with which the demo account's must agree on every search. */
  private static Asking plain(List<DemoCustomer> customers) {
    Api service = new CustomerService(new CustomerStore(customers), Behaviour.PLAIN, Asking.KEY);
    DemoService demo = new DemoService(customers);
    return new Asking(
        request -> {
          ApiAnswer answer = service.answer(request);
          if (request.method().equals("POST")) {
            assertThat(demo.search(request.body())).isEqualTo(answer.body());
          }
          return answer;
        });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "id; =; 2; 2",
        "id; !=; 2; 1,3,5000000000",
        "id; >; 2; 3,5000000000",
        "id; <; 2; 1",
        "id; >=; 2; 2,3,5000000000",
        "id; <=; 2; 1,2",
        "id; =; 5000000000; 5000000000",
        "lastSeen; =; 200; 2,5000000000",
        "lastSeen; !=; 200; 1",
        "lastSeen; >; 200; 1",
        "lastSeen; <; 300; 2,5000000000",
        "lastSeen; >=; 200; 1,2,5000000000",
        "lastSeen; <=; 200; 2,5000000000",
        "name; =; \"Ann\"; 1",
        "name; !=; \"Ann\"; 2,5000000000",
        "name; ~; \"nn\"; 1,5000000000",
        "name; ~; \"0%\"; 2",
        "name; !~; \"nn\"; 2",
        "city; =; \"Kyiv\"; 1",
        "telegramId; ~; \"tg\"; 2",
        "tagsData; =; [{\"name\":\"Lead\"}]; 1,2",
        "tagsData; =; [{\"name\":\"Lead\"},{\"name\":\"Paid\"}]; 1",
        "tagsData; =; [{\"name\":\"lead\"}]; ``",
      })
  void filters(String field, String operator, String value, String ids) {
    assertThat(asking.filtered(field, operator, value))
        .isEqualTo(
            ids.isEmpty()
                ? List.of()
                : List.of(ids.split(",")).stream().map(Long::valueOf).toList());
  }

  @Test
  void comparisonCombinesFilters() {
    String both = "[" + filter("name", "~", "\"nn\"") + "," + filter("id", "<", "3") + "]";
    assertThat(asking.ids("{\"comparison\":\"AND\",\"filter\":" + both + "}")).containsExactly(1L);
    assertThat(asking.ids("{\"comparison\":\"OR\",\"filter\":" + both + "}"))
        .containsExactly(1L, 2L, 5_000_000_000L);
  }

  @Test
  void sortsWithNullsGreatestAndTiesById() {
    assertThat(asking.ids("{\"sort\":\"customers.lastSeen\"}"))
        .containsExactly(2L, 5_000_000_000L, 1L, 3L);
    assertThat(asking.ids("{\"sort\":\"customers.lastSeen\",\"order\":\"desc\"}"))
        .containsExactly(3L, 1L, 2L, 5_000_000_000L);
    assertThat(asking.ids("{\"sort\":\"customers.firstSeen\",\"order\":\"ASC\"}"))
        .containsExactly(2L, 1L, 3L, 5_000_000_000L);
  }

  @Test
  void pagesAndCountsAllMatches() {
    JsonNode page = asking.ok("{\"offset\":1,\"limit\":2}");
    assertThat(Asking.ids(page)).containsExactly(2L, 3L);
    assertThat(page.get("total").intValue()).isEqualTo(4);
    JsonNode behind = asking.ok("{\"offset\":4000000000}");
    assertThat(Asking.ids(behind)).isEmpty();
    assertThat(behind.get("total").intValue()).isEqualTo(4);
  }

  @Test
  void givesAHundredUnlessTold() {
    Asking many = plain(DemoAccount.customers(Instant.EPOCH, 250));
    assertThat(many.ids("{}")).hasSize(100);
  }

  @Test
  void lists() {
    JsonNode page =
        asking.ok(
            Asking.list(
                Map.of(
                    "limit", "2", "offset", "1", "sort", "customers.lastSeen", "order", "desc")));
    assertThat(Asking.ids(page)).containsExactly(1L, 2L);
  }

  @Test
  void seesChangesAtOnce() {
    CustomerStore store = new CustomerStore(List.of(ANN, BOB));
    Asking changing = new Asking(new CustomerService(store, Behaviour.PLAIN, Asking.KEY));
    String newest = "{\"sort\":\"customers.lastSeen\",\"order\":\"DESC\"}";
    assertThat(changing.ids(newest)).containsExactly(1L, 2L);
    assertThat(store.touch(2, Instant.ofEpochSecond(400))).isTrue();
    assertThat(changing.ids(newest)).containsExactly(2L, 1L);
    assertThat(store.delete(1)).isTrue();
    assertThat(changing.ids(newest)).containsExactly(2L);
    store.put(NOBODY);
    assertThat(changing.ids(newest)).containsExactly(3L, 2L);
  }

  @Test
  void writesTheDocumentedObject() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("number_of_payments", 15L);
    data.put("last_paid_amount", new BigDecimal("15.99"));
    data.put("last_payment_date", Instant.ofEpochSecond(1603885746));
    data.put("last_payment_was_successful", true);
    data.put("Plan name", "gold");
    DemoCustomer customer =
        DemoCustomer.builder(542335)
            .set(CustomerField.NAME, "John Doe")
            .set(CustomerField.FIRST_SEEN, Instant.ofEpochMilli(1603885746_999L))
            .set(CustomerField.COUNTRY_CODE, "UA")
            .set(CustomerField.DEVICE_ID, 542335L)
            .set(CustomerField.UNSUBSCRIBED, false)
            .set(CustomerField.CREATED_FROM, "telegram")
            .set(CustomerField.TELEGRAM_ID, "465847687")
            .set(CustomerField.INTEGRATION_ID, "465847687")
            .set(CustomerField.TAGS, List.of(new Tag("vip", "#ff0000")))
            .set(CustomerField.CUSTOM_DATA, data)
            .build();
    JsonNode answer = plain(List.of(customer)).ok("{}");
    assertThat(answer)
        .isEqualTo(
            Asking.parse(
                """
                {"data":[{"id":542335,"name":"John Doe","email":null,"userId":null,"company":null,
                "phone":null,"firstSeen":"1603885746","lastSeen":null,
                "location":{"regionCode":null,"countryCode":"UA","city":null},
                "device":{"id":542335,"ip":null,"timezone":null,"platform":null,"userAgent":null},
                "unsubscribed":false,"blocked":null,"source":null,"referer":null,"lastPage":null,
                "locale":null,"createdFrom":"telegram","integrationId":"465847687","notes":null,
                "tags":[{"name":"vip","color":"#ff0000"}],
                "customData":{"number_of_payments":15,"last_paid_amount":15.99,
                "last_payment_date":1603885746,"last_payment_was_successful":true,
                "Plan name":"gold"}}],"total":1}
                """));
    List<String> keys = new ArrayList<>();
    answer.get("data").get(0).fieldNames().forEachRemaining(keys::add);
    assertThat(keys.subList(6, 11))
        .containsExactly("firstSeen", "lastSeen", "location", "device", "unsubscribed");
  }

  @Test
  void searchesTheDemoAccount() {
    Asking account = plain(DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 400));
    for (String filter :
        List.of(
            filter("name", "~", "\"o\""),
            filter("email", "!~", "\"example\""),
            filter("countryCode", "!=", "\"UA\""),
            filter("lastSeen", "<", "1763700000"),
            filter("tagsData", "=", "[{\"name\":\"Paid\"}]"))) {
      for (String sort : List.of("firstSeen", "lastSeen")) {
        for (String order : List.of("ASC", "DESC")) {
          String search =
              "{\"filter\":["
                  + filter
                  + "],\"sort\":\"customers."
                  + sort
                  + "\",\"order\":\""
                  + order
                  + "\",\"offset\":";
          assertThat(account.ids(search + "0,\"limit\":20}")).isNotEmpty();
          account.ok(search + "20,\"limit\":20}");
        }
      }
    }
  }
}
