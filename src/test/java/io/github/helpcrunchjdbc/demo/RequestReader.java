package io.github.helpcrunchjdbc.demo;

import io.github.helpcrunchjdbc.demo.CustomerSearch.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request as strictly as the service is known or may be feared to: where the documentation
 * is silent on something the driver has no need of, it is refused.
 */
final class RequestReader {
  private static final int MAX_LIMIT = 100;
  private static final Set<String> KEYS =
      Set.of("filter", "comparison", "sort", "order", "offset", "limit");

  private final Behaviour behaviour;
  private final FilterReader filters;

  RequestReader(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.filters = new FilterReader(behaviour);
  }

  /** The search of {@code POST /v1/customers/search}. */
  CustomerSearch search(ApiRequest request) {
    String type = request.header("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw ApiError.badRequest("content_type", "The content type should be application/json.");
    }
    Object body;
    try {
      body = DemoJson.read(request.body());
    } catch (IOException e) {
      throw ApiError.badRequest("body", "The body is not valid JSON.");
    }
    if (!(body instanceof Map<?, ?> object)) {
      throw ApiError.badRequest("body", "This value should be of type object.");
    }
    Map<String, @Nullable Object> fields = new HashMap<>();
    object.forEach((key, value) -> fields.put((String) key, value));
    if (!fields.containsKey("filter")) {
      if (behaviour.has(Quirk.MISSING_FILTER_REJECTED)) {
        throw ApiError.badRequest("filter", "This value should not be blank.");
      }
      return read(fields, List.of());
    }
    return read(fields, filters.readAll(fields.get("filter")));
  }

  /** The search of {@code GET /v1/customers}, which lists without a filter. */
  CustomerSearch list(ApiRequest request) {
    Map<String, @Nullable Object> fields = new HashMap<>(request.query());
    for (String number : List.of("offset", "limit")) {
      String text = request.query().get(number);
      if (text != null) {
        // Fifteen digits are a long in any case; longer ones stay text, which is then refused.
        fields.put(number, text.matches("-?[0-9]{1,15}") ? Long.valueOf(text) : text);
      }
    }
    if (fields.containsKey("filter") || fields.containsKey("comparison")) {
      throw ApiError.badRequest("filter", "This field was not expected.");
    }
    return read(fields, List.of());
  }

  private CustomerSearch read(Map<String, @Nullable Object> fields, List<Filter> filterList) {
    for (String key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        throw ApiError.badRequest(key, "This field was not expected.");
      }
    }
    return new CustomerSearch(
        new ArrayList<>(filterList),
        isAny(fields, filterList.size()),
        sort(fields),
        isDescending(fields),
        wholeNumber(fields, "offset", 0, 0),
        limit(fields));
  }

  private static boolean isAny(Map<String, @Nullable Object> fields, int filterCount) {
    Object comparison = fields.get("comparison");
    if (comparison == null && (fields.containsKey("comparison") || filterCount > 1)) {
      throw ApiError.badRequest("comparison", "This value should not be blank.");
    } else if (comparison == null || comparison.equals("AND")) {
      return false;
    } else if (comparison.equals("OR")) {
      return true;
    }
    throw ApiError.badRequest("comparison", "The value you selected is not a valid choice.");
  }

  private static @Nullable CustomerField sort(Map<String, @Nullable Object> fields) {
    if (!fields.containsKey("sort")) {
      return null;
    }
    CustomerField field =
        fields.get("sort") instanceof String name ? CustomerField.sortable(name) : null;
    if (field == null) {
      throw ApiError.badRequest("sort", "The value you selected is not a valid choice.");
    }
    return field;
  }

  private static boolean isDescending(Map<String, @Nullable Object> fields) {
    if (!fields.containsKey("order")) {
      return false;
    }
    if (fields.get("order") instanceof String order) {
      if (order.equalsIgnoreCase("DESC")) {
        return true;
      } else if (order.equalsIgnoreCase("ASC")) {
        return false;
      }
    }
    throw ApiError.badRequest("order", "The value you selected is not a valid choice.");
  }

  private int limit(Map<String, @Nullable Object> fields) {
    long limit = wholeNumber(fields, "limit", 1, MAX_LIMIT);
    if (limit > MAX_LIMIT && !behaviour.has(Quirk.LIMIT_CLAMPED)) {
      throw ApiError.badRequest("limit", "This value can not be bigger than 100.");
    }
    return (int) Math.min(limit, MAX_LIMIT);
  }

  private static long wholeNumber(
      Map<String, @Nullable Object> fields, String key, long least, long otherwise) {
    if (!fields.containsKey(key)) {
      return otherwise;
    }
    Object value = fields.get(key);
    if (!(value instanceof Integer || value instanceof Long)) {
      throw ApiError.badRequest(key, "This value should be of type numeric.");
    }
    long number = ((Number) value).longValue();
    if (number < least) {
      throw ApiError.badRequest(key, "This value should be " + least + " or more.");
    }
    return number;
  }
}
