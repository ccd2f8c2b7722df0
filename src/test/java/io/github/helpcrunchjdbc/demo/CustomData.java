package io.github.helpcrunchjdbc.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A customer's own attributes as the generations of the service show them. */
public final class CustomData {
  private static final DateTimeFormatter DATE_TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private CustomData() {}

  /** The scalar that an answer shows for a value: dates are UNIX seconds now and were text once. */
  public static Object shown(Object value, Behaviour behaviour) {
    if (!(value instanceof Instant date)) {
      return value;
    }
    return behaviour.has(Quirk.GENERATION_MIDDLE) ? DATE_TEXT.format(date) : date.getEpochSecond();
  }

  static void write(JsonGenerator json, Map<?, ?> data, Behaviour behaviour) throws IOException {
    boolean asList =
        behaviour.has(Quirk.GENERATION_OLD)
            || (data.isEmpty() && behaviour.has(Quirk.EMPTY_DATA_AS_LIST));
    if (asList) {
      json.writeStartArray();
    } else {
      json.writeStartObject();
    }
    for (Map.Entry<?, ?> entry : data.entrySet()) {
      String key = (String) entry.getKey();
      Object value = shown(entry.getValue(), behaviour);
      if (asList) {
        json.writeStartObject();
        json.writeStringField("property", key);
        json.writeFieldName("value");
        DemoJson.writeScalar(json, value);
        json.writeEndObject();
      } else {
        json.writeFieldName(key);
        DemoJson.writeScalar(json, value);
      }
    }
    if (asList) {
      json.writeEndArray();
    } else {
      json.writeEndObject();
    }
  }
}
