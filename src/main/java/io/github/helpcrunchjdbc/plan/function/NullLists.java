package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.runtime.SqlFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Functions of arrays, maps and rows that may be NULL. Public for the code that Calcite generates.
 */
public final class NullLists {
  private static final int MOST_PIECES = 1_000_000;

  private NullLists() {}

  /**
   * Returns the pieces of a text between delimiters; an empty text has none. A NULL delimiter
   * splits into single characters, an empty delimiter does not split. A piece that equals {@code
   * nothing} becomes NULL.
   */
  public static @Nullable List<@Nullable String> pieces(
      @Nullable String text, @Nullable String delimiter, @Nullable String nothing) {
    if (text == null) {
      return null;
    }
    List<@Nullable String> pieces = new ArrayList<>();
    int step = delimiter == null ? 0 : Math.max(1, delimiter.length());
    int end = delimiter == null || text.isEmpty() ? text.length() : text.length() + 1;
    for (int from = 0; from < end; ) {
      int at =
          delimiter == null
              ? text.offsetByCodePoints(from, 1)
              : delimiter.isEmpty() ? -1 : BoundedText.find(text, delimiter, from);
      int to = at < 0 ? text.length() : at;
      String piece = text.substring(from, to);
      pieces.add(piece.equals(nothing) ? null : piece);
      if (pieces.size() > MOST_PIECES) {
        throw new HelpCrunchException(
            ErrorCode.TOO_LARGE, "a list of more than " + MOST_PIECES + " texts is too long");
      }
      from = to + step;
    }
    return pieces;
  }

  /** Returns the elements of an array, none if the array is NULL. */
  public static List<?> elementsOf(@Nullable List<?> array) {
    return array == null ? List.of() : array;
  }

  /** Returns an array with each element changed, NULL if the array is NULL. */
  public static @Nullable List<@Nullable Object> each(
      @Nullable List<? extends @Nullable Object> array,
      Function1<@Nullable Object, @Nullable Object> change) {
    return array == null ? null : RowValues.each(array, change::apply);
  }

  /**
   * Returns a map with each key and each value changed, NULL if the map is NULL.
   *
   * @throws HelpCrunchException EVALUATION if two keys become equal
   */
  public static @Nullable Map<@Nullable Object, @Nullable Object> eachEntry(
      @Nullable Map<? extends @Nullable Object, ? extends @Nullable Object> map,
      Function1<@Nullable Object, @Nullable Object> changeKey,
      Function1<@Nullable Object, @Nullable Object> changeValue) {
    if (map == null) {
      return null;
    }
    Map<@Nullable Object, @Nullable Object> changed = new LinkedHashMap<>();
    map.forEach((key, value) -> changed.put(changeKey.apply(key), changeValue.apply(value)));
    if (changed.size() < map.size()) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION, "two keys of a map are equal once they are cast or compared");
    }
    return changed;
  }

  /** Returns a row with its fields changed, NULL if the row is NULL. */
  public static @Nullable Object changed(
      @Nullable Object row, Function1<@Nullable Object, @Nullable Object> change) {
    return row == null ? null : change.apply(row);
  }

  /**
   * Returns a field of a row. A row is an array of its fields; a row of one field is the field
   * itself.
   */
  public static @Nullable Object field(@Nullable Object row, int index) {
    return SqlFunctions.structAccess(row, index, null);
  }
}
