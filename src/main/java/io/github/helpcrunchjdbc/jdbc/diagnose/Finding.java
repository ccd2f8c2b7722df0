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
 * One line of a report. It holds no key, no customers' data and no name of a host.
 *
 * @param check what was looked at
 * @param verdict the result of the check
 * @param detail the result in words
 * @param property the connection property that tells the driver the result; null if there is none
 */
record Finding(String check, Verdict verdict, String detail, @Nullable String property) {
  /** The result of a check. */
  enum Verdict {
    /** The service behaves as the driver wants it. */
    OK,
    /** The service behaves differently, and the driver copes with it. */
    NOTE,
    /** The behaviour makes statements slower or answers less sure. */
    WARNING,
    /** The service does not work. */
    FAILED,
    /** The check could not find out the behaviour. */
    UNKNOWN
  }

  static Finding of(String check, Verdict verdict, String detail) {
    return new Finding(check, verdict, detail, null);
  }

  /**
   * Returns the properties of findings as they stand in a URL. Each property stands there once;
   * several values of one property become a list.
   */
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
