package io.github.helpcrunchjdbc.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.helpcrunchjdbc.campaign.Dice;
import java.util.ArrayList;
import java.util.List;

/** Changes JSON value by value: what comes of it is JSON, and often not what it should be. */
final class JsonMutator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-0.0",
          "1e-400",
          "1603885746",
          "1603885746000",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "\"\"",
          "\"0\"",
          "\"1603885746.913\"",
          "\"1e999999999\"",
          "\"NaN\"",
          "\"2020-09-01\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"null\"",
          "[]",
          "{}",
          "[[[]]]",
          "[null]",
          "{\"\": {}}",
          "{\"name\": null}",
          "[{\"name\": 5}]",
          "[{\"property\": \"a\"}]",
          "\"\\u202e\"");

  private static final List<String> NAMES =
      List.of("id", "data", "total", "errors", "tags", "customData", "name", "lastSeen", "", "new");

  private final Dice dice;

  JsonMutator(Dice dice) {
    this.dice = dice;
  }

  /** The JSON with one to three values changed. */
  String mutate(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      for (int left = dice.between(1, 3); left > 0; left--) {
        change(root);
      }
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(JsonNode root) {
    JsonNode at = root;
    // Down by chance, so that what is near the root is hit often enough.
    while (dice.chance(75)) {
      List<JsonNode> inner = new ArrayList<>();
      at.forEach(child -> inner.add(child));
      inner.removeIf(child -> !child.isContainerNode() || child.isEmpty());
      if (inner.isEmpty()) {
        break;
      }
      at = dice.pick(inner);
    }
    if (at instanceof ObjectNode object) {
      change(object);
    } else if (at instanceof ArrayNode array) {
      change(array);
    }
  }

  private void change(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(name -> names.add(name));
    String name = names.isEmpty() ? "new" : dice.pick(names);
    switch (dice.below(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.putRawValue(dice.pick(NAMES), odd());
      case 2 -> {
        JsonNode value = object.remove(name);
        object.set(dice.pick(NAMES), value);
      }
      default -> object.putRawValue(name, odd());
    }
  }

  private void change(ArrayNode array) {
    int at = array.isEmpty() ? 0 : dice.below(array.size());
    switch (dice.below(5)) {
      case 0 -> array.remove(at);
      case 1 -> array.insertRawValue(at, odd());
      case 2 -> array.insertPOJO(at, array.isEmpty() ? null : array.get(at));
      case 3 -> array.removeAll();
      default -> {
        array.remove(at);
        array.insertRawValue(at, odd());
      }
    }
  }

  private RawValue odd() {
    return new RawValue(
        switch (dice.below(20)) {
          case 0 -> "\"" + "x".repeat(100_000) + "\"";
          case 1 -> "9".repeat(dice.pick(400, 2_000));
          case 2 -> "[".repeat(400) + "]".repeat(400);
          default -> dice.pick(ODD);
        });
  }
}
