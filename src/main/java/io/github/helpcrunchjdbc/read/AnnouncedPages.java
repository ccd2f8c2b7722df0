package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends nothing and notes what would be sent: each page is empty, so that a reading shows how each
 * of its searches begins. One rehearsal's, so not thread-safe.
 */
public final class AnnouncedPages implements PageSource {
  private final List<PageRequest> requests = new ArrayList<>();
  private final ReadFacts facts = new ReadFacts();

  @Override
  public Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    requests.add(request);
    return new Page(List.of(), 0);
  }

  /** Of its own: an empty page teaches nothing of the service. */
  @Override
  public ReadFacts facts() {
    return facts;
  }

  /** What would be sent first for each search, in the order of sending. */
  public List<PageRequest> requests() {
    return List.copyOf(requests);
  }
}
