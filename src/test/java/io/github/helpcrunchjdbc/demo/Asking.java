package io.github.helpcrunchjdbc.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks a service and reads its answers, on Jackson's databind and so apart from what wrote them.
 */
final class Asking {
  static final String KEY = "key";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api api;

  Asking(Api api) {
    this.api = api;
  }

  static Asking of(Behaviour behaviour, List<DemoCustomer> customers) {
    return new Asking(new CustomerService(new CustomerStore(customers), behaviour, KEY));
  }

  static ApiRequest search(String body) {
    return new ApiRequest(
        "POST",
        "/v1/customers/search",
        Map.of(),
        Map.of("Authorization", "Bearer " + KEY, "Content-Type", "application/json"),
        body);
  }

  static ApiRequest list(Map<String, String> query) {
    return new ApiRequest(
        "GET", "/v1/customers", query, Map.of("Authorization", "Bearer " + KEY), "");
  }

  ApiAnswer answer(String body) {
    return api.answer(search(body));
  }

  JsonNode ok(String body) {
    return ok(search(body));
  }

  JsonNode ok(ApiRequest request) {
    ApiAnswer answer = api.answer(request);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return parse(answer.body());
  }

  /** The ids found, in order. */
  List<Long> ids(String body) {
    return ids(ok(body));
  }

  static List<Long> ids(JsonNode answer) {
    List<Long> ids = new ArrayList<>();
    answer.get("data").forEach(customer -> ids.add(customer.get("id").longValue()));
    return ids;
  }

  /** The ids that one filter finds; {@code value} is JSON. */
  List<Long> filtered(String field, String operator, String value) {
    return ids("{\"filter\":[" + filter(field, operator, value) + "]}");
  }

  static String filter(String field, String operator, String value) {
    return "{\"field\":\"customers."
        + field
        + "\",\"operator\":\""
        + operator
        + "\",\"value\":"
        + value
        + "}";
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
