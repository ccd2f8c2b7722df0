package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one request. It lives for as long as one of them does: who is cancelled or
 * runs out of time leaves the others alone. Thread-safe.
 */
final class Party {
  private static final class Member {
    private final Execution execution;
    private final CompletableFuture<Page> page = new CompletableFuture<>();
    private boolean charged;

    Member(Execution execution) {
      this.execution = execution;
    }

    /** Has the member's execution show that it got the answer to somebody else's request. */
    void chargeShare() {
      if (!charged) {
        charged = true;
        execution.countSharedRequest();
      }
    }
  }

  // Guarded by this.
  private final List<Member> members = new ArrayList<>();
  private boolean sent;
  private boolean over;
  private @Nullable Runnable whenDeserted;

  /** Has something done when the last member has left before there is an answer. */
  void whenDeserted(Runnable action) {
    synchronized (this) {
      whenDeserted = action;
      if (!over) {
        return;
      }
    }
    action.run();
  }

  /**
   * Takes in a member.
   *
   * @return its page, null if the party is over; cancelling it leaves the party
   */
  @Nullable CompletableFuture<Page> join(Execution execution) {
    Member member = new Member(execution);
    synchronized (this) {
      if (over) {
        return null;
      }
      members.add(member);
      if (sent) {
        member.chargeShare();
      }
    }
    Runnable unregister = execution.onAbort(() -> abort(member));
    CompletableFuture<Page> unused =
        member.page.whenComplete(
            (page, failure) -> {
              unregister.run();
              leave(member);
            });
    return member.page;
  }

  private static void abort(Member member) {
    try {
      member.execution.checkActive();
    } catch (HelpCrunchException e) {
      member.page.completeExceptionally(e);
    }
  }

  private void leave(Member member) {
    Runnable action;
    synchronized (this) {
      members.remove(member);
      if (over || !members.isEmpty()) {
        return;
      }
      over = true;
      action = whenDeserted;
    }
    if (action != null) {
      action.run();
    }
  }

  /** Whether nobody can join any more. */
  synchronized boolean isOver() {
    return over;
  }

  /** Gives all members the page. */
  void complete(Page page) {
    end().forEach(member -> member.page.complete(page));
  }

  /** Tells all members what went wrong. */
  void fail(Throwable failure) {
    end().forEach(member -> member.page.completeExceptionally(failure));
  }

  private synchronized List<Member> end() {
    over = true;
    return List.copyOf(members);
  }

  /** Nanoseconds until the timeout of the most patient member. */
  synchronized long remainingNanos() {
    long most = 0;
    for (Member member : members) {
      most = Math.max(most, member.execution.remainingNanos());
    }
    return most;
  }

  /** Counts a request that goes out: one member sends it, the others share it. */
  synchronized void countRequest() {
    sent = true;
    for (Member member : members) {
      if (member == members.get(0)) {
        member.execution.countRequest();
      } else {
        member.chargeShare();
      }
    }
  }

  /**
   * Ends the members who have run out of time.
   *
   * @return whether one is left
   */
  boolean isWaiting() {
    List<Member> present;
    synchronized (this) {
      present = List.copyOf(members);
    }
    present.forEach(Party::abort);
    return !isOver();
  }
}
