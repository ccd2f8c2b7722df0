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
 * The tries of one call: how many there were, whether and when another follows, and the error if
 * none follows. One try follows another, but they may run on different threads.
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

  /** Notes that a request was sent; returns whether it was sent before. */
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

  /**
   * Returns whether the list may give all customers after a search without a filter has failed in
   * this way.
   */
  boolean listMayAnswer(Failure failure, PageRequest page) {
    return failure.kind() == FailureKind.BAD_REQUEST
        && page.isUnfiltered()
        && !parts.facts().searchesAll();
  }

  /** Returns whether the failure may be how the service says that it found nobody. */
  static boolean mayMeanEmptyPage(Failure failure, PageRequest page) {
    return failure.saysNotFound() && page.mayBeEmpty();
  }

  /**
   * Notes that the search was refused and that another request takes its place; its tries are
   * counted from zero.
   */
  void beginAnew(Failure refused) {
    refusal = refused;
    count.set(0);
  }

  /**
   * Returns the nanoseconds until a refused request is sent once more before the refusal is
   * believed, or empty if it is believed at once. A service that has answered searches seldom
   * refuses a later page for its filters: it refuses the offset, or the fault is a passing one. A
   * refusal of a key that was taken before may be a passing fault too. A redirect, or a proxy that
   * asks for a login, is no such refusal.
   */
  OptionalLong waitBeforeBelieving(Failure failure, PageRequest page) {
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

  /**
   * Returns the nanoseconds until the next try after a failure, or empty if there is no next try.
   */
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

  /** Returns the error of a call that has no time for the next try. */
  HelpCrunchException noTimeLeft(Failure last, Search search, long waitNanos) {
    return parts.reports().noTimeLeft(last, search, count(), Duration.ofNanos(waitNanos));
  }

  /** Returns the error of a call whose last failure allows no other try. */
  HelpCrunchException error(Failure last, Search search) {
    Failure refused = refusal;
    // If the list fails too, the refusal of the search says more.
    return refused != null && last.kind().isRefusalOfRequest()
        ? parts.reports().exception(refused, search, 1, "")
        : parts
            .reports()
            .exception(last, search, count(), parts.retries().bound(count(), hasAnswered(), last));
  }
}
