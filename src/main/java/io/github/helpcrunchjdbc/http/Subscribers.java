package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.WaitClock;
import io.github.helpcrunchjdbc.rows.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The executions that wait for one request. The request lives as long as one of them waits. A
 * subscriber that is cancelled or runs out of time does not affect the others. Thread-safe.
 */
final class Subscribers {
  private static final class Subscriber {
    private final Execution execution;
    private final CompletableFuture<Page> page = new CompletableFuture<>();
    private boolean charged;

    Subscriber(Execution execution) {
      this.execution = execution;
    }

    /** Counts, once, that this execution got the answer to another execution's request. */
    void chargeShare() {
      if (!charged) {
        charged = true;
        execution.statistics().count(Counter.SHARED_REQUESTS);
      }
    }

    void move(WaitClock.@Nullable Phase from, WaitClock.@Nullable Phase to) {
      if (from != to) {
        execution.statistics().waits().move(from, to);
      }
    }
  }

  // Guarded by this.
  private final List<Subscriber> waiting = new ArrayList<>();
  private boolean sent;
  private boolean over;
  private WaitClock.@Nullable Phase phase;
  private @Nullable Subscriber payer;
  private @Nullable Subscriber last;
  private @Nullable Runnable onAllCancelled;

  /** Sets the action for the case that the last subscriber leaves before there is an answer. */
  void onAllCancelled(Runnable action) {
    synchronized (this) {
      onAllCancelled = action;
      if (!over) {
        return;
      }
    }
    action.run();
  }

  /**
   * Adds a subscriber.
   *
   * @return the subscriber's page, null if the request has ended; cancelling it unsubscribes
   */
  @Nullable CompletableFuture<Page> join(Execution execution) {
    Subscriber subscriber = new Subscriber(execution);
    synchronized (this) {
      if (over) {
        return null;
      }
      waiting.add(subscriber);
      subscriber.move(null, phase);
      if (sent) {
        subscriber.chargeShare();
      }
      updatePayer();
    }
    Runnable unregister = execution.onAbort(() -> abort(subscriber));
    CompletableFuture<Page> unused =
        subscriber.page.whenComplete(
            (page, failure) -> {
              unregister.run();
              leave(subscriber);
            });
    return subscriber.page;
  }

  private static void abort(Subscriber subscriber) {
    try {
      subscriber.execution.checkActive();
    } catch (HelpCrunchException e) {
      subscriber.page.completeExceptionally(e);
    }
  }

  private void leave(Subscriber subscriber) {
    Runnable action;
    synchronized (this) {
      if (waiting.remove(subscriber)) {
        last = subscriber;
        subscriber.move(phase, null);
      }
      updatePayer();
      if (over || !waiting.isEmpty()) {
        return;
      }
      over = true;
      action = onAllCancelled;
    }
    if (action != null) {
      action.run();
    }
  }

  /** Returns whether nobody can join any more. */
  synchronized boolean isOver() {
    return over;
  }

  /** Gives all subscribers the page. */
  void complete(Page page) {
    for (Subscriber subscriber : end()) {
      Statistics statistics = subscriber.execution.statistics();
      statistics.count(Counter.FETCHED_PAGES);
      statistics.count(Counter.FETCHED_ROWS, page.rows().size());
      subscriber.page.complete(page);
    }
  }

  /** Ends all subscribers with a failure. */
  void fail(Throwable failure) {
    end().forEach(subscriber -> subscriber.page.completeExceptionally(failure));
  }

  private synchronized List<Subscriber> end() {
    over = true;
    return List.copyOf(waiting);
  }

  /** Returns the nanoseconds until the latest timeout of the subscribers. */
  synchronized long remainingNanos() {
    long most = 0;
    for (Subscriber subscriber : waiting) {
      most = Math.max(most, subscriber.execution.remainingNanos());
    }
    return most;
  }

  /** Notes what the request does from now on. */
  synchronized void enter(WaitClock.Phase next) {
    waiting.forEach(subscriber -> subscriber.move(phase, next));
    phase = next;
    updatePayer();
  }

  /**
   * Counts the waiting request for the subscriber that will send it, until the request was sent.
   */
  private void updatePayer() {
    boolean isDue = !sent && phase != null && !waiting.isEmpty();
    Subscriber next = isDue ? waiting.get(0) : null;
    if (next != payer) {
      countWaiting(payer, -1);
      countWaiting(next, 1);
      payer = next;
    }
  }

  private static void countWaiting(@Nullable Subscriber subscriber, int more) {
    if (subscriber != null) {
      subscriber.execution.statistics().count(Counter.WAITING, more);
    }
  }

  /** Adds to the statistics of the subscriber that sends the request. */
  synchronized void count(Counter counter, long more) {
    if (!waiting.isEmpty()) {
      waiting.get(0).execution.statistics().count(counter, more);
    }
  }

  /** Returns the waiting statements as a log names them; empty if the driver itself has asked. */
  synchronized String statements() {
    return waiting.stream()
        .map(subscriber -> subscriber.execution.logPrefix())
        .collect(Collectors.joining());
  }

  /**
   * Counts a request that was sent: for one subscriber as sent, for the others as shared. If all
   * subscribers have just left, the last one has sent it.
   *
   * @param again whether it had been sent before
   */
  synchronized void countRequest(boolean again) {
    Subscriber sender = waiting.isEmpty() ? last : waiting.get(0);
    if (sender != null) {
      // In the other order, the request would for a moment count for no statement.
      sender.execution.statistics().count(Counter.REQUESTS);
      sender.execution.statistics().count(Counter.RETRIES, again ? 1 : 0);
    }
    waiting.stream().skip(1).forEach(Subscriber::chargeShare);
    sent = true;
    updatePayer();
  }

  /**
   * Ends the subscribers that have run out of time.
   *
   * @return whether a subscriber is left
   */
  boolean isWaiting() {
    List<Subscriber> present;
    synchronized (this) {
      present = List.copyOf(waiting);
    }
    present.forEach(Subscribers::abort);
    return !isOver();
  }
}
