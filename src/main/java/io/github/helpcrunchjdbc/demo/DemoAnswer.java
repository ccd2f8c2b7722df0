package io.github.helpcrunchjdbc.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the customers of a page as the service does. */
final class DemoAnswer {
  /**
   * The fields by top-level key of the customer object, in the documented order: one field, or all
   * fields of the inner object.
   */
  private final Map<String, List<CustomerField>> slots = new LinkedHashMap<>();

  DemoAnswer() {
    for (CustomerField field : CustomerField.values()) {
      if (field.isShown()) {
        String slot = field.object().isEmpty() ? field.key() : field.object();
        slots.computeIfAbsent(slot, key -> new ArrayList<>()).add(field);
      }
    }
  }

  /** Returns the body of an answer. */
  String write(List<DemoCustomer> page, int total) {
    return DemoJson.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("data");
          for (DemoCustomer customer : page) {
            writeCustomer(json, customer);
          }
          json.writeEndArray();
          json.writeNumberField("total", total);
          json.writeEndObject();
        });
  }

  private void writeCustomer(JsonGenerator json, DemoCustomer customer) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, List<CustomerField>> slot : slots.entrySet()) {
      List<CustomerField> fields = slot.getValue();
      json.writeFieldName(slot.getKey());
      if (fields.get(0).object().isEmpty()) {
        write(json, customer.get(fields.get(0)));
      } else if (fields.stream().allMatch(field -> customer.get(field) == null)) {
        json.writeNull();
      } else {
        json.writeStartObject();
        for (CustomerField field : fields) {
          json.writeFieldName(field.key());
          write(json, customer.get(field));
        }
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Instant time) {
      json.writeString(Long.toString(time.getEpochSecond()));
    } else if (value instanceof List<?> tags) {
      json.writeStartArray();
      for (Object tag : tags) {
        json.writeStartObject();
        json.writeStringField("name", ((Tag) tag).name());
        json.writeStringField("color", ((Tag) tag).color());
        json.writeEndObject();
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> data) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : data.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        // Among the attributes a date is written as a number, unlike the customer's own times.
        Object attribute = entry.getValue();
        DemoJson.writeScalar(
            json, attribute instanceof Instant date ? (Long) date.getEpochSecond() : attribute);
      }
      json.writeEndObject();
    } else {
      DemoJson.writeScalar(json, value);
    }
  }
}
