package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.WaitClock;
import io.github.helpcrunchjdbc.http.failure.RetryPolicy;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.quota.QuotaState;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service for pages of customers. Each connection has one client, which needs no closing:
 * sockets and threads belong to the JVM. Thread-safe.
 */
public final class CustomerClient {
  /** The time during which an answer proves that the service would answer the next request too. */
  private static final long PROOF_NANOS = Duration.ofMinutes(1).toNanos();

  private static final PageRequest SMALLEST = new PageRequest(Search.ALL, 0, 1);
  private static final PageDecoder NO_COLUMNS = new PageDecoder(List.of());

  private final ClientParts parts;

  CustomerClient(ClientParts parts) {
    this.parts = parts;
  }

  /**
   * Returns a client; sends nothing yet.
   *
   * @param access what the client shares with other connections to the account
   * @param standIn answers the requests in the network's place; null for the service at the
   *     settings' URL. Everything else is as with the network.
   */
  public static CustomerClient open(
      ClientSettings settings, ServiceAccess access, @Nullable Interceptor standIn) {
    return new CustomerClient(
        ClientParts.of(
            settings,
            access,
            SharedHttp.client(settings, standIn),
            SharedHttp.TIME,
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  /**
   * Returns a client of the same connection with a shorter time limit on each request, for JDBC's
   * network timeout. A request that exceeds the limit fails its statement and is not sent again. A
   * request that fails earlier, for example by the read timeout, is sent again as usual. The
   * requests of both clients count together.
   */
  public CustomerClient withNetworkTimeout(Duration timeout) {
    ClientSettings settings = parts.settings().withRequestTimeout(timeout);
    return new CustomerClient(
        parts.with(
            settings, SharedHttp.client(parts.http(), settings), parts.retries().withoutTooSlow()));
  }

  /**
   * Returns a client of the same connection that never sends a failed request again, so that each
   * failure is seen at once.
   */
  public CustomerClient withoutRetries() {
    return new CustomerClient(parts.withRetries(RetryPolicy.NONE));
  }

  /**
   * Returns how many requests of this client are in flight together at most; others wait for their
   * turn.
   */
  public int maxConcurrentRequests() {
    return parts.settings().maxConcurrentRequests();
  }

  /**
   * Gets one page, and waits for it.
   *
   * @throws HelpCrunchException if there is no page: the service's refusal, or the failure of the
   *     last try; CANCELLED or TIMEOUT as soon as the execution ends; CANCELLED if the thread is
   *     interrupted, which ends the execution and keeps the thread's flag
   */
  public Page search(PageRequest page, PageDecoder decoder, Execution execution) {
    return await(searchAsync(PageFetch.now(page, decoder, execution, Freshness.ANEW)), execution);
  }

  /**
   * Asks for one page without waiting for it. Cancelling the future aborts the request, unless
   * another execution waits for the same answer. The future completes on a thread that other
   * requests need, so its dependent actions must be short.
   *
   * @return fails with the exceptions of {@link #search}
   */
  public CompletableFuture<Page> searchAsync(PageFetch page) {
    return parts.access().coalescer().ask(parts, page);
  }

  /** Waits for the result of a request, such as a page, and fails as {@link #search} does. */
  public static <T> T await(CompletableFuture<T> answer, Execution execution) {
    WaitClock waits = execution.statistics().waits();
    waits.begin();
    try {
      long left = execution.remainingNanos();
      return left == Long.MAX_VALUE ? answer.get() : answer.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      execution.timeOut();
      throw ended(execution, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      execution.cancel();
      throw ended(execution, e);
    } catch (CancellationException e) {
      throw ended(execution, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError lack) {
        throw lack;
      }
      // A new exception is made, because its trace has to show who waited.
      throw e.getCause() instanceof HelpCrunchException failure
          ? new HelpCrunchException(failure)
          : new HelpCrunchException(ErrorCode.INTERNAL, "a request failed", e.getCause());
    } finally {
      waits.end();
    }
  }

  private static HelpCrunchException ended(Execution execution, Exception cause) {
    execution.checkActive();
    return new HelpCrunchException(ErrorCode.CANCELLED, "the reading was closed", cause);
  }

  /** Returns how many requests may be sent now, and when the next one may be sent. */
  public QuotaState quota() {
    return parts.quota().state(parts.limit());
  }

  /**
   * Returns the nanoseconds until this many more requests can have been sent, besides those under
   * way.
   */
  public long nanosUntilSent(long requests) {
    return parts.quota().nanosUntilSent(parts.limit(), requests);
  }

  /**
   * Returns whether no request is needed to check that the service answers this key. That is so if
   * the service has answered within the last minute and no request has failed since. It is also so
   * if no request may be sent now and none has failed since the last answer. A 429 is an answer:
   * the service counts the requests of the key, unless it has refused the key before.
   */
  public boolean needsNoCheck() {
    return parts.facts().succeededWithin(PROOF_NANOS, parts.time().nanoTime())
        || (!parts.facts().isInDoubt() && !parts.quota().isFree(parts.limit()));
  }

  /**
   * Makes sure that the service answers this key. Sends one small request, or none if there
   * {@linkplain #needsNoCheck needs no check}.
   *
   * @throws HelpCrunchException as {@link #search} does
   */
  public void ping(Execution execution) {
    execution.checkActive();
    if (needsNoCheck()) {
      return;
    }
    try {
      checkNow(PageFetch.now(SMALLEST, NO_COLUMNS, execution, Freshness.ANEW));
    } catch (HelpCrunchException e) {
      if (e.code() != ErrorCode.RATE_LIMITED || parts.facts().isInDoubt()) {
        throw e;
      }
    }
  }

  /**
   * Gets a page to see whether the service takes the key. A 429 fails at once: it says nothing of
   * the key, and a program that connects should not wait for a minute.
   *
   * @throws HelpCrunchException as {@link #search} does
   */
  public Page check(PageRequest page, PageDecoder decoder, Execution execution) {
    return checkNow(PageFetch.now(page, decoder, execution, Freshness.RECENT));
  }

  private Page checkNow(PageFetch page) {
    ClientParts without429 = parts.withRetries(parts.retries().without429());
    return await(without429.access().coalescer().ask(without429, page), page.execution());
  }

  /**
   * Sends a request for a page once and returns the answer as it came, for a check of the service
   * itself.
   *
   * @throws HelpCrunchException if there is no answer at all
   */
  public Inspection inspect(PageRequest page, Execution execution) {
    return ServiceInspector.inspect(parts, page, execution);
  }

  /** Asks for the smallest possible page; its answer proves that the search exists. */
  static CompletableFuture<Page> smallestSearch(
      ClientParts parts, Subscribers subscribers, Priority priority) {
    return new PageCall(parts, SMALLEST, NO_COLUMNS, subscribers, priority).start();
  }
}
