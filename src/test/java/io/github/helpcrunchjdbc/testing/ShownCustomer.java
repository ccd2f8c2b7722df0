package io.github.helpcrunchjdbc.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomData;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.demo.Tag;
import io.github.helpcrunchjdbc.demo.Times;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer as the table must show them, by what the answers of an account hold. */
final class ShownCustomer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShownCustomer() {}

  /** Long, String, Boolean, LocalDateTime in UTC, or null. The channels' ids keep their values. */
  static @Nullable Object value(DemoCustomer customer, CustomerField field, Behaviour behaviour) {
    Object value = customer.get(field);
    boolean older = behaviour.has(Quirk.GENERATION_OLD) || behaviour.has(Quirk.GENERATION_MIDDLE);
    if (older && (field == CustomerField.CREATED_FROM || field == CustomerField.INTEGRATION_ID)) {
      return null;
    }
    if (value instanceof Instant time) {
      return LocalDateTime.ofInstant(Times.shown(time, behaviour), ZoneOffset.UTC);
    } else if (value instanceof List<?> tags) {
      List<String> names = new ArrayList<>();
      tags.forEach(tag -> names.add(((Tag) tag).name()));
      return json(names);
    } else if (value instanceof Map<?, ?> data) {
      Map<Object, Object> shown = new LinkedHashMap<>();
      data.forEach((key, datum) -> shown.put(key, CustomData.shown(datum, behaviour)));
      return json(shown);
    }
    return value;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
