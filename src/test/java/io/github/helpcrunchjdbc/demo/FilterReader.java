package io.github.helpcrunchjdbc.demo;

import io.github.helpcrunchjdbc.demo.CustomerField.Kind;
import io.github.helpcrunchjdbc.demo.CustomerSearch.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code filter} list of a search; whatever is wrong is named by its path. */
final class FilterReader {
  private static final Set<String> KEYS = Set.of("field", "operator", "value");
  private static final Set<String> OF_ORDERED = Set.of("=", "!=", ">", "<", ">=", "<=");
  private static final Set<String> OF_STRINGS = Set.of("=", "!=", "~", "!~");
  private static final Set<String> OF_ARRAYS = Set.of("=");

  private final Behaviour behaviour;

  FilterReader(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  List<Filter> readAll(@Nullable Object value) {
    if (!(value instanceof List<?> entries)) {
      throw ApiError.badRequest("filter", "This value should be of type array.");
    }
    if (entries.isEmpty() && behaviour.has(Quirk.EMPTY_FILTER_REJECTED)) {
      throw ApiError.badRequest("filter", "This collection should contain 1 element or more.");
    }
    if (behaviour.maxFilters() > 0 && entries.size() > behaviour.maxFilters()) {
      throw ApiError.badRequest(
          "filter",
          "This collection should contain " + behaviour.maxFilters() + " elements or less.");
    }
    List<Filter> filters = new ArrayList<>();
    for (Object entry : entries) {
      filters.add(read("filter[" + filters.size() + "]", entry));
    }
    return filters;
  }

  private Filter read(String path, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> entry)) {
      throw ApiError.badRequest(path, "This value should be of type object.");
    }
    for (Object key : entry.keySet()) {
      if (!KEYS.contains(key)) {
        throw ApiError.badRequest(path + "." + key, "This field was not expected.");
      }
    }
    String name = text(path + ".field", entry.get("field"));
    CustomerField field = CustomerField.searchable(name);
    if (field == null) {
      throw ApiError.badRequest(path + ".field", "The value you selected is not a valid choice.");
    }
    String operator = text(path + ".operator", entry.get("operator"));
    if (!operators(field.kind()).contains(operator)) {
      throw ApiError.badRequest(
          path + ".operator", "This operator is not compatible with the field's data type.");
    }
    return new Filter(field, operator, value(path + ".value", field.kind(), entry.get("value")));
  }

  private static String text(String path, @Nullable Object value) {
    if (value == null || value.equals("")) {
      throw ApiError.badRequest(path, "This value should not be blank.");
    }
    if (!(value instanceof String text)) {
      throw ApiError.badRequest(path, "This value should be of type string.");
    }
    return text;
  }

  private static Set<String> operators(Kind kind) {
    return switch (kind) {
      case INTEGER, DATE -> OF_ORDERED;
      case STRING -> OF_STRINGS;
      case TAGS -> OF_ARRAYS;
      case BOOLEAN, ATTRIBUTES -> Set.of();
    };
  }

  private Object value(String path, Kind kind, @Nullable Object value) {
    if (value == null || (value.equals("") && behaviour.has(Quirk.BLANK_VALUE_REJECTED))) {
      throw ApiError.badRequest(path, "This value should not be blank.");
    }
    if (kind == Kind.STRING) {
      if (value instanceof String) {
        return value;
      }
      throw ApiError.badRequest(path, "This value should be of type string.");
    }
    if (kind == Kind.TAGS) {
      return tagNames(path, value);
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw ApiError.badRequest(path, "This value should be of type numeric.");
  }

  private static List<String> tagNames(String path, Object value) {
    if (!(value instanceof List<?> tags)) {
      throw ApiError.badRequest(path, "This value should be of type array.");
    }
    if (tags.isEmpty()) {
      throw ApiError.badRequest(path, "This value should not be blank.");
    }
    List<String> names = new ArrayList<>();
    for (Object tag : tags) {
      String tagPath = path + "[" + names.size() + "]";
      if (!(tag instanceof Map<?, ?> object) || !Set.of("name").containsAll(object.keySet())) {
        throw ApiError.badRequest(tagPath, "This value should be an object with a name.");
      }
      names.add(text(tagPath + ".name", object.get("name")));
    }
    return names;
  }
}
