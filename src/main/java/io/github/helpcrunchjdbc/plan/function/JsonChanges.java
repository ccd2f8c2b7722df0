package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import org.apache.calcite.linq4j.function.Deterministic;
import org.apache.calcite.runtime.JsonFunctions;
import org.jspecify.annotations.Nullable;

/**
 * JSON_SET, JSON_INSERT, JSON_REPLACE and JSON_REMOVE of MySQL as generated code calls them, one
 * change a call.
 */
@Deterministic
public final class JsonChanges {
  private static final Configuration ADDING =
      JsonItems.LIBRARY.addOptions(Option.DEFAULT_PATH_LEAF_TO_NULL);

  private JsonChanges() {}

  /**
   * A text with the value at one path changed; JSON's null is a value. Where nothing holds what the
   * path leads to, nothing is changed.
   *
   * @param function JSON_INSERT leaves what is there, JSON_REPLACE adds nothing
   */
  public static @Nullable String change(
      String function, @Nullable String json, @Nullable String path, @Nullable Object value) {
    if (json == null || path == null) {
      return null;
    }
    JsonPath place = place(function, path);
    Object document = document(function, json);
    boolean isRoot = place.getPath().equals("$");
    boolean isThere = isRoot || (document != null && isThere(place, document));
    if (function.equals(isThere ? "JSON_INSERT" : "JSON_REPLACE")) {
      return JsonFunctions.jsonize(document);
    } else if (isRoot) {
      return JsonFunctions.jsonize(value);
    }
    if (document != null) {
      put(place, isThere, document, value);
    }
    return JsonFunctions.jsonize(document);
  }

  /** A text without what is at one path; JSON's null is something. */
  public static @Nullable String remove(@Nullable String json, @Nullable String path) {
    if (json == null || path == null) {
      return null;
    }
    JsonPath place = place("JSON_REMOVE", path);
    if (place.getPath().equals("$")) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION, "JSON_REMOVE leaves a document: the path '$' is the whole of it");
    }
    Object document = document("JSON_REMOVE", json);
    if (document != null && isThere(place, document)) {
      place.delete(document, JsonItems.LIBRARY);
    }
    return JsonFunctions.jsonize(document);
  }

  private static JsonPath place(String function, String path) {
    JsonPath place = JsonPathText.parse(path).compiled();
    if (!place.isDefinite()) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION,
          function
              + " changes one place, and the path '"
              + path.replaceFirst("^lax ", "")
              + "' may lead to several");
    }
    return place;
  }

  private static @Nullable Object document(String function, String json) {
    try {
      return JsonDocument.parse(json);
    } catch (IllegalArgumentException e) {
      throw new HelpCrunchException(ErrorCode.EVALUATION, function + ": " + e.getMessage(), e);
    }
  }

  private static boolean isThere(JsonPath place, Object document) {
    try {
      place.read(document, JsonItems.LIBRARY);
      return true;
    } catch (PathNotFoundException e) {
      return false;
    }
  }

  private static void put(
      JsonPath place, boolean isThere, Object document, @Nullable Object value) {
    // The library writes names as ['name'], and places in lists as [0].
    String path = place.getPath();
    try {
      if (isThere || path.endsWith("']")) {
        place.set(document, value, ADDING);
        return;
      }
      JsonPath holder = JsonPath.compile(path.substring(0, path.lastIndexOf('[')));
      Object list = holder.read(document, JsonItems.LIBRARY);
      if (list instanceof List<?>) {
        holder.add(document, value, JsonItems.LIBRARY);
      }
    } catch (PathNotFoundException e) {
      // Nothing holds that place.
    }
  }
}
