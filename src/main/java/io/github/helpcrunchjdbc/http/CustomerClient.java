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
 * Asks the service for pages of customers: one for each connection, nothing to close. Sockets and
 * threads are the JVM's. Thread-safe.
 */
public final class CustomerClient {
  /** For so long an answer proves that the next request would be answered too. */
  private static final long PROOF_NANOS = Duration.ofMinutes(1).toNanos();

  private static final PageRequest SMALLEST = new PageRequest(Search.ALL, 0, 1);
  private static final PageDecoder NO_COLUMNS = new PageDecoder(List.of());

  private final ClientParts parts;

  CustomerClient(ClientParts parts) {
    this.parts = parts;
  }

  /**
   * A client; sends nothing yet.
   *
   * @param access what it shares with other connections to the account
   * @param standIn answers the requests in the network's place; null for the service at the
   *     settings' URL. All else is as it is with the network.
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
   * The same connection's client with a shorter bound on each request, as JDBC's network timeout
   * is: where it passes the statement fails, and nothing is sent again. Silence that ends before it
   * is tried again as ever. Their requests count together.
   */
  public CustomerClient withNetworkTimeout(Duration timeout) {
    ClientSettings settings = parts.settings().withRequestTimeout(timeout);
    return new CustomerClient(
        parts.with(
            settings, SharedHttp.client(parts.http(), settings), parts.retries().withoutTooSlow()));
  }

  /** The same, whose failed requests are not sent again: each failure is seen at once. */
  public CustomerClient withoutRetries() {
    return new CustomerClient(parts.withRetries(RetryPolicy.NONE));
  }

  /** The most requests of this client that are in flight together; more wait for their turn. */
  public int maxConcurrentRequests() {
    return parts.settings().maxConcurrentRequests();
  }

  /**
   * Gets one page, and waits for it.
   *
   * @throws HelpCrunchException if there is no page: the service's refusal, or what failed on the
   *     last try; CANCELLED or TIMEOUT as soon as the execution ends; CANCELLED if the thread is
   *     interrupted, which ends the execution and keeps the thread's flag
   */
  public Page search(PageRequest page, PageDecoder decoder, Execution execution) {
    return await(searchAsync(PageFetch.now(page, decoder, execution, Freshness.ANEW)), execution);
  }

  /**
   * Sets out to get one page. Cancelling the future aborts the request, unless another execution
   * waits for the same. The future completes on a thread that others need: what hangs on it must be
   * short.
   *
   * @return fails with the exceptions of {@link #search}
   */
  public CompletableFuture<Page> searchAsync(PageFetch page) {
    return parts.access().coalescer().ask(parts, page);
  }

  /** Waits for what a request was sent for, such as a page, as {@link #search} would. */
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
      // A new exception, for its trace has to show who waited.
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

  /** What may be sent now, and when the next. */
  public QuotaState quota() {
    return parts.quota().state(parts.limit());
  }

  /** Nanoseconds until so many more requests may have gone out, those under way besides. */
  public long nanosUntilSent(long requests) {
    return parts.quota().nanosUntilSent(parts.limit(), requests);
  }

  /**
   * Whether asking if the service answers this key is needless, or would be waited for: it has
   * answered within the last minute, or no request may go out now, and nothing has failed since the
   * last answer. A 429 is an answer: who is told to wait has a key that is counted, unless it has
   * been refused before.
   */
  public boolean needsNoCheck() {
    return parts.facts().succeededWithin(PROOF_NANOS, parts.time().nanoTime())
        || (!parts.facts().isInDoubt() && !parts.quota().isFree(parts.limit()));
  }

  /**
   * Makes sure that the service answers this key: by one small request, or by none if there
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
   * the key, and who connects does not wait for a minute.
   *
   * @throws HelpCrunchException as {@link #search} does
   */
  public Page check(PageRequest page, PageDecoder decoder, Execution execution) {
    return checkNow(PageFetch.now(page, decoder, execution, Freshness.RECENT));
  }

  private Page checkNow(PageFetch page) {
    ClientParts once = parts.withRetries(parts.retries().without429());
    return await(once.access().coalescer().ask(once, page), page.execution());
  }

  /**
   * Asks for a page once, for whoever looks at the service itself.
   *
   * @throws HelpCrunchException if there is no answer at all
   */
  public Inspection inspect(PageRequest page, Execution execution) {
    return ServiceInspector.inspect(parts, page, execution);
  }

  /** Gets the smallest page there is, which proves that the service is there. */
  static CompletableFuture<Page> control(
      ClientParts parts, Subscribers subscribers, Priority priority) {
    return new PageCall(parts, SMALLEST, NO_COLUMNS, subscribers, priority).start();
  }
}
