package io.github.helpcrunchjdbc.jdbc.diagnose;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report. Holds no key, no customers' data, no name of a host.
 *
 * @param check what was looked at
 * @param verdict how it is
 * @param detail in words
 * @param property the connection property that tells the driver so, null if there is none
 */
record Finding(String check, Verdict verdict, String detail, @Nullable String property) {
  /** How something is. */
  enum Verdict {
    /** As the driver wants it. */
    OK,
    /** The driver copes with it. */
    NOTE,
    /** It makes statements slower or answers less sure. */
    WARNING,
    /** It does not work. */
    FAILED,
    /** It could not be found out. */
    UNKNOWN
  }

  static Finding of(String check, Verdict verdict, String detail) {
    return new Finding(check, verdict, detail, null);
  }

  /** The properties of findings as in a URL, each once: of several values a list. */
  static String properties(List<Finding> findings) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Finding finding : findings) {
      String given = finding.property();
      int equals = given == null ? -1 : given.indexOf('=');
      if (given != null && equals > 0) {
        values
            .computeIfAbsent(given.substring(0, equals), name -> new LinkedHashSet<>())
            .add(given.substring(equals + 1));
      }
    }
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + String.join(",", entry.getValue()))
        .collect(Collectors.joining(";"));
  }

  List<@Nullable Object> row() {
    return Arrays.asList(check, verdict.name(), detail, property);
  }
}
