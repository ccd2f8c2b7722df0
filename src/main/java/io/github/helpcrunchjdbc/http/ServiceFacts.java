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

  /** Sets where people are shown what is learned here. */
  void noteIn(LearnedFacts shown) {
    learned = shown;
  }

  /**
   * Returns whether the service refuses a search without a filter, but lists all customers at
   * another address.
   */
  boolean listsInstead() {
    return listsInstead;
  }

  /**
   * Returns whether the service has answered a search without a filter; then it does not refuse a
   * search for lack of a filter.
   */
  boolean searchesAll() {
    return searchesAll;
  }

  /**
   * Notes that a request for all customers was answered.
   *
   * @param listed whether the answer came from the list
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

  /** Forgets how the service takes searches without a filter. */
  void forget() {
    listsInstead = false;
    searchesAll = false;
  }

  /**
   * Returns whether the service is known to have a search. Any answer proves that: the list is
   * asked only after the search has refused, so the search was there.
   */
  boolean answersSearches() {
    return succeeded;
  }

  /**
   * Returns whether an answer came at most this many nanoseconds before {@code now}, and no request
   * has failed since.
   */
  boolean succeededWithin(long nanos, long now) {
    return proven && now - lastSuccess <= nanos;
  }

  /** Returns whether a request has failed since the last answer. A 429 counts as an answer. */
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
   * Notes that a request failed. The next request might fail in the same way, unless this one was
   * refused for what it asks. A 429 shows that the service is there and counts the requests of a
   * key; it may refuse the key all the same.
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
