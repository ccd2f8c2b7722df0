package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one search that are requested before the reader needs them. Their number depends on how
 * much the reader has read: none at first, as one page may be all it needs, then twice as many with
 * each page, up to what keeps the connection busy. Not thread-safe.
 */
final class ReadAhead {
  /**
   * A page that was requested.
   *
   * @param takenBefore how many pages had been taken when this one was requested
   */
  private record RequestedPage(
      PageRequest request, CompletableFuture<Page> page, long takenBefore) {}

  private final ReadContext reading;
  private final int most;
  private final boolean cautious;
  private final Deque<RequestedPage> requested = new ArrayDeque<>();
  private final Map<PageRequest, Page> early = new HashMap<>();
  private long taken;
  private boolean concurrent;

  /**
   * Starts without a request.
   *
   * @param cautious whether any page may turn out to be the last that is used
   */
  ReadAhead(ReadContext reading, boolean cautious) {
    this.reading = reading;
    // Twice as many as can be in flight, so that the next request goes out the moment an answer
    // comes.
    this.most = 2 * reading.source().concurrency();
    this.cautious = cautious;
  }

  /** Returns how many pages after the next one may be requested while that one is awaited. */
  int window() {
    if (cautious) {
      return (int) Math.min(most, taken / 2);
    }
    return taken == 0 ? 0 : (int) Math.min(most, (1L << Math.min(taken, 20)) - 1);
  }

  /** Gets a page and requests the following ones. Other requests in flight are aborted. */
  Page take(PageRequest request, List<PageRequest> following) {
    Page before = early.remove(request);
    if (before != null) {
      concurrent = true;
      taken++;
      return before;
    }
    RequestedPage head = requested.peek();
    if (head == null || !head.request().equals(request)) {
      close();
      head = null;
      if (!following.isEmpty()) {
        reading.checkBudget(request);
        head = new RequestedPage(request, setOut(request, Priority.NOW), taken);
      }
    } else {
      requested.remove();
    }
    arrange(following);
    // Pages from the cache do not show in which order the service answered them.
    concurrent = reading.isReplay() || (head != null && head.takenBefore() < taken);
    Page page =
        head == null
            ? reading.page(request)
            : reading.taken(request, CustomerClient.await(head.page(), reading.execution()));
    taken++;
    return page;
  }

  /** Requests the first page, which will be taken later. */
  void setOut(PageRequest request) {
    requested.add(new RequestedPage(request, setOut(request, Priority.READ_AHEAD), taken));
  }

  /** Whether requests are in flight. */
  boolean isUnderWay() {
    return !requested.isEmpty();
  }

  /** Gets a page that will be taken later, and waits for it; null if its offset is refused. */
  @Nullable Page takeEarly(PageRequest request) {
    Page page = reading.pageUnlessRefused(request);
    if (page != null) {
      early.put(request, page);
    }
    return page;
  }

  private void arrange(List<PageRequest> all) {
    List<PageRequest> following = all.stream().filter(one -> !early.containsKey(one)).toList();
    Iterator<PageRequest> wanted = following.iterator();
    for (RequestedPage each : requested) {
      if (!wanted.hasNext() || !wanted.next().equals(each.request())) {
        close();
        wanted = following.iterator();
        break;
      }
    }
    while (wanted.hasNext() && reading.execution().budget().allowsAhead()) {
      PageRequest next = wanted.next();
      requested.add(new RequestedPage(next, setOut(next, Priority.READ_AHEAD), taken));
    }
  }

  private CompletableFuture<Page> setOut(PageRequest request, Priority priority) {
    return reading
        .source()
        .searchAsync(
            new PageFetch(
                request,
                reading.decoder(),
                reading.execution(),
                priority,
                reading.progress().next()));
  }

  /** Whether the page last taken may have been answered before the one before it. */
  boolean isConcurrent() {
    return concurrent;
  }

  /** Aborts all requests in flight. */
  void close() {
    requested.forEach(each -> each.page().cancel(true));
    requested.clear();
  }
}
