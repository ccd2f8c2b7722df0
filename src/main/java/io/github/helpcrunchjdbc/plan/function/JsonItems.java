package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of JSON texts that paths lead to. Keeps what it parsed last, for rows often come
 * with the same path and functions with the same text. Thread-safe.
 */
final class JsonItems {
  private record Parsed(String text, @Nullable Object value) {}

  /** A path, and what the library makes of it if it is to follow it. */
  private record Path(String path, JsonPathText parsed, @Nullable JsonPath compiled) {}

  static final Configuration LIBRARY =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();
  private volatile @Nullable Parsed lastDocument;
  private volatile @Nullable Path lastPath;

  /**
   * The items at a path, none if nothing is there; JSON's null is an item.
   *
   * @throws IllegalArgumentException if the text is no JSON, or the path is strict and leads
   *     nowhere; the message shows nothing of the text
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException EVALUATION if the path can't be
   *     understood
   */
  List<@Nullable Object> find(String document, String path) {
    Path known = path(path);
    JsonPathText parsed = known.parsed();
    if (parsed.steps() != null) {
      return parsed.steps().find(document(document), parsed.isStrict());
    }
    JsonPath compiled = Objects.requireNonNull(known.compiled());
    try {
      Object found = compiled.read(document(document), LIBRARY);
      return !compiled.isDefinite() && found instanceof List<?> several
          ? Collections.unmodifiableList(several)
          : Collections.singletonList(found);
    } catch (PathNotFoundException e) {
      if (parsed.isStrict()) {
        throw new IllegalArgumentException("the path " + parsed.text() + " leads nowhere");
      }
      return List.of();
    } catch (JsonPathException e) {
      // Its message may show a part of the text.
      throw new IllegalArgumentException(
          "the path " + parsed.text() + " can't be followed in a text");
    }
  }

  /** Whether a path may lead to more than one item. */
  boolean maySeveralBeAt(String path) {
    Path known = path(path);
    JsonSteps steps = known.parsed().steps();
    return steps == null
        ? !Objects.requireNonNull(known.compiled()).isDefinite()
        : steps.severalMayBe();
  }

  private Path path(String path) {
    Path last = lastPath;
    if (last == null || !last.path().equals(path)) {
      JsonPathText parsed = JsonPathText.parse(path);
      last = new Path(path, parsed, parsed.steps() == null ? parsed.compiled() : null);
      lastPath = last;
    }
    return last;
  }

  private @Nullable Object document(String text) {
    Parsed last = lastDocument;
    if (last == null || !last.text().equals(text)) {
      last = new Parsed(text, JsonDocument.parse(text));
      lastDocument = last;
    }
    return last.value();
  }
}
