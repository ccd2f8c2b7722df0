package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A 404 to a search. Services of this kind may answer 404 if nothing matches. An address without a
 * search answers 404 too. A control request, which is a search that must find a customer, tells the
 * two cases apart.
 *
 * @param now when the answer came, in nanoseconds
 * @param refusal makes the error for the case that there is no search
 */
record NotFoundAnswer(PageRequest page, long now, Supplier<HelpCrunchException> refusal) {
  /** Returns the empty page of a search that matches nothing. */
  Page emptyPage() {
    // An empty page at an offset does not tell how many rows there are.
    return new Page(List.of(), page.offset() == 0 ? 0 : Page.UNKNOWN_TOTAL).between(now, now);
  }

  /** Ends a call with the meaning of the 404, once the control request has ended. */
  void endByControl(CompletableFuture<Page> control, CompletableFuture<Page> call) {
    CompletableFuture<Page> unused =
        control.whenComplete(
            (found, trouble) -> {
              if (trouble == null) {
                call.complete(emptyPage());
              } else if (trouble instanceof HelpCrunchException e
                  && e.code() == ErrorCode.NOT_FOUND) {
                call.completeExceptionally(refusal.get());
              } else {
                call.completeExceptionally(trouble);
              }
            });
  }
}
