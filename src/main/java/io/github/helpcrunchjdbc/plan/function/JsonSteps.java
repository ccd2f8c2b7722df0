package io.github.helpcrunchjdbc.plan.function;

import com.jayway.jsonpath.internal.Utils;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a path of SQL/JSON: members, places in lists, and at the end {@code type()} or
 * {@code size()}. A place is counted from 0, {@code last} is the last one, {@code 1 to 3} are three
 * places, and {@code -1} is the last one too, which the standard does not have. A path is lax
 * unless it says strict. In a lax path a member of a list means that member of each item, and an
 * item that is no list counts as a list of one item. Source: ISO/IEC 9075-2:2016, 9.39; PostgreSQL.
 *
 * @param mayFindSeveral whether a single step leads to more than one item of a list or object
 */
record JsonSteps(List<Step> steps, boolean mayFindSeveral) implements JsonPathText.Finder {
  /**
   * One step.
   *
   * @param name the name of a member or a method; null for places
   * @param places the places in a list; null for a member
   */
  record Step(Kind kind, @Nullable String name, List<Range> places) {}

  enum Kind {
    MEMBER,
    MEMBERS,
    ITEMS,
    PLACES,
    METHOD
  }

  /**
   * The places from one to another. A negative place is counted from the end; -1 is the last one.
   */
  record Range(int from, int to) {}

  private static final int MOST_ITEMS = 1_000_000;

  private static final String PLACE = "(?:last(?:\\s*-\\s*\\d{1,9})?|\\d{1,9})";
  private static final String RANGE =
      "\\s*(?:-\\d{1,9}|" + PLACE + "(?:\\s+to\\s+" + PLACE + ")?)\\s*";

  /**
   * Matches a name without quotes: it has no sign that begins another step, a filter or a
   * comparison.
   */
  private static final String UNQUOTED = "[^\\s.\\[\\]()*?\"'\\\\<>=]++";

  private static final String ESCAPED = "\\\\(?:u\\p{XDigit}{4}|[^u])";

  private static final Pattern STEP =
      Pattern.compile(
          "\\s*(?:\\.\\s*(?<all>\\*)(?!\\*)"
              + "|\\.\\s*(?<method>type|size)\\s*\\(\\s*\\)\\s*$"
              + "|\\.\\s*(?<member>"
              + UNQUOTED
              + ")(?!\\s*\\()"
              + "|\\[\\s*(?:\"(?<quoted>(?:[^\"\\\\]|"
              + ESCAPED
              + ")*+)\"|'(?<single>(?:[^'\\\\]|"
              + ESCAPED
              + ")*+)')\\s*]"
              + "|\\[\\s*(?<items>\\*)\\s*]"
              + ("|\\[(?<places>" + RANGE + "(?:," + RANGE + ")*+)])\\s*"));

  /** Returns the steps after a path's {@code $}; null if the path has other parts. */
  static @Nullable JsonSteps parse(String path) {
    List<Step> steps = new ArrayList<>();
    boolean several = false;
    Matcher step = STEP.matcher(path);
    int at = 1;
    while (at < path.length() && step.region(at, path.length()).lookingAt()) {
      String places = step.group("places");
      String method = step.group("method");
      if (step.group("all") != null || step.group("items") != null) {
        Kind kind = step.group("all") == null ? Kind.ITEMS : Kind.MEMBERS;
        steps.add(new Step(kind, null, List.of()));
        several = true;
      } else if (places != null) {
        steps.add(new Step(Kind.PLACES, null, ranges(places)));
        several |= places.contains(",") || places.contains("to");
      } else if (method != null) {
        steps.add(new Step(Kind.METHOD, method, List.of()));
      } else {
        String name = step.group("member");
        if (name == null) {
          String quoted = step.group("quoted");
          name = Utils.unescape(quoted == null ? step.group("single") : quoted);
        }
        steps.add(new Step(Kind.MEMBER, name, List.of()));
      }
      at = step.end();
    }
    return at == path.length() ? new JsonSteps(List.copyOf(steps), several) : null;
  }

  private static List<Range> ranges(String places) {
    List<Range> ranges = new ArrayList<>();
    for (String range : places.split(",", -1)) {
      String[] ends = range.strip().split("\\s+to\\s+", 2);
      ranges.add(new Range(place(ends[0]), place(ends[ends.length - 1])));
    }
    return ranges;
  }

  private static int place(String text) {
    if (!text.startsWith("last")) {
      return Integer.parseInt(text);
    }
    String back = text.substring("last".length()).replaceAll("[\\s-]", "");
    return -1 - (back.isEmpty() ? 0 : Integer.parseInt(back));
  }

  /**
   * Returns the items to which the steps lead.
   *
   * @throws IllegalArgumentException if the path is strict, and a step leads nowhere
   * @throws HelpCrunchException TOO_LARGE if there are more than 1,000,000 items
   */
  @Override
  public List<@Nullable Object> find(@Nullable Object document, boolean isStrict) {
    List<@Nullable Object> found = new ArrayList<>();
    found.add(document);
    for (Step step : steps) {
      List<@Nullable Object> next = new ArrayList<>();
      for (Object item : found) {
        follow(step, item, isStrict, next);
        checkSize(next);
      }
      found = next;
    }
    return found;
  }

  static void checkSize(List<?> items) {
    if (items.size() > MOST_ITEMS) {
      throw new HelpCrunchException(
          ErrorCode.TOO_LARGE, "a JSON path leads to more than " + MOST_ITEMS + " items");
    }
  }

  private static void follow(
      Step step, @Nullable Object item, boolean isStrict, List<@Nullable Object> next) {
    boolean ofObject = step.kind == Kind.MEMBER || step.kind == Kind.MEMBERS;
    if (step.kind == Kind.METHOD) {
      next.add(method(String.valueOf(step.name), item, isStrict));
    } else if (ofObject && item instanceof List<?> list && !isStrict) {
      for (Object member : list) {
        if (member instanceof Map<?, ?> object) {
          ofObject(step, object, false, next);
        }
      }
    } else if (ofObject && item instanceof Map<?, ?> object) {
      ofObject(step, object, isStrict, next);
    } else if (!ofObject && item instanceof List<?> list) {
      ofList(step, list, isStrict, next);
    } else if (isStrict) {
      throw nowhere();
    } else if (!ofObject) {
      List<@Nullable Object> alone = new ArrayList<>();
      alone.add(item);
      ofList(step, alone, false, next);
    }
  }

  private static void ofObject(
      Step step, Map<?, ?> object, boolean isStrict, List<@Nullable Object> next) {
    if (step.kind == Kind.MEMBERS) {
      next.addAll(object.values());
    } else if (object.containsKey(step.name)) {
      next.add(object.get(step.name));
    } else if (isStrict) {
      throw nowhere();
    }
  }

  private static void ofList(
      Step step, List<?> list, boolean isStrict, List<@Nullable Object> next) {
    if (step.kind == Kind.ITEMS) {
      next.addAll(list);
      return;
    }
    int size = list.size();
    for (Range range : step.places) {
      int from = range.from < 0 ? size + range.from : range.from;
      int to = range.to < 0 ? size + range.to : range.to;
      if (isStrict && (from < 0 || to >= size || from > to)) {
        throw nowhere();
      }
      if (from <= to && to >= 0) {
        next.addAll(list.subList(Math.min(size, Math.max(0, from)), Math.min(size, to + 1)));
        checkSize(next);
      }
    }
  }

  private static Object method(String name, @Nullable Object item, boolean isStrict) {
    if (name.equals("size")) {
      if (isStrict && !(item instanceof List)) {
        throw nowhere();
      }
      return item instanceof List<?> list ? list.size() : 1;
    }
    if (item == null) {
      return "null";
    } else if (item instanceof List) {
      return "array";
    } else if (item instanceof Map) {
      return "object";
    }
    return item instanceof Number ? "number" : item instanceof Boolean ? "boolean" : "string";
  }

  private static IllegalArgumentException nowhere() {
    return new IllegalArgumentException("a step of the path leads nowhere");
  }
}
