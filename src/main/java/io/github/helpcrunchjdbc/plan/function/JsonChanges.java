package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Deterministic;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's JSON_SET, JSON_INSERT, JSON_REPLACE and JSON_REMOVE; generated code calls them for one
 * change at a time. Source: MySQL 8.4, Functions That Modify JSON Values.
 */
@Deterministic
public final class JsonChanges {
  /** The most steps of a path; the parser accepts fewer levels in a text. */
  private static final int MOST_STEPS = 1000;

  private JsonChanges() {}

  /**
   * Changes the value at one path of a text; JSON's null is a value. If the object or list that the
   * path leads into is missing, nothing changes. A place behind the end of a list means its next
   * place, and an item that is no list counts as a list of one item.
   *
   * @param function JSON_INSERT keeps an existing value, JSON_REPLACE adds no value
   * @param value not used by JSON_REMOVE
   */
  public static @Nullable String change(
      String function, @Nullable String json, @Nullable String path, @Nullable Object value) {
    if (json == null || path == null) {
      return null;
    }
    List<JsonSteps.Step> steps = steps(function, path);
    Object document;
    try {
      document = JsonDocument.parse(json);
    } catch (IllegalArgumentException e) {
      throw new HelpCrunchException(ErrorCode.EVALUATION, function + ": " + e.getMessage(), e);
    }
    return BoundedText.json(new Change(function, steps, value).of(document, 0));
  }

  /**
   * Checks the path of a function.
   *
   * @throws HelpCrunchException EVALUATION if it leads to no member and no place, or to several
   */
  public static void check(String function, String path) {
    steps(function, path);
  }

  private static List<JsonSteps.Step> steps(String function, String path) {
    if (!(JsonPathText.parse(path).finder() instanceof JsonSteps parsed)
        || parsed.mayFindSeveral()
        || parsed.steps().stream().anyMatch(step -> step.kind() == JsonSteps.Kind.METHOD)) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          function + " changes one place, and the path '" + path + "' may lead to others");
    } else if (parsed.steps().size() > MOST_STEPS) {
      throw new HelpCrunchException(
          ErrorCode.TOO_LARGE, function + " takes no path of more than " + MOST_STEPS + " steps");
    } else if (parsed.steps().isEmpty() && function.equals("JSON_REMOVE")) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION, "JSON_REMOVE leaves a document: the path '$' is the whole of it");
    }
    return parsed.steps();
  }

  private record Change(String function, List<JsonSteps.Step> steps, @Nullable Object value) {
    /**
     * Follows the steps from {@code at} on. Returns the item, which may have been changed, or the
     * item that replaces it.
     */
    @Nullable Object of(@Nullable Object item, int at) {
      if (at == steps.size()) {
        return function.equals("JSON_INSERT") ? item : value;
      }
      JsonSteps.Step step = steps.get(at);
      boolean isLast = at + 1 == steps.size();
      boolean removes = isLast && function.equals("JSON_REMOVE");
      boolean adds = isLast && !removes && !function.equals("JSON_REPLACE");
      return step.kind() == JsonSteps.Kind.MEMBER
          ? ofMember(item, String.valueOf(step.name()), at, removes, adds)
          : ofPlace(item, step.places().get(0).from(), at, removes, adds);
    }

    private @Nullable Object ofMember(
        @Nullable Object item, String name, int at, boolean removes, boolean adds) {
      if (item instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // The parser makes such maps.
        Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
        if (removes) {
          object.remove(name);
        } else if (object.containsKey(name)) {
          object.put(name, of(object.get(name), at + 1));
        } else if (adds) {
          object.put(name, value);
        }
      }
      return item;
    }

    private @Nullable Object ofPlace(
        @Nullable Object item, int place, int at, boolean removes, boolean adds) {
      List<@Nullable Object> list = new ArrayList<>();
      if (item instanceof List<?> items) {
        list.addAll(items);
      } else {
        list.add(item);
      }
      int index = place < 0 ? list.size() + place : place;
      if (index >= list.size()) {
        return adds && list.add(value) ? list : item;
      } else if (index < 0) {
        return item;
      } else if (!(item instanceof List)) {
        return removes ? item : of(item, at + 1);
      } else if (removes) {
        list.remove(index);
      } else {
        list.set(index, of(list.get(index), at + 1));
      }
      return list;
    }
  }
}
