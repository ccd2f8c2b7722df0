package io.github.helpcrunchjdbc.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one probably meant. */
public final class NearestName {
  private static final int LETTERS_A_MISTAKE = 3;

  private NearestName() {}

  /**
   * The candidate nearest to {@code name} in any case, if at most every third letter and one more
   * differ.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String nearest = null;
    int most = 1 + name.length() / LETTERS_A_MISTAKE;
    for (String candidate : candidates) {
      int mistakes = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (mistakes <= most) {
        most = mistakes - 1;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Levenshtein's distance. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
