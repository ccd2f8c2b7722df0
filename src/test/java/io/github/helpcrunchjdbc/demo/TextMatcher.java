package io.github.helpcrunchjdbc.demo;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How {@code =} and {@code ~} compare strings under a behaviour. */
final class TextMatcher {
  private TextMatcher() {}

  static Predicate<String> equalTo(String value, Behaviour behaviour) {
    Folding folding =
        new Folding(
            behaviour.has(Quirk.EQUALS_FOLDS_CASE),
            behaviour.has(Quirk.EQUALS_FOLDS_ACCENTS),
            behaviour.has(Quirk.EQUALS_FOLDS_TRAILING_SPACES));
    String sent = behaviour.has(Quirk.EQUALS_LOWERS_VALUE) ? value.toLowerCase(Locale.ROOT) : value;
    String wanted = folding.fold(sent);
    return text -> folding.fold(text).equals(wanted);
  }

  static Predicate<String> containing(String value, Behaviour behaviour) {
    Folding folding =
        new Folding(
            behaviour.has(Quirk.CONTAINS_FOLDS_CASE),
            behaviour.has(Quirk.CONTAINS_FOLDS_ACCENTS),
            behaviour.has(Quirk.CONTAINS_FOLDS_TRAILING_SPACES));
    String wanted = folding.fold(value);
    if (!behaviour.has(Quirk.CONTAINS_HAS_WILDCARDS)
        && !behaviour.has(Quirk.CONTAINS_HAS_ESCAPES)
        && !behaviour.has(Quirk.CONTAINS_FROM_WORD_START)) {
      return text -> folding.fold(text).contains(wanted);
    }
    Pattern pattern = pattern(wanted, behaviour);
    return text -> pattern.matcher(folding.fold(text)).find();
  }

  private static Pattern pattern(String value, Behaviour behaviour) {
    boolean wildcards = behaviour.has(Quirk.CONTAINS_HAS_WILDCARDS);
    boolean escapes = behaviour.has(Quirk.CONTAINS_HAS_ESCAPES);
    StringBuilder regex = new StringBuilder();
    if (behaviour.has(Quirk.CONTAINS_FROM_WORD_START)) {
      regex.append("(?<![\\p{L}\\p{N}])");
    }
    int i = 0;
    while (i < value.length()) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      if (escapes && c == '\\' && i < value.length()) {
        c = value.codePointAt(i);
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (wildcards && c == '%') {
        regex.append(".*");
      } else if (wildcards && c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private record Folding(boolean ofCase, boolean ofAccents, boolean ofTrailingSpaces) {
    String fold(String text) {
      String folded = text;
      if (ofTrailingSpaces) {
        int end = folded.length();
        while (end > 0 && folded.charAt(end - 1) == ' ') {
          end--;
        }
        folded = folded.substring(0, end);
      }
      if (ofAccents) {
        StringBuilder base = new StringBuilder(folded.length());
        Normalizer.normalize(folded, Normalizer.Form.NFD)
            .codePoints()
            .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
            .forEach(base::appendCodePoint);
        folded = base.toString();
      }
      if (ofCase) {
        // Character by character: what a letter folds to must not depend on its neighbours, as it
        // does in String.toLowerCase (a Greek sigma at a word's end).
        StringBuilder lower = new StringBuilder(folded.length());
        folded
            .codePoints()
            .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
            .forEach(lower::appendCodePoint);
        folded = lower.toString();
      }
      return folded;
    }
  }
}
