package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE pattern taken apart.
 *
 * @param pieces the literal text between wildcards, escapes resolved, in order, none empty
 * @param shape what the wildcards make of it
 */
record LikePattern(List<String> pieces, Shape shape) {
  enum Shape {
    /** No wildcard: {@code 'abc'}. */
    EQUALS,
    /** {@code '%abc%'}: contains exactly one piece, anywhere. */
    CONTAINS,
    /** Anything else. */
    OTHER
  }

  /**
   * Takes a pattern apart, as SQL reads it.
   *
   * @param escape the escape character, null for none
   * @return null where SQL itself refuses the pattern, which evaluation then reports
   */
  static @Nullable LikePattern parse(String pattern, @Nullable Character escape) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean wildcard = false;
    boolean single = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (escape != null && c == escape) {
        if (i + 1 == pattern.length()) {
          return null;
        }
        char next = pattern.charAt(++i);
        if (next != '%' && next != '_' && next != escape) {
          return null;
        }
        piece.append(next);
      } else if (c == '%' || c == '_') {
        wildcard = true;
        single |= c == '_';
        flush(piece, pieces);
      } else {
        piece.append(c);
      }
    }
    boolean open = pattern.endsWith("%") && piece.isEmpty();
    flush(piece, pieces);
    return new LikePattern(pieces, shape(pattern, pieces, wildcard, single, open));
  }

  private static Shape shape(
      String pattern, List<String> pieces, boolean wildcard, boolean single, boolean open) {
    if (!wildcard) {
      return Shape.EQUALS;
    }
    boolean onePiece = pieces.size() == 1 && pattern.startsWith("%") && open;
    return onePiece && !single ? Shape.CONTAINS : Shape.OTHER;
  }

  private static void flush(StringBuilder piece, List<String> pieces) {
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
      piece.setLength(0);
    }
  }

  /** The text of a pattern without wildcards. */
  String text() {
    return pieces.isEmpty() ? "" : pieces.get(0);
  }

  /**
   * The longest text every match contains, null if there is none. Where the service may read a
   * backslash as an escape, a text with one could find less than SQL asks, so it is cut there.
   */
  @Nullable String longestPiece() {
    return longest(pieces.stream().flatMap(LikePattern::plainParts));
  }

  /** The parts of a text between backslashes. */
  static Stream<String> plainParts(String text) {
    return Stream.of(text.split("\\\\", -1));
  }

  /** The first of the longest texts that are not empty, null if there is none. */
  static @Nullable String longest(Stream<String> texts) {
    return texts
        .filter(text -> !text.isEmpty())
        .reduce(BinaryOperator.maxBy(Comparator.comparingInt(String::length)))
        .orElse(null);
  }

  /** Whether {@link #longestPiece()} is all that the pattern says of the text. */
  boolean isOnePlainPiece() {
    return shape == Shape.CONTAINS && text().indexOf('\\') < 0;
  }
}
