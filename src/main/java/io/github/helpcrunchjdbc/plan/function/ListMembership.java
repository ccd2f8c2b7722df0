package io.github.helpcrunchjdbc.plan.function;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.linq4j.function.Deterministic;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is in a long list, as generated code asks it: by a set, which is made of the
 * list's text once. Thread-safe.
 */
@Deterministic
public final class ListMembership {
  private record Parsed(String list, Set<Object> values) {}

  private volatile @Nullable Parsed last;

  /** Whole numbers with commas between. */
  public @Nullable Boolean hasWhole(@Nullable Long value, String list) {
    if (value == null) {
      return null;
    }
    return values(list, false).contains(value);
  }

  /** Texts, each behind its length and a colon. */
  public @Nullable Boolean hasText(@Nullable String value, String list) {
    if (value == null) {
      return null;
    }
    return values(list, true).contains(value);
  }

  private Set<Object> values(String list, boolean texts) {
    Parsed known = last;
    if (known == null || !known.list().equals(list)) {
      known = new Parsed(list, texts ? texts(list) : wholes(list));
      last = known;
    }
    return known.values();
  }

  private static Set<Object> wholes(String list) {
    Set<Object> values = new HashSet<>();
    for (String number : list.split(",", -1)) {
      values.add(Long.valueOf(number));
    }
    return values;
  }

  private static Set<Object> texts(String list) {
    Set<Object> values = new HashSet<>();
    int at = 0;
    while (at < list.length()) {
      int colon = list.indexOf(':', at);
      int end = colon + 1 + Integer.parseInt(list.substring(at, colon));
      values.add(list.substring(colon + 1, end));
      at = end;
    }
    return values;
  }
}
