package io.github.helpcrunchjdbc.demo;

import static io.github.helpcrunchjdbc.demo.CustomerField.CREATED_FROM;
import static io.github.helpcrunchjdbc.demo.CustomerField.INTEGRATION_ID;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was found as the service does, in the generation of the customer object it has. */
final class AnswerWriter {
  private final Behaviour behaviour;

  /** By top-level key, in the documented order: one field, or those of the object there. */
  private final Map<String, List<CustomerField>> slots = new LinkedHashMap<>();

  AnswerWriter(Behaviour behaviour) {
    this.behaviour = behaviour;
    boolean hasOrigin =
        !behaviour.has(Quirk.GENERATION_OLD) && !behaviour.has(Quirk.GENERATION_MIDDLE);
    for (CustomerField field : CustomerField.values()) {
      boolean isOrigin = field == CREATED_FROM || field == INTEGRATION_ID;
      if (field.isShown() && (hasOrigin || !isOrigin)) {
        String slot = field.object().isEmpty() ? field.key() : field.object();
        slots.computeIfAbsent(slot, k -> new ArrayList<>()).add(field);
      }
    }
  }

  /** The body of a page. */
  String write(List<DemoCustomer> page, int total) {
    return DemoJson.write(
        json -> {
          json.writeStartObject();
          writeExtra(json);
          json.writeArrayFieldStart("data");
          for (DemoCustomer customer : page) {
            writeCustomer(json, customer);
          }
          json.writeEndArray();
          writeTotal(json, total);
          json.writeEndObject();
        });
  }

  private void writeTotal(JsonGenerator json, int total) throws IOException {
    if (behaviour.has(Quirk.TOTAL_MISSING)) {
      return;
    }
    if (behaviour.has(Quirk.TOTAL_UNDER_META)) {
      json.writeObjectFieldStart("meta");
      json.writeNumberField("total", total);
      json.writeEndObject();
    } else if (behaviour.has(Quirk.TOTAL_TOO_LOW)) {
      json.writeNumberField("total", Math.max(0, total - 1 - total / 10));
    } else if (behaviour.has(Quirk.TOTAL_TOO_HIGH)) {
      json.writeNumberField("total", total + 1 + total / 10);
    } else if (behaviour.has(Quirk.TOTAL_CAPPED)) {
      json.writeNumberField("total", Math.min(total, behaviour.reach()));
    } else {
      json.writeNumberField("total", total);
    }
  }

  private void writeCustomer(JsonGenerator json, DemoCustomer customer) throws IOException {
    json.writeStartObject();
    writeExtra(json);
    for (Map.Entry<String, List<CustomerField>> slot : slots.entrySet()) {
      CustomerField first = slot.getValue().get(0);
      if (first.object().isEmpty()) {
        writeField(json, first, customer.get(first));
      } else {
        writeObject(json, slot.getKey(), slot.getValue(), customer);
      }
    }
    json.writeEndObject();
  }

  private void writeObject(
      JsonGenerator json, String key, List<CustomerField> fields, DemoCustomer customer)
      throws IOException {
    if (fields.stream().allMatch(field -> customer.get(field) == null)) {
      writeNull(json, key);
      return;
    }
    json.writeObjectFieldStart(key);
    writeExtra(json);
    for (CustomerField field : fields) {
      writeField(json, field, customer.get(field));
    }
    json.writeEndObject();
  }

  private void writeField(JsonGenerator json, CustomerField field, @Nullable Object value)
      throws IOException {
    String key = field.key();
    if (value == null) {
      if (field.kind() == CustomerField.Kind.DATE && behaviour.has(Quirk.NEVER_SEEN_AS_BLANK)) {
        json.writeStringField(key, "");
      } else {
        writeNull(json, key);
      }
      return;
    }
    json.writeFieldName(key);
    if (value instanceof Instant time) {
      writeTime(json, time);
    } else if (value instanceof List<?> tags) {
      writeTags(json, tags);
    } else if (value instanceof Map<?, ?> data) {
      CustomData.write(json, data, behaviour);
    } else {
      DemoJson.writeScalar(json, value);
    }
  }

  private void writeNull(JsonGenerator json, String key) throws IOException {
    if (!behaviour.has(Quirk.NULLS_LEFT_OUT)) {
      json.writeNullField(key);
    }
  }

  private void writeTime(JsonGenerator json, Instant time) throws IOException {
    String seconds =
        behaviour.has(Quirk.FRACTIONS_SHOWN)
            ? Times.unixSeconds(time).toPlainString()
            : Long.toString(time.getEpochSecond());
    if (behaviour.has(Quirk.GENERATION_OLD) || behaviour.has(Quirk.GENERATION_MIDDLE)) {
      json.writeNumber(seconds);
    } else {
      json.writeString(seconds);
    }
  }

  private static void writeTags(JsonGenerator json, List<?> tags) throws IOException {
    json.writeStartArray();
    for (Object element : tags) {
      Tag tag = (Tag) element;
      json.writeStartObject();
      json.writeStringField("name", tag.name());
      json.writeStringField("color", tag.color());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeExtra(JsonGenerator json) throws IOException {
    if (behaviour.has(Quirk.EXTRA_KEYS)) {
      json.writeObjectFieldStart("futureObject");
      json.writeNumberField("id", 7);
      json.writeArrayFieldStart("data");
      json.writeString("total");
      json.writeNull();
      json.writeEndArray();
      json.writeEndObject();
      json.writeNullField("futureValue");
    }
  }
}
