package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import org.jspecify.annotations.Nullable;

/** A source that has one page already and gives it once. */
public final class SourceWithFirstPage extends SourceWithKnownPages {
  private final PageRequest request;
  private @Nullable Page page;

  public SourceWithFirstPage(PageSource source, PageRequest request, Page page) {
    super(source);
    this.request = request;
    this.page = page;
  }

  @Override
  public boolean isAtHand(PageRequest asked) {
    return (page != null && asked.equals(request)) || super.isAtHand(asked);
  }

  @Override
  protected @Nullable Page atHand(PageFetch asked) {
    Page given = asked.request().equals(request) ? page : null;
    page = given == null ? page : null;
    return given;
  }
}
