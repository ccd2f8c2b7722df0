package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of JSON texts to which paths lead. It keeps what it parsed last, because rows
 * often come with the same path, and functions with the same text. Thread-safe.
 */
final class JsonItems {
  private record Parsed(String text, @Nullable Object value) {}

  private volatile @Nullable Parsed lastDocument;
  private volatile @Nullable JsonPathText lastPath;

  /**
   * Returns the items at a path, none if nothing is there; JSON's null is an item.
   *
   * @throws IllegalArgumentException if the text is no JSON, or the path is strict and leads
   *     nowhere; the message shows nothing of the text
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException EVALUATION if the path can't be
   *     understood; TOO_LARGE if it leads to too many items
   */
  List<@Nullable Object> find(String document, String path) {
    JsonPathText parsed = path(path);
    return parsed.finder().find(document(document), parsed.isStrict());
  }

  /** Returns whether a path may lead to several items of one list or object. */
  boolean maySeveralBeAt(String path) {
    return path(path).finder().mayFindSeveral();
  }

  private JsonPathText path(String path) {
    JsonPathText last = lastPath;
    if (last == null || !last.written().equals(path)) {
      last = JsonPathText.parse(path);
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
