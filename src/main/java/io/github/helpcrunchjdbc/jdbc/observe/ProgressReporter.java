package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.Progress;
import io.github.helpcrunchjdbc.Progress.Waiting;
import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.execution.WaitClock.Phase;
import io.github.helpcrunchjdbc.http.quota.QuotaState;
import java.lang.ref.WeakReference;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports how far a statement is: to a listener once a second, and to a log once in ten seconds.
 * Reports nothing while the caller does not ask for rows. Thread-safe.
 */
final class ProgressReporter {
  static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.progress");

  private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final StatementTrace trace;
  private final Statistics statistics;
  private final SendRate sendRate;
  private final Time heartbeat;
  private final Runnable beats;

  private final AtomicLong mostPages = new AtomicLong();
  private final AtomicLong mostRows = new AtomicLong();

  private volatile @Nullable ProgressListener listener;

  // Guarded by this.
  private long logged;
  private long pagesTold = -1;
  private boolean told;
  private boolean telling;
  private boolean ended;

  private ProgressReporter(
      String name,
      StatementTrace trace,
      SendRate sendRate,
      Time heartbeat,
      @Nullable ProgressListener listener) {
    this.name = name;
    this.trace = trace;
    this.statistics = trace.statistics();
    this.sendRate = sendRate;
    this.heartbeat = heartbeat;
    this.listener = listener;
    this.logged = heartbeat.nanoTime();
    Beats ownBeats = new Beats(new WeakReference<>(this));
    this.beats = ownBeats.start(heartbeat);
  }

  /**
   * Starts to report.
   *
   * @param name the statement's name in the log
   * @return ends the reports; must be run once
   */
  static Runnable start(
      String name,
      StatementTrace trace,
      SendRate sendRate,
      Time heartbeat,
      @Nullable ProgressListener listener) {
    if (listener == null && !LOG.isLoggable(Level.FINE)) {
      return () -> {};
    }
    ProgressReporter reporter = new ProgressReporter(name, trace, sendRate, heartbeat, listener);
    return reporter::end;
  }

  /**
   * Reports once a second. Ends when nothing refers to the reporter any more, because a statement
   * that a program dropped is never closed.
   */
  private static final class Beats implements Runnable {
    private final WeakReference<ProgressReporter> reporter;
    private volatile @Nullable Runnable end;

    Beats(WeakReference<ProgressReporter> reporter) {
      this.reporter = reporter;
    }

    Runnable start(Time heartbeat) {
      Runnable ends = heartbeat.everySecond(this);
      end = ends;
      return ends;
    }

    @Override
    public void run() {
      ProgressReporter known = reporter.get();
      Runnable ends = end;
      if (known != null) {
        known.beat();
      } else if (ends != null) {
        ends.run();
      }
    }
  }

  private void beat() {
    Progress progress = next();
    if (progress != null) {
      tell(progress);
      if (endedMeanwhile()) {
        tell(progress(null, true));
      }
    }
  }

  /** Returns what is to be reported now, null for nothing. */
  private synchronized @Nullable Progress next() {
    Phase phase = statistics.waits().now();
    if (ended || (phase == null && statistics.of(Counter.PAGES) == pagesTold)) {
      return null;
    }
    pagesTold = statistics.of(Counter.PAGES);
    Progress progress = progress(phase, false);
    long now = heartbeat.nanoTime();
    if (now - logged >= LOG_NANOS) {
      logged = now;
      LOG.fine(() -> name + ": " + progress.text());
    }
    told = true;
    telling = true;
    return progress;
  }

  private synchronized boolean endedMeanwhile() {
    telling = false;
    return ended;
  }

  private void end() {
    beats.run();
    boolean untold;
    synchronized (this) {
      ended = true;
      // If another thread calls the listener now, that thread reports the end too, so that this
      // thread need not wait.
      untold = told && !telling;
    }
    if (untold) {
      tell(progress(null, true));
    }
  }

  private void tell(Progress progress) {
    ProgressListener known = listener;
    if (known == null) {
      return;
    }
    try {
      known.progressed(progress);
    } catch (RuntimeException | Error e) {
      listener = null;
      LOG.log(
          Level.WARNING,
          name + ": the listener to its progress failed, and is told no more of it",
          e);
    }
  }

  private Progress progress(@Nullable Phase phase, boolean done) {
    QuotaState quota = sendRate.quota();
    long pages = statistics.of(Counter.PAGES);
    long rows = statistics.of(Counter.ROWS_READ);
    long toCome = statistics.pagesToCome();
    boolean known = toCome != Statistics.UNKNOWN && !done;
    // The number of pages never goes back, although totals and extremes come from pages that count
    // only while the pages to come are unknown.
    long pagesDone =
        mostPages.accumulateAndGet(
            known ? pages : Math.max(pages, statistics.of(Counter.FETCHED_PAGES)), Math::max);
    boolean resting = phase == Phase.QUOTA || phase == Phase.SERVICE;
    return new Progress(
        trace.statement(),
        pagesDone,
        known ? OptionalLong.of(Math.max(0, pages + toCome - pagesDone)) : OptionalLong.empty(),
        mostRows.accumulateAndGet(
            known ? rows : Math.max(rows, statistics.of(Counter.FETCHED_ROWS)), Math::max),
        known ? OptionalLong.of(seconds(nanosLeft(toCome))) : OptionalLong.empty(),
        waiting(phase, quota),
        resting ? seconds(quota.nanosUntilNext()) : 0,
        done);
  }

  private static Waiting waiting(@Nullable Phase phase, QuotaState quota) {
    if (phase == null) {
      return Waiting.NOTHING;
    }
    return switch (phase) {
      case NETWORK -> Waiting.ANSWER;
      case SERVICE -> Waiting.SERVICE;
      case QUOTA -> quota.slowed() ? Waiting.SERVICE : Waiting.QUOTA;
    };
  }

  /**
   * Returns how long the rest takes: by the quota, or by how fast pages have come if that is
   * slower.
   */
  private long nanosLeft(long pages) {
    long seen = Math.max(1, statistics.of(Counter.PAGES));
    long network = statistics.waits().nanos(Phase.NETWORK) / seen * pages;
    return Math.max(sendRate.nanosUntilSent(pages), network);
  }

  private static long seconds(long nanos) {
    return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
  }
}
