package io.github.helpcrunchjdbc.http.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.rows.ServiceError;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Describes the failure of a request in words: what happened, where, and what the service says. */
public record FailureReport(ClientSettings settings) {
  /** A path such as {@code filter[1].value} in an error's code. */
  private static final Pattern FILTER_PATH = Pattern.compile("filter\\[(\\d{1,6})].*");

  /**
   * Returns the error of a statement whose request has finally failed.
   *
   * @param bound the setting that ended the tries; empty if no setting did
   */
  public HelpCrunchException exception(Failure failure, Search search, int tries, String bound) {
    return new HelpCrunchException(
        code(failure),
        failure.status(),
        search.filters().size(),
        message(failure, search, tries, bound),
        failure.cause());
  }

  private static ErrorCode code(Failure failure) {
    boolean namesFilter =
        failure.errors().stream().anyMatch(e -> FILTER_PATH.matcher(e.code()).matches());
    return failure.kind() == FailureKind.BAD_REQUEST && !namesFilter
        ? ErrorCode.SEARCH_REFUSED
        : failure.kind().code();
  }

  /** Returns the error of a statement that has no time for the next try. */
  public HelpCrunchException noTimeLeft(Failure failure, Search search, int tries, Duration wait) {
    return new HelpCrunchException(
        ErrorCode.TIMEOUT,
        failure.status(),
        message(failure, search, tries, "")
            + "; the next try would be in "
            + wait.toMillis()
            + " ms, beyond the statement's timeout",
        failure.cause());
  }

  private String message(Failure failure, Search search, int tries, String bound) {
    String host = settings.host();
    String text =
        switch (failure.kind()) {
          case RATE_LIMITED -> host + " answered " + failure.status() + ", too many requests";
          case SERVER_ERROR -> host + " failed with status " + failure.status();
          case ERRORS_IN_ANSWER ->
              host + " answered with status " + failure.status() + ", but tells of errors";
          case BROKEN_ANSWER, CUT_SHORT ->
              host + " sent an answer that can't be read" + detail(failure);
          case CONNECTION_LOST -> "the connection to " + host + " broke" + detail(failure);
          case UNREACHABLE, NOT_CONNECTED -> "can't connect to " + host + detail(failure);
          case SILENT ->
              host + " sent nothing for " + settings.readTimeout().toMillis() + " ms (readTimeout)";
          case TOO_SLOW ->
              host
                  + " did not complete its answer within "
                  + settings.requestTimeout().toMillis()
                  + " ms (requestTimeout, or the connection's network timeout)";
          case NOT_AUTHORIZED ->
              host + " refused the API key with status " + failure.status() + "; check apiKey";
          case NOT_FOUND ->
              "there is no customer search below " + settings.baseUrl() + " (404); check baseUrl";
          case BAD_REQUEST ->
              host + " refused the search with status 400" + predicates(failure, search);
          case REFUSED -> refused(host, failure.status());
        };
    Duration wait = failure.retryAfter();
    String said =
        failure.errors().stream().map(ServiceError::toString).collect(Collectors.joining("; "));
    String end =
        (tries > 1 ? "tried " + tries + " times" : "")
            + (tries > 1 && !bound.isEmpty() ? "; " : "")
            + bound;
    return text
        + (wait == null ? "" : ", and asks for a wait of " + wait.toSeconds() + " s (Retry-After)")
        + (said.isEmpty() ? "" : "; it said: " + settings.apiKey().hiddenIn(said))
        + (end.isEmpty() ? "" : " (" + end + ")");
  }

  private static String refused(String host, int status) {
    return "%s answered with status %s%s"
        .formatted(
            host,
            status,
            status >= 300 && status < 400
                ? ", a redirect, which is not followed; check baseUrl"
                : status == 407
                    ? ": a proxy on the way asks for a login; check proxyUser and proxyPassword"
                    : "");
  }

  private String detail(Failure failure) {
    String detail = NetworkReason.of(failure.cause());
    return detail.isEmpty() ? "" : ": " + settings.apiKey().hiddenIn(detail);
  }

  /** Names the columns of the filters that the service's errors refer to. */
  private String predicates(Failure failure, Search search) {
    List<SearchFilter> filters = search.filters();
    StringBuilder text = new StringBuilder();
    for (ServiceError error : failure.errors()) {
      Matcher path = FILTER_PATH.matcher(error.code());
      int index = path.matches() ? Integer.parseInt(path.group(1)) : filters.size();
      if (index < filters.size()) {
        text.append(text.isEmpty() ? ": the predicate on column " : ", the predicate on column ")
            .append(filters.get(index).column().name())
            .append(" (")
            .append(settings.apiKey().hiddenIn(error.toString()))
            .append(')');
      }
    }
    return text.toString();
  }
}
