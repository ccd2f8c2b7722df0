package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.http.failure.RetryPolicy;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Single-flight for the requests of one account. If a statement asks for a page that another
 * statement has already asked for, and that answer is new enough, both wait for the one request.
 * Only connections with the same time limits and retries share requests, so that a shared failure
 * is one that the statement's own request would have met too. Thread-safe.
 */
final class RequestCoalescer {
  private record Key(
      ClientSettings settings, RetryPolicy retries, PageRequest page, PageDecoder decoder) {}

  private record PendingCall(PageCall call, Subscribers subscribers) {}

  // Guarded by this.
  private final Map<Key, PendingCall> pending = new HashMap<>();

  /**
   * Subscribes to a request under way, or starts one.
   *
   * @return a future for this subscriber alone; cancelling it aborts the request if no other
   *     subscriber waits for it
   */
  CompletableFuture<Page> ask(ClientParts parts, PageFetch page) {
    Key key = new Key(parts.settings(), parts.retries(), page.request(), page.decoder());
    Subscribers subscribers = new Subscribers();
    PageCall call =
        new PageCall(parts, page.request(), page.decoder(), subscribers, page.priority());
    PendingCall started = new PendingCall(call, subscribers);
    CompletableFuture<Page> own = Objects.requireNonNull(subscribers.join(page.execution()));
    PendingCall other;
    CompletableFuture<Page> joined;
    // Look-up and registration must be one step, or two threads could send two requests.
    synchronized (this) {
      other = pending.get(key);
      joined =
          other != null && other.call().canAnswer(page.freshness())
              ? other.subscribers().join(page.execution())
              : null;
      if (joined == null) {
        pending.put(key, started);
      }
    }
    if (other != null && joined != null) {
      own.cancel(false);
      other.call().raisePriority(page.priority());
      return joined;
    }
    subscribers.onAllCancelled(call::stop);
    CompletableFuture<Page> unused =
        call.start()
            .whenComplete(
                (answer, failure) -> {
                  synchronized (this) {
                    pending.remove(key, started);
                  }
                  if (failure == null) {
                    subscribers.complete(answer);
                  } else {
                    subscribers.fail(failure);
                  }
                });
    return own;
  }
}
