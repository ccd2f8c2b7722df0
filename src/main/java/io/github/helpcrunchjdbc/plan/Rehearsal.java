package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.knowledge.LearnedException;
import io.github.helpcrunchjdbc.plan.rel.finish.ReadingProfiles;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.rehearsal.AnnouncedPages;
import io.github.helpcrunchjdbc.read.rehearsal.Guess;
import io.github.helpcrunchjdbc.read.rehearsal.Imagination;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is planned and executed as ever, but on pages that send nothing: what it asks
 * for is what it would send. Not thread-safe.
 */
final class Rehearsal {
  /** A statement learns no more than that before it begins to answer. */
  private static final int MOST_PLANS = 5;

  /** A join that makes more rows of what was read tells no more of what is sent. */
  private static final int MOST_LOOKS = 2_000_000;

  private final Clock clock;
  private final ScanContext scans;
  private final AnnouncedPages pages;
  private final Function<Map<Integer, @Nullable Object>, StatementPlanning.Planned> planning;
  private StatementPlanning.Planned planned;

  /** The sub-queries whose values were needed before the rest, by the index of their parameters. */
  private final SortedMap<Integer, Planning.Planned> executedFirst = new TreeMap<>();

  private boolean complete = true;
  private boolean failed;

  /** Whether values of rows decide how many pages are read, or more are made than rehearsed. */
  private boolean endsEarly;

  /** Whether rows are read until enough of them meet what is asked, so that all may be. */
  private boolean mayEnd;

  private Rehearsal(
      Clock clock,
      ScanContext scans,
      AnnouncedPages pages,
      Function<Map<Integer, @Nullable Object>, StatementPlanning.Planned> planning) {
    this.clock = clock;
    this.scans = scans;
    this.pages = pages;
    this.planning = planning;
    this.planned = planning.apply(Map.of());
  }

  /**
   * Plans a statement by what is known of the account.
   *
   * @param imagination how what was not seen is imagined
   */
  static Rehearsal plan(
      ScanContext scans,
      Clock clock,
      ParsedQuery statement,
      Execution execution,
      Imagination imagination) {
    AccountKnowledge knowledge = scans.knowledge();
    AnnouncedPages pages =
        scans
            .rows()
            .rehearsal(
                knowledge.estimator().customers(), knowledge.sample(), clock.millis(), imagination);
    ScanContext rehearsing = scans.rehearsing(pages, pages.learning());
    SqlFrontEnd frontEnd = new SqlFrontEnd(rehearsing, clock.getZone());
    return new Rehearsal(
        clock,
        rehearsing,
        pages,
        values ->
            PlanningThread.run(
                execution,
                () -> StatementPlanning.planned(frontEnd, statement, values, execution)));
  }

  /** Executes it, until the execution ends that it is rehearsed for. */
  void run(List<? extends @Nullable Object> values, Execution execution) {
    Execution rehearsed = Execution.of(execution.maxRows(), 0, 0);
    rehearsed.endAfter(MOST_LOOKS);
    Runnable ended = execution.onAbort(rehearsed::cancel);
    try {
      rehearse(values, rehearsed);
    } finally {
      ended.run();
    }
    execution.checkActive();
  }

  private void rehearse(List<? extends @Nullable Object> values, Execution rehearsed) {
    StatementValues all = new StatementValues(values, rehearsed, clock);
    for (int plans = 0; plans < MOST_PLANS; plans++) {
      try (RowCursor rows = executed(all, rehearsed)) {
        long left = rehearsed.maxRows() > 0 ? rehearsed.maxRows() : Long.MAX_VALUE;
        while (left > 0 && rows.next()) {
          left--;
        }
        return;
      } catch (LearnedException learned) {
        planned = planning.apply(all.ofSubQueries());
      } catch (AnnouncedPages.EnoughException e) {
        rehearsed.cancel();
        complete = false;
        return;
      } catch (HelpCrunchException | ArithmeticException | NumberFormatException e) {
        // Imagined values may be such that an expression fails, where the true ones are not.
        rehearsed.cancel();
        complete = false;
        endsEarly = e instanceof HelpCrunchException ended && ended.code() == ErrorCode.TIMEOUT;
        failed = !endsEarly;
        return;
      } finally {
        mayEnd = ReadingProfiles.endsEarly(planned.whole().tree(), rehearsed.maxRows());
        endsEarly |= mayEnd && pages.requests().size() > 1;
      }
    }
  }

  private RowCursor executed(StatementValues all, Execution rehearsed) {
    while (true) {
      Integer index = all.unknown(planned.subQueries().keySet());
      Planning.Planned next =
          index == null ? planned.whole() : Objects.requireNonNull(planned.subQueries().get(index));
      Set<ColumnDef> wishes = next.plan().wishes();
      if (scans.rows().allCustomers() == null && all.isNew(wishes)) {
        scans.knowledge().learn(wishes, rehearsed);
      } else if (index != null) {
        all.add(index, next.plan());
        executedFirst.put(index, next);
      } else {
        return next.plan().execute(all.all(), rehearsed, clock, 0, failure -> failure);
      }
      planned = planning.apply(all.ofSubQueries());
    }
  }

  /** Whether it sends the same as by another imagination. */
  boolean isAs(Rehearsal other) {
    return other.pages.requests().equals(pages.requests());
  }

  /** What is executed: sub-queries first, if any are, then the rest. */
  Stream<Planning.Planned> plans() {
    SortedMap<Integer, Planning.Planned> subQueries = new TreeMap<>(executedFirst);
    subQueries.putAll(planned.subQueries());
    return Stream.concat(subQueries.values().stream(), Stream.of(planned.whole()));
  }

  /** Where the pages of a search begin, in the order of sending. */
  List<Long> offsets(Search search) {
    return requests(search).map(PageRequest::offset).toList();
  }

  /** The requests for pages of a search, in the order of sending. */
  private Stream<PageRequest> requests(Search search) {
    return pages.requests().stream().filter(request -> request.search().equals(search));
  }

  /** What is sent, in the order of sending. */
  List<PageRequest> requests() {
    return pages.requests();
  }

  /** Whether the service has counted what a search finds. */
  boolean isCounted(Search search) {
    return pages.isCounted(search);
  }

  /** What is searched for, in the order in which the searches begin. */
  Set<Search> searches() {
    return pages.requests().stream()
        .map(PageRequest::search)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Adds the searches, in the order in which they begin.
   *
   * @param rehearsals the same by all imaginations
   */
  void addSearches(Bill bill, CustomerReader rows, Rehearsals rehearsals) {
    Collection<Rehearsal> all = rehearsals.all().values();
    Rehearsal other = rehearsals.other();
    Set<Search> sentEitherWay = other.searches();
    boolean isDoubtful =
        failed || endsEarly || pages.isReadAheadInVain() || !all.stream().allMatch(this::isAs);
    if (isDoubtful) {
      bill.addDoubt();
    }
    // Else the other reads something else, whose number of requests says nothing of these.
    boolean isSameWay = complete && other.complete && sentEitherWay.equals(searches());
    searches()
        .forEach(
            search -> {
              PageRequest first = requests(search).findFirst().orElseThrow();
              Bill.Sent sent = sent(search, rows.pageSize());
              bill.addSearch(
                  first,
                  sent,
                  isSameWay ? other.sent(search, rows.pageSize()) : sent,
                  pages.total(first),
                  pages.isCounted(search),
                  pages.isLearning(search),
                  sentEitherWay.contains(search));
            });
    boolean isCounted = searches().stream().allMatch(pages::isCounted);
    if (!isSameWay && !isCounted && complete && other.complete) {
      bill.addOtherWay(sent(rows.pageSize()), other.sent(rows.pageSize()));
    }
    boolean readsInVain = all.stream().anyMatch(rehearsal -> rehearsal.pages.isReadAheadInVain());
    LongSummaryStatistics range =
        all.stream()
            .filter(rehearsal -> !rehearsal.failed)
            .flatMapToLong(rehearsal -> rehearsal.extremes(rows.pageSize(), isDoubtful))
            .summaryStatistics();
    bill.addRange(
        endsEarly ? 1 : range.getMin(),
        // What is read ahead in vain may have been sent.
        range.getMax() + (readsInVain ? pages.concurrency() - 1 : 0),
        all.stream()
            .flatMap(rehearsal -> rehearsal.pages.guesses().stream())
            .distinct()
            .sorted()
            .map(Guess::text)
            .toList());
  }

  /** What all searches take. */
  Bill.Sent sent(int pageSize) {
    return searches().stream()
        .map(search -> sent(search, pageSize))
        .reduce(new Bill.Sent(0, 0), Bill.Sent::plus);
  }

  /**
   * How many requests it takes, and how many if what was imagined of the values that are checked is
   * wrong.
   */
  private LongStream extremes(int pageSize, boolean isDoubtful) {
    long whole = 0;
    for (Search search : searches()) {
      PageRequest first = requests(search).findFirst().orElseThrow();
      boolean isCut = isDoubtful && mayEnd && first.limit() > 1;
      long rest = Math.max(0, pages.total(first) - first.limit());
      long pagesOfAll = isCut ? 1 + (rest + pageSize - 1) / pageSize : 0;
      whole += Math.max(sent(search, pageSize).requests(), pagesOfAll);
    }
    return LongStream.of(sent(pageSize).requests(), whole);
  }

  /** What a search takes, with the pages that the rehearsal was not long enough for. */
  private Bill.Sent sent(Search search, int pageSize) {
    List<PageRequest> all = pages.requests();
    PageRequest last = all.get(all.size() - 1);
    boolean isWhole = complete || !last.search().equals(search) || last.limit() < pageSize;
    long rest = isWhole ? 0 : Math.max(0, pages.total(last) - last.offset() - last.limit());
    return new Bill.Sent(
        requests(search).count() + (rest + pageSize - 1) / pageSize, given(search) + rest);
  }

  /** How many rows the requests for a search bring. */
  private long given(Search search) {
    return requests(search)
        .mapToLong(
            request ->
                Math.max(0, Math.min(request.limit(), pages.total(request) - request.offset())))
        .sum();
  }
}
