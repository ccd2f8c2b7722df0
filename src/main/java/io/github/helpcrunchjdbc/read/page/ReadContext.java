package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.RowSize;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.cache.CacheRecorder;
import io.github.helpcrunchjdbc.read.cache.PageRecorder;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.facts.SeenPages;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.FirstPageObserver;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.source.SourceWithFirstPage;
import io.github.helpcrunchjdbc.read.source.SourceWithKnownPages;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of one request share.
 *
 * @param mayEnd whether the reading may stop before the last row, at a point not known beforehand
 * @param kept the memory that the readers use until the rows of the request are closed
 */
public record ReadContext(
    PageSource source,
    CacheRecorder recorder,
    ReadProgress progress,
    ReadFacts facts,
    StatementEnds ends,
    ReadSettings settings,
    PageDecoder decoder,
    RowLayout layout,
    Execution execution,
    MemoryShare kept,
    boolean mayEnd,
    @Nullable FirstPageObserver observer) {

  /**
   * Whether this statement may rely on a fact. A fact that the statement has seen itself holds at
   * once, a fact that other statements have seen only with enough evidence.
   */
  public boolean holds(ServiceFact fact) {
    return execution.seen().contains(fact) || facts.learned().holds(fact);
  }

  /**
   * Notes a fact that an answer has shown.
   *
   * @param evidence without customers' data
   */
  public void note(ServiceFact fact, String evidence) {
    execution.seen().add(fact);
    execution.statistics().learned(fact.meaning());
    facts.learned().sight(fact, evidence, execution, execution.logPrefix());
  }

  /** Gets a page and waits for it. */
  public Page page(PageRequest request) {
    return taken(request, requestPage(request));
  }

  Page requestPage(PageRequest request) {
    checkBudget(request);
    return source.search(request, decoder, execution, progress.next());
  }

  /** Checks the statement's budget before a page is requested, unless the page is at hand. */
  public void checkBudget(PageRequest request) {
    if (!isReplay() && !source.isAtHand(request)) {
      execution.budget().checkRequest();
    }
  }

  /** Gets a page and waits for it; null if the service refuses the request or its offset. */
  public @Nullable Page pageUnlessRefused(PageRequest request) {
    try {
      return page(request);
    } catch (HelpCrunchException e) {
      if (!Refusal.refusesOffset(request, e)) {
        throw e;
      }
      return null;
    }
  }

  /**
   * Returns a context for pages of which only the order is used. It decodes no other columns, so
   * that a value that can't be decoded is no error.
   */
  public ReadContext probing() {
    return probing(List.of());
  }

  /** Like {@link #probing()}, but these columns are decoded as well. */
  public ReadContext probing(List<ColumnDef> columns) {
    RowLayout lean = new RowLayout(columns, new RowOrder(layout.sorted(), false, false));
    PageDecoder probe = lean.decoder(decoder.undecodable());
    return with(source, recorder instanceof PageRecorder ? probe.keeping() : probe, lean, null);
  }

  /** Returns a context that has one page already and does not request it. */
  public ReadContext having(PageRequest request, Page page) {
    return with(new SourceWithFirstPage(source, request, page), decoder, layout, observer);
  }

  private ReadContext with(
      PageSource from, PageDecoder decoding, RowLayout rows, @Nullable FirstPageObserver watching) {
    return new ReadContext(
        from, recorder, progress, facts, ends, settings, decoding, rows, execution, kept, mayEnd,
        watching);
  }

  /**
   * Checks and notes a page that has come.
   *
   * @throws HelpCrunchException if the page is still wrong when requested again: NOT_AS_ASKED if it
   *     has customers not asked for, INCONSISTENT if (strict) one is on it twice
   */
  public Page taken(PageRequest request, Page came) {
    AnswerCheck check = new AnswerCheck(request.search(), layout);
    boolean isOdd = EmptyAnswerCheck.isOdd(this, request, came);
    Page page = isOdd ? EmptyAnswerCheck.askAgain(this, request) : came;
    boolean isRepeat = !progress.isRepeatTold() && check.hasCustomerTwice(request, page);
    if (isRepeat || !isMetBy(check, page)) {
      page = requestPage(request);
      if (!isMetBy(check, page)) {
        throw new HelpCrunchException(
            ErrorCode.NOT_AS_ASKED,
            "the service gives customers that were not asked for: it does not obey the filters of"
                + " a search");
      } else if (!progress.isRepeatTold() && check.hasCustomerTwice(request, page)) {
        progress.tellRepeat();
        flawed(
            ErrorCode.MAYBE_INCOMPLETE,
            "the service gives a customer twice on one page, in whose place others may be missing");
      }
    }
    progress.taken(page);
    if (!isReplay()) {
      learnPlaces(request, page);
      FilterCheck.learn(this, request, page);
    }
    ReadProgress.noteUndecoded(page, execution);
    if (recorder instanceof PageRecorder) {
      recorder.taken(request, page, page.rows().stream().map(this::id).toList());
    }
    if (check.isLeftToService() && !page.rows().isEmpty()) {
      FilterCheck.isPassed(this, request.search(), page.total(), id(page.rows().get(0)));
    }
    MissingCustomerCheck.ask(this, request.search(), page);
    return page;
  }

  /** If filters are obeyed, a time that seems not to match its filter was rounded up. */
  private boolean isMetBy(AnswerCheck check, Page page) {
    return check.isMetBy(page)
        || (check.ofRoundedTimes().isMetBy(page)
            && (isReplay() || FilterCheck.isObeyed(this, id(page.rows().get(0)))));
  }

  /** Learns the ids and the times of a page with their places. Later estimates use them. */
  private void learnPlaces(PageRequest request, Page page) {
    List<@Nullable Object[]> rows = page.rows();
    SortOrder sort = request.search().sort();
    List<@Nullable Long> times =
        sort != null && sort.column().equals(layout.sorted())
            ? rows.stream().map(this::value).toList()
            : List.of();
    facts.points().learn(request.search(), request.offset(), times);
    List<Long> ids = rows.stream().map(this::id).toList();
    facts.points().pages().learn(request, new SeenPages.Rows(page.total(), ids, times));
  }

  /** Counts a page that a search gives. */
  public void count(List<@Nullable Object[]> rows) {
    execution.statistics().count(Counter.PAGES);
    execution.statistics().count(Counter.ROWS_READ, rows.size());
    if (rows.stream().anyMatch(layout::hasFraction)) {
      note(ServiceFact.FRACTIONS_SHOWN, "a time with a fraction of a second");
    }
  }

  /** Shows the observer the first page of a search, unless it comes from the cache. */
  public void observe(Page first) {
    if (observer != null && !isReplay()) {
      observer.firstPage(layout.columns(), first.rows(), first.total());
    }
  }

  /** Notes that the pages of a search have given all its customers. */
  public void completed(Search search) {
    recorder.completed(search);
  }

  /** Returns the rows in a request, 1 to 100. */
  public int pageSize() {
    return settings.pageSize();
  }

  /**
   * Whether the service gives customers without a value first, null if that is not known. What rows
   * have shown counts for more than what the user says, which strict ignores.
   */
  public @Nullable Boolean areNullsFirst(SortOrder sort) {
    return facts.nulls().areFirst(sort, isStrict() ? NullsSorted.AUTO : settings.nullsSorted());
  }

  /** Whether all pages come from the cache, so that no request can be sent. */
  public boolean isReplay() {
    return recorder == CacheRecorder.REPLAY;
  }

  /** Whether some pages are at hand without a request. */
  public boolean hasPagesAtHand() {
    return isReplay() || source instanceof SourceWithKnownPages;
  }

  /** Reads all remaining rows of a source and counts their memory. */
  public List<@Nullable Object[]> gather(RowSource rows) {
    return rows.counted(kept).toList();
  }

  /** Gives back the memory of a gathered row. */
  public void drop(@Nullable Object[] row) {
    kept.drop(RowSize.of(row));
  }

  public long id(@Nullable Object[] row) {
    return layout.id(row);
  }

  /** Returns the different ids of some rows, ascending. */
  public long[] sortedIds(List<@Nullable Object[]> rows) {
    return rows.stream().mapToLong(this::id).sorted().distinct().toArray();
  }

  /** Returns the value by which rows are sorted, null if the row has none. */
  public @Nullable Long value(@Nullable Object[] row) {
    return layout.orderValue(row);
  }

  /**
   * Learns from consecutive rows of a sorted search where the service puts rows without a value.
   *
   * @param offset the offset of the first row
   */
  public void learnNullPlace(
      Search search, SortOrder sort, List<@Nullable Object[]> rows, long offset) {
    if (rows.isEmpty() || holds(ServiceFact.IGNORES_SORT) || progress.isSortedByUnreadable()) {
      return;
    }
    boolean startsWithNull = value(rows.get(0)) == null;
    boolean endsWithNull = value(rows.get(rows.size() - 1)) == null;
    if (startsWithNull != endsWithNull) {
      facts.nulls().learnFirst(sort, startsWithNull);
      Boolean said = settings.nullsSorted().areFirst(sort.descending());
      if (said != null && said != startsWithNull) {
        execution.statistics().learned("nullsSorted is not what answers show");
      }
    } else if (!startsWithNull && offset == 0 && search.filters().isEmpty()) {
      facts.nulls().learnValueInFront(sort);
    }
  }

  /** Whether the service is believed only in what its answers have shown: consistency=strict. */
  public boolean isStrict() {
    return settings.consistency() == Consistency.STRICT;
  }

  /**
   * Notes that the answer has a flaw.
   *
   * @throws HelpCrunchException INCONSISTENT if flawed answers are not wanted
   */
  public void flawed(ErrorCode warning, String what) {
    recorder.flawed();
    if (isStrict()) {
      throw new HelpCrunchException(ErrorCode.INCONSISTENT, what);
    }
    execution.warn(warning, what);
  }
}
