package io.github.helpcrunchjdbc.jdbc.diagnose;

import java.util.Arrays;
import java.util.List;
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

  List<@Nullable Object> row() {
    return Arrays.asList(check, verdict.name(), detail, property);
  }
}
