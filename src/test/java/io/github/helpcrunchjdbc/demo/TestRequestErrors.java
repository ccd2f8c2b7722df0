package io.github.helpcrunchjdbc.demo;

import static io.github.helpcrunchjdbc.demo.Asking.filter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRequestErrors {
  private final CustomerService service =
      new CustomerService(
          new CustomerStore(List.of(DemoCustomer.of(1))), Behaviour.PLAIN, Asking.KEY);
  private final Asking asking = new Asking(service);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{; body",
        "[]; body",
        "{} {}; body",
        "{\"filters\":[]}; filters",
        "{\"filter\":{}}; filter",
        "{\"filter\":[7]}; filter[0]",
        "{\"limit\":101}; limit",
        "{\"limit\":0}; limit",
        "{\"limit\":\"5\"}; limit",
        "{\"limit\":null}; limit",
        "{\"offset\":-1}; offset",
        "{\"offset\":1.5}; offset",
        "{\"sort\":\"customers.id\"}; sort",
        "{\"sort\":\"lastSeen\"}; sort",
        "{\"sort\":null}; sort",
        "{\"order\":\"DOWN\"}; order",
        "{\"comparison\":\"XOR\"}; comparison",
        "{\"comparison\":null}; comparison",
      })
  void refusesRequest(String body, String code) {
    assertRefused(asking.answer(body), 400, code);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{\"field\":\"\",\"operator\":\"=\",\"value\":1}; field",
        "{\"operator\":\"=\",\"value\":1}; field",
        "{\"field\":\"customers.createdAt\",\"operator\":\"=\",\"value\":1}; field",
        "{\"field\":\"customers.firstSeen\",\"operator\":\"=\",\"value\":1}; field",
        "{\"field\":\"id\",\"operator\":\"=\",\"value\":1}; field",
        "{\"field\":\"customers.id\",\"value\":1}; operator",
        "{\"field\":\"customers.id\",\"operator\":\"~\",\"value\":1}; operator",
        "{\"field\":\"customers.id\",\"operator\":\"<>\",\"value\":1}; operator",
        "{\"field\":\"customers.name\",\"operator\":\"<\",\"value\":\"a\"}; operator",
        "{\"field\":\"customers.tagsData\",\"operator\":\"!=\",\"value\":[{\"name\":\"a\"}]};"
            + " operator",
        "{\"field\":\"customers.id\",\"operator\":\"=\",\"value\":\"1\"}; value",
        "{\"field\":\"customers.id\",\"operator\":\"=\",\"value\":1.5}; value",
        "{\"field\":\"customers.id\",\"operator\":\"=\",\"value\":12345678901234567890}; value",
        "{\"field\":\"customers.id\",\"operator\":\"=\",\"value\":null}; value",
        "{\"field\":\"customers.lastSeen\",\"operator\":\"=\",\"value\":\"18 Jun 2020\"}; value",
        "{\"field\":\"customers.name\",\"operator\":\"=\",\"value\":5}; value",
        "{\"field\":\"customers.name\",\"operator\":\"=\"}; value",
        "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":\"Lead\"}; value",
        "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":[]}; value",
        "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":[\"Lead\"]}; value[0]",
        "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":[{\"name\":\"\"}]};"
            + " value[0].name",
        "{\"field\":\"customers.id\",\"operator\":\"=\",\"value\":1,\"extra\":2}; extra",
      })
  void refusesFilterByItsPath(String filter, String part) {
    String body =
        "{\"comparison\":\"OR\",\"filter\":[" + filter("id", ">", "0") + "," + filter + "]}";
    assertRefused(asking.answer(body), 400, "filter[1]." + part);
  }

  @Test
  void wantsComparisonOfSeveralFilters() {
    String filter = filter("id", ">", "0");
    assertRefused(asking.answer("{\"filter\":[" + filter + "," + filter + "]}"), 400, "comparison");
  }

  @Test
  void wantsJsonDeclared() {
    ApiRequest plain =
        new ApiRequest(
            "POST",
            "/v1/customers/search",
            Map.of(),
            Map.of("Authorization", "Bearer " + Asking.KEY),
            "{}");
    assertRefused(service.answer(plain), 400, "content_type");
  }

  @Test
  void listTakesNoFilterAndNoText() {
    assertRefused(service.answer(Asking.list(Map.of("filter", "x"))), 400, "filter");
    assertRefused(service.answer(Asking.list(Map.of("limit", "ten"))), 400, "limit");
    assertRefused(
        service.answer(Asking.list(Map.of("offset", "99999999999999999999"))), 400, "offset");
  }

  @Test
  void wantsTheKey() {
    for (Map<String, String> headers :
        List.<Map<String, String>>of(
            Map.of(),
            Map.of("Authorization", "Bearer other"),
            Map.of("Authorization", Asking.KEY),
            Map.of("Authorization", "Bearer "))) {
      ApiRequest request = new ApiRequest("GET", "/v1/customers", Map.of(), headers, "");
      assertRefused(service.answer(request), 401, "unauthorized");
    }
  }

  @Test
  void takesAnyKeyIfNoneIsSet() {
    CustomerService open = new CustomerService(new CustomerStore(List.of()), Behaviour.PLAIN, null);
    ApiRequest withKey =
        new ApiRequest(
            "GET", "/v1/customers", Map.of(), Map.of("authorization", "Bearer any=="), "");
    ApiRequest without = new ApiRequest("GET", "/v1/customers", Map.of(), Map.of(), "");
    assertThat(open.answer(withKey).status()).isEqualTo(200);
    assertRefused(open.answer(without), 401, "unauthorized");
  }

  @Test
  void knowsTwoPaths() {
    for (String path : List.of("/v1/customers/search", "/customers", "/v1/customers/")) {
      ApiRequest request =
          new ApiRequest(
              "GET", path, Map.of(), Map.of("Authorization", "Bearer " + Asking.KEY), "");
      assertRefused(service.answer(request), 404, "not_found");
    }
  }

  @Test
  void requestsDontShowTheKey() {
    assertThat(Asking.list(Map.of()).toString()).isEqualTo("GET /v1/customers");
  }

  private static void assertRefused(ApiAnswer answer, int status, String code) {
    JsonNode errors = Asking.parse(answer.body()).get("errors");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0))
        .isEqualTo(Asking.parse("{\"code\":\"invalid_request\",\"message\":\"Invalid request\"}"));
    assertThat(errors.get(1).get("code").asText()).isEqualTo(code);
    assertThat(errors.get(1).get("message").asText()).isNotBlank();
  }
}
