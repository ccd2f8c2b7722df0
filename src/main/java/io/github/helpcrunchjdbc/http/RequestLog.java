package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.SearchJson;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Logs requests: at FINE fields and operators, but no values, which are personal; at FINEST their
 * bodies. The key, which is in a header, never.
 */
final class RequestLog {
  private static final Logger LOGGER = Logger.getLogger("io.github.helpcrunchjdbc.http");

  private RequestLog() {}

  /**
   * Logs the body of a request that goes out.
   *
   * @param statements which wait for it, as a line begins with them
   */
  static void sent(String statements, PageRequest page) {
    LOGGER.finest(
        () -> statements + "sends " + new String(SearchJson.write(page), StandardCharsets.UTF_8));
  }

  /**
   * Logs an answer.
   *
   * @param statements which wait for it, as a line begins with them
   */
  static void answered(
      String statements, PageRequest page, int status, int rows, long total, long nanos) {
    if (LOGGER.isLoggable(Level.FINE)) {
      LOGGER.fine(
          statements
              + describe(page)
              + ": status "
              + status
              + ", "
              + rows
              + " rows of "
              + total
              + ", "
              + TimeUnit.NANOSECONDS.toMillis(nanos)
              + " ms");
    }
  }

  /**
   * Logs a request that failed.
   *
   * @param statements which wait for its answer, as a line begins with them
   */
  static void failed(String statements, PageRequest page, Failure failure, int tries) {
    if (LOGGER.isLoggable(Level.FINE)) {
      LOGGER.fine(
          statements
              + describe(page)
              + ": try "
              + tries
              + " failed, "
              + failure.kind()
              + ", status "
              + failure.status());
    }
  }

  /** Said once an account, for it changes what is sent from then on. */
  static void listsInstead(String host) {
    LOGGER.fine(
        () -> host + " refuses a search without a filter; all customers are listed instead");
  }

  private static String describe(PageRequest page) {
    String filters =
        page.search().filters().stream()
            .map(filter -> filter.column().name() + " " + filter.operator().symbol() + " ..")
            .collect(Collectors.joining(" " + page.search().comparison() + " "));
    SortOrder sort = page.search().sort();
    return "search ["
        + filters
        + "]"
        + (sort == null ? "" : " sort " + sort.column().name() + (sort.descending() ? " DESC" : ""))
        + " offset "
        + page.offset()
        + " limit "
        + page.limit();
  }
}
