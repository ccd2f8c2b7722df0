package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A 404 to a search. Services of this kind may say so where nothing matches. So does an address
 * where there is no search at all. A control, which is a search that must find somebody, tells the
 * two apart.
 *
 * @param now when the answer came, in nanoseconds
 * @param refusal what the 404 is if there is no search
 */
record NotFoundAnswer(PageRequest page, long now, Supplier<HelpCrunchException> refusal) {
  /** The page where nothing matches. */
  Page nobody() {
    // An empty page at an offset does not tell how many rows there are.
    return new Page(List.of(), page.offset() == 0 ? 0 : Page.UNKNOWN_TOTAL).between(now, now);
  }

  /** Ends a call with what the 404 was, once the control has ended. */
  void tellBy(CompletableFuture<Page> control, CompletableFuture<Page> call) {
    CompletableFuture<Page> unused =
        control.whenComplete(
            (found, trouble) -> {
              if (trouble == null) {
                call.complete(nobody());
              } else if (trouble instanceof HelpCrunchException e
                  && e.code() == ErrorCode.NOT_FOUND) {
                call.completeExceptionally(refusal.get());
              } else {
                call.completeExceptionally(trouble);
              }
            });
  }
}
