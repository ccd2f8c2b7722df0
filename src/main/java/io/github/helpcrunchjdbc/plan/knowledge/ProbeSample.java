package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer's value of a text field, fit for copies that differ from it in case, accents, spaces
 * or wildcards.
 *
 * @param piece a part of the value that starts in the middle of a word
 * @param plainValue the value in lower case, without accents
 * @param plainPiece the piece in lower case, without accents
 */
record ProbeSample(
    ColumnDef column, long id, String value, String piece, String plainValue, String plainPiece) {
  private static final int LONGEST = 100;

  /** Letters that also exist with an accent. */
  private static final String LETTERS = "aceinosuyzACEINOSUZ";

  private static final String ACCENTED = "áçéíñöšüýžÁÇÉÍÑÖŠÜŽ";

  /** Returns a sample of a value, or null if some kind of copy can't be made of it. */
  static @Nullable ProbeSample of(ColumnDef column, long id, String value) {
    // The probe sends no longer text: a service may not look for words in a very long value.
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
   * Returns the value from the second letter of a word on, so that the piece does not start a word.
   * The piece ends before a character that a service may read as a wildcard or an escape. It is as
   * long as possible, so that hardly any other customer's value contains it.
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

  /** Whether no copy of one sample can find the other, however the service compares. */
  boolean isUnrelatedTo(ProbeSample other) {
    return !isIn(other) && !other.isIn(this);
  }

  /** Whether the other's value contains this piece, if case and accents are ignored. */
  boolean isIn(ProbeSample other) {
    return other.plainValue.contains(plainPiece);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Returns copies of the value that {@code =} finds only if it folds case, accents or spaces. */
  List<String> alteredValues() {
    return List.of(swapCase(value), accented(value), value + " ");
  }

  /** Returns copies of the piece that {@code ~} finds only if it folds or reads wildcards. */
  List<String> alteredPieces() {
    String rest = piece.substring(1);
    // A text may well contain the piece and one space behind it.
    return List.of(
        swapCase(piece), accented(piece), piece + "  ", "%" + rest, "_" + rest, "\\" + piece);
  }

  /** Whether a text literally equals or contains an altered copy: any service would find it. */
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
