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

/** What the JVM has learned of one account's service for planning. Thread-safe. */
public final class AccountFacts {
  /** As many as a page has rows, so that each id of a list finds room on the page. */
  static final int USUAL_MOST_FILTERS = 100;

  /** How often a waiting statement looks whether it was cancelled. */
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

  /** The same facts, to go on from without a trace. */
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

  /** Forgets how the service compares text, how many filters it takes, and what it has shown. */
  public void forget() {
    matching.clear();
    savings.clear();
    samples.clear();
    sample = null;
    mostFilters = USUAL_MOST_FILTERS;
    version.incrementAndGet();
  }

  /** The newest customers as they were last seen, null if none were read yet. */
  public @Nullable AccountSample sample() {
    return sample;
  }

  /** Keeps a sample in the place of an older one. */
  public void take(AccountSample newSample) {
    sample = newSample;
    samples.take(newSample.columns(), newSample.rows());
  }

  ProbeSamples samples() {
    return samples;
  }

  /**
   * Begins to ask the service, which one statement does at a time, so that nothing is asked twice.
   * Waits for another's questions, but no longer than this one is wanted.
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

  /** Has plans made anew. */
  void outdate() {
    version.incrementAndGet();
  }

  /** Changes whenever something is learned. */
  int version() {
    return version.get();
  }
}
