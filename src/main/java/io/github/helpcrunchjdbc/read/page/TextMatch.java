package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer's text may be what a filter finds. How texts compare is the service's to say:
 * it may ignore case, accents, spaces and other signs, take signs for wildcards, or go by words. So
 * only letters of ASCII and digits tell, and only what no such comparison finds is outside.
 */
final class TextMatch {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SIGNS = Pattern.compile("[^A-Z0-9]+");

  private static final int LONGEST = 1000;

  private TextMatch() {}

  /** Whether a text can be seen to be outside of what a filter finds. */
  static boolean canTell(SearchFilter filter) {
    String words = words((String) filter.value());
    return filter.operator().isNegative() || (words != null && !words.isEmpty());
  }

  /** Whether a filter that can tell may find a text. */
  static boolean mayFind(SearchFilter filter, String shown) {
    String asked = (String) filter.value();
    if (filter.operator() == Operator.NE) {
      return !asked.equals(shown);
    } else if (filter.operator() == Operator.NOT_CONTAINS) {
      // A service that takes backslashes for escapes does not find the text in itself.
      return !asked.equals(shown) || asked.contains("\\");
    }
    String words = words(asked);
    String found = words(shown);
    if (words == null || found == null) {
      return true;
    }
    return hasWordOf(found, words)
        || (filter.operator() != Operator.CONTAINS && hasWordOf(words, found));
  }

  /** Whether any word of some stands in others, be it within one or across spaces. */
  private static boolean hasWordOf(String others, String some) {
    String all = others.replace(" ", "");
    return Arrays.stream(some.split(" ", -1))
        .anyMatch(word -> !word.isEmpty() && all.contains(word));
  }

  /**
   * The words of a text without case and accents, null if it has letters of other scripts, or is
   * long: Java takes long to change the case of some letters.
   */
  private static @Nullable String words(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    String upper = plain.toUpperCase(Locale.ROOT);
    return upper.codePoints().anyMatch(c -> c >= 128 && Character.isLetterOrDigit(c))
        ? null
        : SIGNS.matcher(upper).replaceAll(" ").strip();
  }
}
