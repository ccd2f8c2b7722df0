package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path with filters, such as {@code $.a[?(@.b > 1)].c}. The library JsonPath follows only the
 * filters, and {@link JsonSteps} follows the steps between them, because the library finds no
 * members in the items of a list.
 *
 * @param parts steps and filters in turn; the first and the last part are steps
 */
record FilteredPath(List<JsonPathText.Finder> parts) implements JsonPathText.Finder {
  private static final String FILTER = "[?";

  /**
   * Reads a path. The library follows the whole path if it has other parts, or if a filter compares
   * with a value elsewhere in the document.
   *
   * @param written the path for messages
   * @throws HelpCrunchException EVALUATION if the path can't be understood
   */
  static JsonPathText.Finder of(String text, String written) {
    LibraryPath whole = LibraryPath.compile(text, written);
    String masked = LibraryPath.withoutTexts(text);
    List<JsonPathText.Finder> parts = new ArrayList<>();
    int at = 1;
    while (true) {
      int start = masked.indexOf(FILTER, at);
      JsonSteps steps =
          JsonSteps.parse("$" + text.substring(at, start < 0 ? text.length() : start));
      if (steps == null
          || steps.steps().stream().anyMatch(step -> step.kind() == JsonSteps.Kind.METHOD)) {
        return whole;
      }
      parts.add(steps);
      if (start < 0) {
        return new FilteredPath(List.copyOf(parts));
      }
      at = end(masked, start);
      if (masked.substring(start, at).contains("$")) {
        return whole;
      }
      parts.add(LibraryPath.compile("$" + text.substring(start, at), written));
    }
  }

  private static int end(String masked, int start) {
    int depth = 0;
    int at = start;
    do {
      char c = masked.charAt(at++);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    } while (depth > 0 && at < masked.length());
    return at;
  }

  @Override
  public List<@Nullable Object> find(@Nullable Object document, boolean isStrict) {
    List<@Nullable Object> found = new ArrayList<>();
    found.add(document);
    for (JsonPathText.Finder part : parts) {
      List<@Nullable Object> next = new ArrayList<>();
      for (Object item : found) {
        next.addAll(part.find(part instanceof LibraryPath ? list(item, isStrict) : item, isStrict));
        JsonSteps.checkSize(next);
      }
      found = next;
    }
    return found;
  }

  /**
   * Returns the list that a filter looks through: in a lax path, an item that is no list becomes a
   * list of one item.
   */
  private static @Nullable Object list(@Nullable Object item, boolean isStrict) {
    if (isStrict || item instanceof List) {
      return item;
    }
    List<@Nullable Object> alone = new ArrayList<>();
    alone.add(item);
    return alone;
  }

  @Override
  public boolean mayFindSeveral() {
    return true;
  }
}
