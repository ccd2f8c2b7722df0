package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.function.LikeSigns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE pattern, divided into its literal pieces.
 *
 * @param pieces the literal texts between wildcards, in order, without escapes; none is empty
 * @param shape how the wildcards stand
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
   * Parses a pattern as SQL reads it.
   *
   * @param escape the escape character, null for none
   * @return null if the pattern is not valid SQL. The evaluation then reports it.
   */
  static @Nullable LikePattern parse(String pattern, @Nullable Character escape) {
    int[] signs = LikeSigns.of(pattern, escape == null ? null : escape.toString());
    if (signs == null) {
      return null;
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int sign : signs) {
      if (sign < 0) {
        flush(piece, pieces);
      } else {
        piece.appendCodePoint(sign);
      }
    }
    flush(piece, pieces);
    return new LikePattern(pieces, shape(signs, pieces));
  }

  private static Shape shape(int[] signs, List<String> pieces) {
    if (Arrays.stream(signs).noneMatch(sign -> sign < 0)) {
      return Shape.EQUALS;
    }
    boolean isWithin =
        pieces.size() == 1
            && signs[0] == LikeSigns.ANY_MANY
            && signs[signs.length - 1] == LikeSigns.ANY_MANY
            && Arrays.stream(signs).noneMatch(sign -> sign == LikeSigns.ANY_ONE);
    return isWithin ? Shape.CONTAINS : Shape.OTHER;
  }

  private static void flush(StringBuilder piece, List<String> pieces) {
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
      piece.setLength(0);
    }
  }

  /** Returns the text of a pattern without wildcards. */
  String text() {
    return pieces.isEmpty() ? "" : pieces.get(0);
  }

  /**
   * Returns the longest text that every match contains and that a filter can carry, null if there
   * is none. It has no backslash: if the service reads that as an escape, it could find less than
   * SQL asks for.
   */
  @Nullable String longestPiece() {
    return longest(pieces.stream().flatMap(LikePattern::plainParts));
  }

  /** Returns the parts of a text between backslashes. */
  static Stream<String> plainParts(String text) {
    return Stream.of(text.split("\\\\", -1));
  }

  /** Returns the first of the longest texts that a filter can carry, null if there is none. */
  static @Nullable String longest(Stream<String> texts) {
    return texts
        .filter(FieldText::canBeSent)
        .reduce(BinaryOperator.maxBy(Comparator.comparingInt(String::length)))
        .orElse(null);
  }

  /** Whether the pattern asks for nothing but {@link #longestPiece()}, anywhere in the text. */
  boolean isOnePlainPiece() {
    return shape == Shape.CONTAINS && text().indexOf('\\') < 0;
  }
}
