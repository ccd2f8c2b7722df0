package io.github.helpcrunchjdbc.plan.pushdown;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words by which users say what a probe would find out about how a column is compared. */
public final class MatchingNames {
  private static final ImmutableMap<String, StringMatching> MEANINGS =
      ImmutableMap.of(
          "exact", StringMatching.EXACT,
          "ignoresCase", StringMatching.FOLDS_CASE,
          "strict", StringMatching.STRICT,
          "equality", StringMatching.EQUALITY_ALONE,
          "containment", StringMatching.CONTAINMENT_ALONE,
          "unusable", StringMatching.UNUSABLE);

  /** All of these words. */
  public static final List<String> ALL = MEANINGS.keySet().asList();

  private MatchingNames() {}

  /** Returns the meaning of a word, in any case; null if it is none of these words. */
  public static @Nullable StringMatching ofWord(String word) {
    StringMatching found = meaning(word);
    return found == null
        ? null
        : new StringMatching(
            found.equality(),
            found.containment(),
            found.foldsCase(),
            found.meaning(),
            "stringMatching says how the service compares: " + word);
  }

  /** Returns the word for a probe's result, null for any other meaning. */
  public static @Nullable String of(StringMatching found) {
    for (String word : ALL) {
      StringMatching same = ofWord(word);
      if (same != null
          && same.equality() == found.equality()
          && same.containment() == found.containment()
          && same.foldsCase() == found.foldsCase()
          && same.meaning() == found.meaning()) {
        return word;
      }
    }
    return null;
  }

  private static @Nullable StringMatching meaning(String word) {
    return MEANINGS.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(word))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
