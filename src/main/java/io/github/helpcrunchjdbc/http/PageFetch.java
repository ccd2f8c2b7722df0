package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;

/**
 * A page that an execution asks for.
 *
 * @param freshness how new the answer has to be; a new enough request of another execution may be
 *     shared
 */
public record PageFetch(
    PageRequest request,
    PageDecoder decoder,
    Execution execution,
    Priority priority,
    Freshness freshness) {
  /** Returns a fetch for a page that its execution waits for. */
  public static PageFetch now(
      PageRequest request, PageDecoder decoder, Execution execution, Freshness freshness) {
    return new PageFetch(request, decoder, execution, Priority.NOW, freshness);
  }
}
