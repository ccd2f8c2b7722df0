package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.WaitClock;
import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import io.github.helpcrunchjdbc.http.quota.Permit;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.transport.BoundedSockets;
import io.github.helpcrunchjdbc.http.transport.LimitedStream;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The call for one page. It waits for a permit and sends the request, and repeats both after a
 * failure that may pass, until there is a page or an error. It holds no thread while it waits. When
 * its last subscriber has left, it ends at once and aborts its HTTP request.
 */
final class PageCall {
  private final ClientParts parts;
  private final PageRequest page;
  private final PageDecoder decoder;
  private final Subscribers subscribers;
  private final long place;
  private final Tries tries;
  private final CompletableFuture<Page> result = new CompletableFuture<>();

  // The steps of a call follow one another, but may run on different threads.
  private volatile Runnable stop = () -> {};
  private volatile Priority priority;
  private volatile @Nullable CompletableFuture<Permit> waiting;
  private volatile @Nullable Long sentAt;
  private volatile boolean answering;
  private volatile boolean listing;

  PageCall(
      ClientParts parts,
      PageRequest page,
      PageDecoder decoder,
      Subscribers subscribers,
      Priority priority) {
    this.parts = parts;
    this.page = page;
    this.decoder = decoder;
    this.subscribers = subscribers;
    this.priority = priority;
    this.place = parts.quota().nextPlace();
    this.tries = new Tries(parts);
    this.listing = page.isUnfiltered() && parts.facts().listsInstead();
  }

  CompletableFuture<Page> start() {
    CompletableFuture<Page> unused =
        result.whenComplete(
            (page, failure) -> {
              if (failure != null) {
                stop.run();
              }
            });
    if (!result.isDone()) {
      requestPermit();
    }
    return result;
  }

  /** Ends the call, because no subscriber waits any more. */
  void stop() {
    result.cancel(false);
  }

  /**
   * Returns whether this call's answer will be new enough; false once the answer has begun to come.
   */
  boolean canAnswer(Freshness freshness) {
    Long sent = sentAt;
    return !answering
        && !result.isDone()
        && (sent == null || freshness.allows(sent, parts.time().nanoTime()));
  }

  /** Gives the call a higher priority, if it still waits for its permit. */
  void raisePriority(Priority wanted) {
    CompletableFuture<Permit> permit = waiting;
    if (wanted.compareTo(priority) < 0) {
      priority = wanted;
      if (permit != null && permit.cancel(false)) {
        requestPermit();
      }
    }
  }

  /** Sets how to stop the step that begins now; stops it at once if the call has ended. */
  private void stopBy(Runnable stopper) {
    stop = stopper;
    if (result.isDone()) {
      stopper.run();
    }
  }

  /** Runs a step and ends the call if it throws: futures, OkHttp and the timer lose exceptions. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private void requestPermit() {
    guarded(this::acquirePermit);
  }

  private void acquirePermit() {
    sentAt = null;
    answering = false;
    subscribers.enter(WaitClock.Phase.QUOTA);
    CompletableFuture<Permit> permit =
        parts.quota().acquire(parts.limit(), priority, place, subscribers::remainingNanos);
    waiting = permit;
    stopBy(() -> permit.cancel(false));
    CompletableFuture<Permit> unused =
        permit.whenComplete(
            (granted, failure) -> {
              if (failure == null) {
                send(granted);
              } else if (!(failure instanceof CancellationException)) {
                result.completeExceptionally(failure);
              }
            });
  }

  private void send(Permit permit) {
    try {
      if (!subscribers.isWaiting() || result.isDone()) {
        permit.giveBack();
        return;
      }
      tries.begin();
      subscribers.enter(WaitClock.Phase.NETWORK);
      Runnable onSent = () -> subscribers.countRequest(tries.goOut());
      Request request =
          listing ? parts.requests().list(page, onSent) : parts.requests().search(page, onSent);
      RequestLog.sent(subscribers.statements(), request, page);
      Call call = parts.http().newCall(request);
      stopBy(call::cancel);
      long now = parts.time().nanoTime();
      sentAt = now;
      call.enqueue(new Attempt(permit, now));
    } catch (RuntimeException | Error e) {
      // A future loses an exception that is thrown while it completes.
      permit.giveBack();
      result.completeExceptionally(e);
    }
  }

  private void failed(Failure failure) {
    if (result.isDone()) {
      // The call was stopped, and this failure is the consequence.
      return;
    }
    RequestLog.failed(subscribers.statements(), page, failure, tries.count());
    parts.facts().learnFailure(failure.kind());
    if (Tries.mayMeanEmptyPage(failure, page)) {
      checkEmpty(failure);
      return;
    }
    OptionalLong doubt = tries.waitBeforeBelieving(failure, page);
    // A refusal is believed if the wait would exceed the timeout, which would hide the refusal.
    if (doubt.isPresent() && doubt.getAsLong() <= subscribers.remainingNanos()) {
      retry(failure, doubt);
    } else if (!listing && tries.listMayAnswer(failure, page)) {
      tries.beginAnew(failure);
      listing = true;
      requestPermit();
    } else {
      retry(failure, tries.waitNanos(failure));
    }
  }

  private void retry(Failure failure, OptionalLong wait) {
    if (wait.isEmpty()) {
      result.completeExceptionally(tries.error(failure, page.search()));
    } else if (wait.getAsLong() > subscribers.remainingNanos()) {
      result.completeExceptionally(tries.noTimeLeft(failure, page.search(), wait.getAsLong()));
    } else if (wait.getAsLong() == 0) {
      requestPermit();
    } else {
      // The request will be sent again, so whoever asks for the page meanwhile can join the call.
      sentAt = null;
      answering = false;
      subscribers.enter(WaitClock.Phase.SERVICE);
      stopBy(parts.time().schedule(this::requestPermit, wait.getAsLong()));
    }
  }

  private void checkEmpty(Failure failure) {
    NotFoundAnswer answer =
        new NotFoundAnswer(
            page, parts.time().nanoTime(), () -> tries.error(failure, page.search()));
    if (parts.facts().answersSearches()) {
      parts.facts().learnSuccess(parts.time().nanoTime());
      result.complete(answer.emptyPage());
      return;
    }
    CompletableFuture<Page> control = CustomerClient.smallestSearch(parts, subscribers, priority);
    stopBy(() -> control.cancel(false));
    answer.endByControl(control, result);
  }

  /** One try; OkHttp calls its methods on threads of its own. */
  private final class Attempt implements Callback {
    private final Permit permit;
    private final long start;

    Attempt(Permit permit, long start) {
      this.permit = permit;
      this.start = start;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      permit.end();
      guarded(() -> failed(Failure.ofNetwork(e, SharedHttp.Progress.isSent(call))));
    }

    @Override
    public void onResponse(Call call, Response response) {
      answering = true;
      try {
        receive(call, response);
      } catch (RuntimeException | Error e) {
        call.cancel();
        permit.end();
        result.completeExceptionally(e);
      } finally {
        response.close();
      }
    }

    private void receive(Call call, Response response) {
      Failure failure;
      try {
        if (response.isSuccessful() && response.code() != HttpURLConnection.HTTP_PARTIAL) {
          LimitedStream answer = LimitedStream.of(response);
          Page read = decoder.decode(answer);
          response.close();
          subscribers.count(Counter.BYTES, answer.count());
          succeeded(read, response.code());
          return;
        }
        failure = Failure.ofStatus(response);
        response.close();
      } catch (BoundedSockets.OverflowException e) {
        throw LimitedStream.tooLarge(e);
      } catch (IOException e) {
        call.cancel();
        failure = Failure.ofBody(response.code(), e);
      }
      if (failure.kind() == FailureKind.RATE_LIMITED) {
        subscribers.count(Counter.RATE_LIMITED, 1);
      }
      if (Tries.mayMeanEmptyPage(failure, page) && parts.facts().answersSearches()) {
        parts.quota().succeeded(permit);
      }
      permit.end(failure);
      failed(failure);
    }

    private void succeeded(Page read, int status) {
      parts.quota().succeeded(permit);
      permit.end();
      long now = parts.time().nanoTime();
      parts.facts().learnSuccess(now);
      if (page.isUnfiltered()) {
        parts.facts().learnHowAllAreFound(listing);
      }
      RequestLog.answered(
          subscribers.statements(), page, status, read.rows().size(), read.total(), now - start);
      result.complete(read.between(start, now));
    }
  }
}
