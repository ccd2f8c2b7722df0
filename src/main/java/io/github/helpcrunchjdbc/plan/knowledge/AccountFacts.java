package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The facts about one account's service that this JVM has learned for planning. Thread-safe. */
public final class AccountFacts {
  /** As many filters as a page has rows, so that one page has room for each id of a list. */
  static final int USUAL_MOST_FILTERS = 100;

  /** The interval at which a waiting statement checks whether it was cancelled. */
  private static final long LOOK_UP_MILLIS = 20;

  private final Map<ColumnDef, StringMatching> matching = new ConcurrentHashMap<>();
  private final Map<Set<ColumnDef>, Long> savings = new ConcurrentHashMap<>();
  private final AtomicInteger version = new AtomicInteger();
  private final ReentrantLock learning = new ReentrantLock();
  private volatile int mostFilters = USUAL_MOST_FILTERS;
  private final ProbeSamples samples;
  private volatile @Nullable AccountSample sample;

  public AccountFacts() {
    this(System::nanoTime);
  }

  AccountFacts(LongSupplier nanoTime) {
    this.samples = new ProbeSamples(nanoTime);
  }

  /** Returns a copy of these facts. What is learned in the copy does not change the original. */
  AccountFacts copy() {
    AccountFacts copy = new AccountFacts();
    copy.matching.putAll(matching);
    copy.mostFilters = mostFilters;
    copy.savings.putAll(savings);
    copy.sample = sample;
    copy.samples.take(samples);
    return copy;
  }

  StringMatching matching(ColumnDef column) {
    return matching.getOrDefault(column, StringMatching.UNDECIDED);
  }

  void learn(ColumnDef column, StringMatching learned) {
    matching.put(column, learned);
    savings.keySet().removeIf(columns -> columns.contains(column));
    version.incrementAndGet();
  }

  long savings(Set<ColumnDef> columns, long more) {
    return savings.merge(Set.copyOf(columns), more, Long::sum);
  }

  int mostFilters() {
    return mostFilters;
  }

  void learnMostFilters(int most) {
    mostFilters = most;
    version.incrementAndGet();
  }

  /** Forgets how the service compares text, how many filters it takes, and all samples. */
  public void forget() {
    matching.clear();
    savings.clear();
    samples.clear();
    sample = null;
    mostFilters = USUAL_MOST_FILTERS;
    version.incrementAndGet();
  }

  /** Returns the newest customers as they were last seen, or null if none were read yet. */
  public @Nullable AccountSample sample() {
    return sample;
  }

  /** Keeps a sample in place of an older one. */
  public void take(AccountSample newSample) {
    sample = newSample;
    samples.take(newSample.columns(), newSample.rows());
  }

  ProbeSamples samples() {
    return samples;
  }

  /**
   * Begins to ask the service. Only one statement asks at a time, so that nothing is asked twice.
   * Waits until another statement has ended its questions, or until {@code execution} ends.
   */
  void lock(Execution execution) {
    try {
      do {
        execution.checkActive();
      } while (!learning.tryLock(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      execution.cancel();
      execution.checkActive();
    }
  }

  /** Ends what {@link #lock} has begun. */
  void unlock() {
    learning.unlock();
  }

  /** Makes plans that were made before invalid. */
  void outdate() {
    version.incrementAndGet();
  }

  /** Returns a number that changes whenever something is learned. */
  int version() {
    return version.get();
  }
}
