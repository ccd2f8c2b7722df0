package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The tries of one call: how many there were, whether and when there is another, and the error if
 * there is none. One try follows another, on whichever threads.
 */
final class Tries {
  private final ClientParts parts;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean wentOut = new AtomicBoolean();
  private volatile @Nullable Long firstFailure;
  private volatile @Nullable Failure refusal;
  private volatile boolean doubted;

  Tries(ClientParts parts) {
    this.parts = parts;
  }

  /** Notes that a request has gone out; answers whether one had before. */
  boolean goOut() {
    return wentOut.getAndSet(true);
  }

  /** Counts a try that begins. */
  void begin() {
    count.incrementAndGet();
  }

  int count() {
    return count.get();
  }

  /** Whether all customers may come from the list where a search without a filter failed so. */
  boolean mayList(Failure failure, PageRequest page) {
    return failure.kind() == FailureKind.BAD_REQUEST
        && page.isUnfiltered()
        && !parts.facts().searchesAll();
  }

  /** Whether a failure may be how the service says that nobody was found. */
  static boolean mayMeanNobody(Failure failure, PageRequest page) {
    return failure.saysNotFound() && page.mayBeEmpty();
  }

  /** The search was refused, and another request is sent in its place, whose tries count anew. */
  void beginAnew(Failure refused) {
    refusal = refused;
    count.set(0);
  }

  /**
   * Nanoseconds until a refusal is asked about once more before it is believed, empty if it is
   * believed. A service that has answered searches seldom refuses a page behind the first for what
   * is searched for: it means the offset, or it is a passing fault, as a refusal of a key that was
   * taken before may be. A redirect and a proxy that asks for a login are neither.
   */
  OptionalLong waitOfDoubt(Failure failure, PageRequest page) {
    boolean isDoubtful =
        failure.kind() == FailureKind.NOT_AUTHORIZED
            || (failure.kind().isRefusalOfRequest()
                && failure.status() >= HttpURLConnection.HTTP_BAD_REQUEST
                && failure.status() != HttpURLConnection.HTTP_PROXY_AUTH
                && page.offset() > 0);
    if (doubted || !isDoubtful || !parts.facts().answersSearches()) {
      return OptionalLong.empty();
    }
    doubted = true;
    return parts.retries().waitOfDoubt(failure);
  }

  /** Nanoseconds until the next try after a failure, or empty if there is none. */
  OptionalLong waitNanos(Failure failure) {
    long now = parts.time().nanoTime();
    Long earlier = firstFailure;
    long since = earlier == null ? now : earlier;
    firstFailure = since;
    return parts
        .retries()
        .waitNanos(count(), now - since, hasAnswered(), failure, parts.random().getAsDouble());
  }

  private boolean hasAnswered() {
    return parts.facts().answersSearches();
  }

  /** The error of a call that has no time for the next try. */
  HelpCrunchException noTimeLeft(Failure last, Search search, long waitNanos) {
    return parts.reports().noTimeLeft(last, search, count(), Duration.ofNanos(waitNanos));
  }

  /** The error of a call after whose last failure there is no other try. */
  HelpCrunchException error(Failure last, Search search) {
    Failure refused = refusal;
    // If the list endpoint fails too, the refusal of the search says more.
    return refused != null && last.kind().isRefusalOfRequest()
        ? parts.reports().exception(refused, search, 1, "")
        : parts
            .reports()
            .exception(last, search, count(), parts.retries().bound(count(), hasAnswered(), last));
  }
}
