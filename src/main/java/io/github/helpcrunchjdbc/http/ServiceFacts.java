package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.http.failure.FailureKind;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import org.jspecify.annotations.Nullable;

/** What requests have shown of an account's service. Thread-safe. */
final class ServiceFacts {
  private volatile boolean listsInstead;
  private volatile boolean searchesAll;
  private volatile boolean succeeded;
  private volatile boolean proven;
  private volatile boolean inDoubt;
  private volatile boolean keyRefused;
  private volatile long lastSuccess;
  private volatile @Nullable LearnedFacts learned;

  /** Has what is learned here shown to people, too. */
  void noteIn(LearnedFacts shown) {
    learned = shown;
  }

  /** Whether it refuses a search without a filter, but lists all customers at another address. */
  boolean listsInstead() {
    return listsInstead;
  }

  /** Whether it has answered a search without a filter, so that it refuses none for that. */
  boolean searchesAll() {
    return searchesAll;
  }

  /**
   * All customers were asked for, and came.
   *
   * @param listed whether from the list
   */
  void learnHowAllAreFound(boolean listed) {
    LearnedFacts shown = learned;
    if (listed && !listsInstead && shown != null) {
      shown.note("search of all", "is refused, so all are had from the list", "the list answered");
    }
    if (listed) {
      listsInstead = true;
    } else {
      searchesAll = true;
    }
  }

  /** Forgets how it takes searches without a filter. */
  void forget() {
    listsInstead = false;
    searchesAll = false;
  }

  /**
   * Whether its search is known to be there. Any answer proves that: the list is only asked after
   * the search has refused, so it was there to refuse.
   */
  boolean answersSearches() {
    return succeeded;
  }

  /**
   * Whether an answer came within so many nanoseconds before {@code now}, and nothing has failed
   * since.
   */
  boolean succeededWithin(long nanos, long now) {
    return proven && now - lastSuccess <= nanos;
  }

  /** Whether something has failed since the last answer. A 429 is an answer. */
  boolean isInDoubt() {
    return inDoubt;
  }

  void learnSuccess(long now) {
    lastSuccess = now;
    succeeded = true;
    proven = true;
    inDoubt = false;
    keyRefused = false;
  }

  /**
   * A request failed. The next might fail in the same way unless this one was refused for what it
   * asks. After a 429 the service is there, and counts the requests of a key, which it may refuse
   * anyway.
   */
  void learnFailure(FailureKind kind) {
    if (kind == FailureKind.RATE_LIMITED) {
      inDoubt = keyRefused;
    } else if (!kind.isRefusalOfRequest()) {
      proven = false;
      inDoubt = true;
      keyRefused |= kind == FailureKind.NOT_AUTHORIZED;
    }
  }
}
