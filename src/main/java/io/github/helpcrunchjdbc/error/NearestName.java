package io.github.helpcrunchjdbc.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a misspelt one probably meant. */
public final class NearestName {
  private static final int LETTERS_PER_MISTAKE = 3;

  private NearestName() {}

  /**
   * Returns the candidate that needs the fewest changed letters to become {@code name}, in any
   * case. Returns nothing if every candidate needs more changes than one plus a third of the length
   * of {@code name}.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String nearest = null;
    int most = 1 + name.length() / LETTERS_PER_MISTAKE;
    for (String candidate : candidates) {
      int mistakes =
          LevenshteinDistance.getDefaultInstance()
              .apply(wanted, candidate.toLowerCase(Locale.ROOT));
      if (mistakes <= most) {
        most = mistakes - 1;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }
}
