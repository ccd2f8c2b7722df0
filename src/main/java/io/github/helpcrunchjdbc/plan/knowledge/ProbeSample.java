package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer's value of a field from which copies can be made that differ in case, accent, spaces
 * and wildcards.
 *
 * @param piece a part of the value that starts in the middle of a word
 * @param plainValue the value without case and accents
 * @param plainPiece the piece without them
 */
record ProbeSample(
    ColumnDef column, long id, String value, String piece, String plainValue, String plainPiece) {
  private static final int LONGEST = 100;

  /** Letters with a sibling that differs by an accent only. */
  private static final String LETTERS = "aceinosuyzACEINOSUZ";

  private static final String ACCENTED = "áçéíñöšüýžÁÇÉÍÑÖŠÜŽ";

  /** A sample of a value, null if not every kind of copy can be made of it. */
  static @Nullable ProbeSample of(ColumnDef column, long id, String value) {
    // A search carries no longer text, and words are not looked for in a very long one.
    if (value.length() > LONGEST || !value.strip().equals(value)) {
      return null;
    }
    String piece = midWord(value);
    if (piece == null) {
      return null;
    }
    ProbeSample sample = new ProbeSample(column, id, value, piece, plain(value), plain(piece));
    boolean each =
        Stream.concat(sample.alteredValues().stream(), sample.alteredPieces().stream())
            .noneMatch(value::contains);
    return each && !accented(value).equals(value) && !accented(piece).equals(piece) ? sample : null;
  }

  /**
   * The value from the second letter of a word on, so that it does not start one, up to a sign that
   * a service may read as a wildcard or an escape. All of it, for that is hardly anybody else's.
   */
  private static @Nullable String midWord(String value) {
    for (int start = 0; start < value.length(); start++) {
      int end = start;
      while (end < value.length() && "%_\\".indexOf(value.charAt(end)) < 0) {
        end++;
      }
      boolean startsWord =
          isLetter(value.charAt(start))
              && start + 1 < end
              && isLetter(value.charAt(start + 1))
              && (start == 0 || !Character.isLetterOrDigit(value.charAt(start - 1)));
      String piece = startsWord ? value.substring(start + 1, end).strip() : "";
      if (!accented(piece).equals(piece)) {
        return piece;
      }
    }
    return null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether no copy of the one finds the other, however the service compares. */
  boolean isUnrelatedTo(ProbeSample other) {
    return !isIn(other) && !other.isIn(this);
  }

  /** Whether the other's value contains the piece, but for case and accents. */
  boolean isIn(ProbeSample other) {
    return other.plainValue.contains(plainPiece);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Copies of the value that only a folding {@code =} finds it by. */
  List<String> alteredValues() {
    return List.of(swapCase(value), accented(value), value + " ");
  }

  /** Copies of the piece that only a folding, or pattern matching, {@code ~} finds it by. */
  List<String> alteredPieces() {
    String rest = piece.substring(1);
    // One space might well follow it, two hardly.
    return List.of(
        swapCase(piece), accented(piece), piece + "  ", "%" + rest, "_" + rest, "\\" + piece);
  }

  /** Whether a text has an altered copy letter by letter, so that any service finds it. */
  boolean isAlteredIn(String text) {
    return alteredValues().contains(text) || alteredPieces().stream().anyMatch(text::contains);
  }

  static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      swapped.append(isLetter(c) ? (char) (c ^ ' ') : c);
    }
    return swapped.toString();
  }

  private static String accented(String text) {
    for (int i = 0; i < text.length(); i++) {
      int letter = LETTERS.indexOf(text.charAt(i));
      if (letter >= 0) {
        return text.substring(0, i) + ACCENTED.charAt(letter) + text.substring(i + 1);
      }
    }
    return text;
  }

  /** The id and the value are personal, so neither is shown. */
  @Override
  public String toString() {
    return "sample of " + column.name();
  }
}
