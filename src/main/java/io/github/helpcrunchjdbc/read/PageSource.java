package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;

/** Where pages come from: the client of one account. Thread-safe. */
@FunctionalInterface
public interface PageSource {
  /**
   * Asks for one page and waits for it.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if it can't be had
   */
  Page search(PageRequest request, PageDecoder decoder, Execution execution);
}
