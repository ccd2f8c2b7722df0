package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.learned.LearnedFact;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.cache.AnswerCache;
import io.github.helpcrunchjdbc.read.cache.CacheRecorder;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.cache.ContinuedRows;
import io.github.helpcrunchjdbc.read.cache.NotCachedException;
import io.github.helpcrunchjdbc.read.cache.PageRecorder;
import io.github.helpcrunchjdbc.read.cache.ReplayedPages;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.page.AnswerCheck;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.StatementEnds;
import io.github.helpcrunchjdbc.read.rehearsal.Assumption;
import io.github.helpcrunchjdbc.read.rehearsal.RehearsedPages;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.read.source.OneRow;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads whole answers from the pages of one account. Thread-safe. */
public final class CustomerReader {
  /** An answer of more rows is not gathered from the cache before its first row is returned. */
  private static final long MOST_REPLAYED = 5_000;

  private final PageSource source;
  private final ReadFacts facts;
  private final StatementEnds ends;
  private final ReadSettings settings;
  private final @Nullable AnswerCache cache;

  /**
   * Creates a reader.
   *
   * @param cache where answers are kept; null to read everything anew and keep nothing
   */
  public CustomerReader(PageSource source, ReadSettings settings, @Nullable AnswerCache cache) {
    this(source, settings, cache, System::nanoTime);
  }

  CustomerReader(
      PageSource source,
      ReadSettings settings,
      @Nullable AnswerCache cache,
      LongSupplier nanoTime) {
    this.ends = new StatementEnds(nanoTime);
    this.source = source;
    this.facts = source.facts();
    this.settings = settings;
    this.cache = cache;
  }

  /** Whether the service was seen to show fractions of seconds. */
  public boolean showsFractions() {
    return facts.learned().holds(ServiceFact.FRACTIONS_SHOWN);
  }

  /**
   * Starts reading. It sends no request before the first row is asked for.
   *
   * @return rows whose closing aborts requests in flight
   */
  public RowSource open(ReadRequest request, Execution execution) {
    RowSource kept = openKept(request, execution);
    if (kept != null) {
      return kept;
    }
    return rows(request, execution).trimmed(request.columns().size());
  }

  /**
   * Starts reading rows that will certainly be asked for. The request for the first page is sent at
   * once, unless {@link #mostAhead} is 0 or the answer takes more than one search in any order.
   *
   * @return rows whose closing aborts requests in flight
   */
  public RowSource openAhead(ReadRequest request, Execution execution) {
    return mostAhead() > 0 && request.isPlain()
        ? RequestRows.onTheirWay(live(request, execution), request)
            .trimmed(request.columns().size())
        : open(request, execution);
  }

  /**
   * Returns how many readings may be started before it is their turn. None if answers are kept,
   * because one reading's answer may serve the next.
   */
  public int mostAhead() {
    return cache == null ? source.concurrency() : 0;
  }

  private RowSource rows(ReadRequest request, Execution execution) {
    boolean unbounded = request.wanted() == ReadRequest.NO_LIMIT;
    boolean isAnyOrder = unbounded && request.order() == null && request.offset() == 0;
    if (cache == null || (request.wanted() > MOST_REPLAYED && !isAnyOrder)) {
      return RequestRows.of(extending(request, execution), request);
    }
    ReplayedPages replayed = cache.replay();
    Supplier<RowSource> service =
        isAnyOrder
            ? () -> RequestRows.of(live(request, execution), request)
            : () -> RequestRows.of(extending(request, execution), request);
    Supplier<RowSource> replay =
        () -> RequestRows.of(reading(replayed, CacheRecorder.REPLAY, request, execution), request);
    return isAnyOrder
        ? new ContinuedRows(replay.get(), replayed, service, layout(request), execution)
        : replayed.rowsOrElse(replay, service, execution);
  }

  /** Returns what reading has learned of the account. */
  ReadFacts facts() {
    return facts;
  }

  /** Returns how many customers the account last had, negative if that was never seen. */
  public long knownCustomers() {
    return facts.customers();
  }

  /**
   * Returns pages to rehearse a statement with, from what is known of the account.
   *
   * @param customers how many customers the account is assumed to have
   * @param sample its newest customers, null if they were never read
   * @param now milliseconds since 1970
   * @param assumption how to imagine what was not seen
   */
  public RehearsedPages rehearsal(
      long customers, @Nullable AccountSample sample, long now, Assumption assumption) {
    return new RehearsedPages(
        facts, settings.nullsSorted(), customers, sample, now, assumption, source.concurrency());
  }

  /** Returns a reader of other pages with the same settings and kept answers. It keeps nothing. */
  public CustomerReader reading(PageSource pages) {
    return new CustomerReader(pages, settings, cache == null ? null : cache.readOnly());
  }

  /** Returns what was learned of the service, with its evidence. */
  public List<LearnedFact> learned() {
    return facts.learned().list();
  }

  /** Returns the rows in a request, 1 to 100. */
  public int pageSize() {
    return settings.pageSize();
  }

  /** Returns how many customers a search last found, {@link Page#UNKNOWN_TOTAL} if unknown. */
  public long knownTotal(Search search) {
    return facts.total(search);
  }

  /** Asks for one row, which tells how many customers a search finds, and the time at an offset. */
  public void ask(Search search, long offset, Execution execution) {
    OneRow.ask(source, new PageRequest(search, offset, 1), execution);
  }

  /** Whether answers are kept. */
  public boolean isKeeping() {
    return cache != null;
  }

  /** Returns all customers of the account, null if they are not kept or are too old. */
  public @Nullable CachedAnswer allCustomers() {
    return cache == null ? null : cache.allCustomers();
  }

  /**
   * Returns the rows of a request from an answer with all customers that its searches find. It
   * sends nothing.
   *
   * @param answer a kept answer; it may have become too old since
   */
  public RowSource open(CachedAnswer answer, ReadRequest request, Execution execution) {
    return kept(Collections.nCopies(request.parts().size(), answer), request, execution);
  }

  /** Returns the rows of a request if all customers that its searches find are kept, else null. */
  @Nullable RowSource openKept(ReadRequest request, Execution execution) {
    List<CachedAnswer> answers = cache == null ? null : cache.answers(request);
    return answers == null ? null : kept(answers, request, execution);
  }

  private RowSource kept(List<CachedAnswer> answers, ReadRequest request, Execution execution) {
    RowLayout layout = layout(request);
    return AnswerCache.rows(
            answers, request, layout, layout.decoder(settings.undecodable()), execution)
        .trimmed(request.columns().size());
  }

  /**
   * Returns the result of a reading, from the cache if it has all pages that are needed.
   *
   * @param read may be called twice, so it has no side effect
   */
  <T> T answer(ReadRequest request, Execution execution, Function<ReadContext, T> read) {
    if (cache != null) {
      try {
        ReplayedPages pages = cache.replay();
        T result = applied(read, reading(pages, CacheRecorder.REPLAY, request, execution));
        execution.statistics().count(Counter.CACHED_PAGES, pages.pages());
        return result;
      } catch (NotCachedException e) {
        return applied(read, live(request, execution));
      }
    }
    return applied(read, live(request, execution));
  }

  private static <T> T applied(Function<ReadContext, T> read, ReadContext reading) {
    try {
      return read.apply(reading);
    } finally {
      reading.kept().clear();
    }
  }

  /** Reads from the service, and keeps what may be kept. */
  private ReadContext live(ReadRequest request, Execution execution) {
    CacheRecorder recorder = cache == null ? CacheRecorder.NONE : cache.recording();
    return reading(source, recorder, request, execution);
  }

  /** Reads from the service only the pages after the first ones if those are kept. */
  private ReadContext extending(ReadRequest request, Execution execution) {
    return cache == null || settings.consistency() == Consistency.STRICT
        ? live(request, execution)
        : reading(cache.after(source), cache.recording(), request, execution);
  }

  private static RowLayout layout(ReadRequest request) {
    // Counts have no parts of their own, and may ask for tags.
    List<ColumnDef> checked =
        request.parts().isEmpty()
            ? List.of(CustomerColumns.TAGS_COLUMN)
            : request.parts().stream()
                .flatMap(part -> AnswerCheck.columns(part).stream())
                .distinct()
                .toList();
    return new RowLayout(request.columns(), request.order(), checked);
  }

  private ReadContext reading(
      PageSource pages, CacheRecorder recorder, ReadRequest request, Execution execution) {
    RowLayout layout = layout(request);
    PageDecoder decoder = layout.decoder(settings.undecodable());
    return new ReadContext(
        pages,
        recorder,
        new ReadProgress(layout.sorted()),
        facts,
        ends,
        settings,
        recorder instanceof PageRecorder ? decoder.keeping() : decoder,
        layout,
        execution,
        new MemoryShare(execution.memory()),
        request.mayEnd(),
        request.observer());
  }
}
