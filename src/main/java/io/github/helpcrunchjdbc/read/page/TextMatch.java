package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a filter may find a customer's text. The service compares texts by its own rules:
 * it may ignore case, accents, spaces and other characters, treat characters as wildcards, or
 * compare word by word. So only ASCII letters and digits are looked at, and only a text that no
 * such rule would find counts as wrong.
 */
final class TextMatch {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SIGNS = Pattern.compile("[^A-Z0-9]+");

  private static final int LONGEST = 1000;

  private TextMatch() {}

  /** Whether some texts can be seen not to match a filter. */
  static boolean canTell(SearchFilter filter) {
    String words = words((String) filter.value());
    return filter.operator().isNegative() || (words != null && !words.isEmpty());
  }

  /** Whether a filter may find a text. {@link #canTell} must hold for the filter. */
  static boolean mayFind(SearchFilter filter, String shown) {
    String asked = (String) filter.value();
    if (filter.operator() == Operator.NE) {
      return !asked.equals(shown);
    } else if (filter.operator() == Operator.NOT_CONTAINS) {
      // A service that treats backslashes as escapes does not find such a text in itself.
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

  /** Whether any word of {@code some} is in {@code others}, within a word or across spaces. */
  private static boolean hasWordOf(String others, String some) {
    String all = others.replace(" ", "");
    return Arrays.stream(some.split(" ", -1))
        .anyMatch(word -> !word.isEmpty() && all.contains(word));
  }

  /**
   * Returns the words of a text without case and accents. Returns null if it has letters of other
   * scripts or is long, because Java is slow to change the case of some letters.
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
