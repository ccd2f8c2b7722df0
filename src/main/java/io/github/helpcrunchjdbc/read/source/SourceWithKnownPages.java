package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The pages of another source, of which some are at hand without a request. */
public abstract class SourceWithKnownPages implements PageSource {
  private final PageSource source;

  protected SourceWithKnownPages(PageSource source) {
    this.source = source;
  }

  /** Returns a page that is at hand, null if it must be requested. */
  protected abstract @Nullable Page atHand(PageFetch page);

  @Override
  public boolean isAtHand(PageRequest request) {
    return source.isAtHand(request);
  }

  @Override
  public final int concurrency() {
    return source.concurrency();
  }

  @Override
  public final CompletableFuture<Page> searchAsync(PageFetch page) {
    Page known = atHand(page);
    return known == null ? source.searchAsync(page) : CompletableFuture.completedFuture(known);
  }

  @Override
  public final ReadFacts facts() {
    return source.facts();
  }
}
