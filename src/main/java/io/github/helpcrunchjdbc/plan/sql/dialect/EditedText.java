package io.github.helpcrunchjdbc.plan.sql.dialect;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A text with parts replaced. It remembers the original place of each character. */
final class EditedText {
  private record Edit(int start, int end, String replacement) {}

  private final String original;
  private final List<Edit> edits = new ArrayList<>();

  EditedText(String original) {
    this.original = original;
  }

  void replace(Token token, String replacement) {
    edits.add(new Edit(token.start(), token.end(), replacement));
  }

  void insert(int at, String text) {
    edits.add(new Edit(at, at, text));
  }

  /** Replaces a token by spaces, so that the words around it stay apart; line ends are kept. */
  void blank(Token token) {
    replace(token, token.text().replaceAll("[^\\r\\n]", " "));
  }

  /**
   * Returns another text in place of the whole statement; each of its places points to the
   * beginning.
   */
  DialectText finish(String instead) {
    return new DialectText(
        original, instead, Collections.nCopies(instead.length(), 0), ExplainMode.TREE);
  }

  /**
   * Returns the text with all edits made; edits at one place stand in the order in which they were
   * made.
   */
  DialectText finish(ExplainMode mode) {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder result = new StringBuilder(original.length());
    IntStream.Builder origins = IntStream.builder();
    int at = 0;
    for (Edit edit : edits) {
      result.append(original, at, Math.max(at, edit.start()));
      IntStream.range(at, edit.start()).forEach(origins::add);
      result.append(edit.replacement());
      int last = Math.max(edit.start(), edit.end() - 1);
      for (int i = 0; i < edit.replacement().length(); i++) {
        origins.add(Math.min(edit.start() + i, last));
      }
      at = Math.max(at, edit.end());
    }
    result.append(original, at, original.length());
    IntStream.range(at, original.length()).forEach(origins::add);
    return new DialectText(
        original, result.toString(), Ints.asList(origins.build().toArray()), mode);
  }
}
