package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.SearchJson;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import okhttp3.Request;

/**
 * Logs requests: at FINE with fields and operators but without values, which are personal; at
 * FINEST with their bodies. The key stands in a header, which is never logged.
 */
final class RequestLog {
  private static final Logger LOGGER = Logger.getLogger("io.github.helpcrunchjdbc.http");

  private RequestLog() {}

  /**
   * Logs the body of a request that is sent, or the address if it has no body.
   *
   * @param statements the statements that wait for it, in the form that begins a log line
   */
  static void sent(String statements, Request request, PageRequest page) {
    LOGGER.finest(
        () ->
            statements
                + "sends "
                + (request.body() == null
                    ? request.method() + " " + request.url()
                    : new String(SearchJson.write(page), StandardCharsets.UTF_8)));
  }

  /** Logs an answer when only its status matters. */
  static void inspected(String statement, PageRequest page, int status) {
    LOGGER.fine(() -> "%s%s: status %s, looked at".formatted(statement, describe(page), status));
  }

  /**
   * Logs an answer.
   *
   * @param statements the statements that wait for it, in the form that begins a log line
   */
  static void answered(
      String statements, PageRequest page, int status, int rows, long total, long nanos) {
    LOGGER.fine(
        () ->
            "%s%s: status %s, %s rows of %s, %s ms"
                .formatted(
                    statements,
                    describe(page),
                    status,
                    rows,
                    total,
                    TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  /**
   * Logs a request that failed.
   *
   * @param statements the statements that wait for its answer, in the form that begins a log line
   */
  static void failed(String statements, PageRequest page, Failure failure, int tries) {
    LOGGER.fine(
        () ->
            "%s%s: try %s failed, %s, status %s"
                .formatted(statements, describe(page), tries, failure.kind(), failure.status()));
  }

  private static String describe(PageRequest page) {
    String filters =
        page.search().filters().stream()
            .map(filter -> filter.column().name() + " " + filter.operator().symbol() + " ..")
            .collect(Collectors.joining(" " + page.search().comparison() + " "));
    SortOrder sort = page.search().sort();
    return "search [%s]%s offset %s limit %s"
        .formatted(
            filters,
            sort == null
                ? ""
                : " sort " + sort.column().name() + (sort.descending() ? " DESC" : ""),
            page.offset(),
            page.limit());
  }
}
