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
import io.github.helpcrunchjdbc.read.rehearsal.Assumption;
import io.github.helpcrunchjdbc.read.rehearsal.Guess;
import io.github.helpcrunchjdbc.read.rehearsal.RehearsedPages;
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
 * Plans and executes a statement as usual, but on imagined pages that send nothing. The requests
 * that it makes are those that the statement would send. Not thread-safe.
 */
final class Rehearsal {
  /** A statement is not planned more often than this before it returns rows. */
  private static final int MOST_PLANS = 5;

  /** Bounds a join that makes many rows: further rows tell nothing new about requests. */
  private static final int MOST_CHECKS = 2_000_000;

  private final Clock clock;
  private final ScanContext scans;
  private final RehearsedPages pages;
  private final Function<Map<Integer, @Nullable Object>, StatementPlanning.Planned> planning;
  private StatementPlanning.Planned planned;

  /** The sub-queries executed before the rest, by the index of the parameter that each computes. */
  private final SortedMap<Integer, Planning.Planned> executedFirst = new TreeMap<>();

  private boolean complete = true;
  private boolean failed;

  /** Whether values of rows decide how many pages are read, or the rehearsal ended early. */
  private boolean endsEarly;

  /** Whether reading ends once enough rows pass a check. Then at worst all rows are read. */
  private boolean mayEnd;

  private Rehearsal(
      Clock clock,
      ScanContext scans,
      RehearsedPages pages,
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
   * @param assumption how to imagine the customers that nobody has seen
   */
  static Rehearsal plan(
      ScanContext scans,
      Clock clock,
      ParsedQuery statement,
      Execution execution,
      Assumption assumption) {
    AccountKnowledge knowledge = scans.knowledge();
    RehearsedPages pages =
        scans
            .rows()
            .rehearsal(
                knowledge.estimator().customers(), knowledge.sample(), clock.millis(), assumption);
    ScanContext rehearsing = scans.rehearsing(pages, pages.learning());
    SqlFrontEnd frontEnd = new SqlFrontEnd(rehearsing, clock.getZone());
    return new Rehearsal(
        clock,
        rehearsing,
        pages,
        values ->
            PlanningThread.run(
                execution,
                () ->
                    StatementPlanning.planned(frontEnd, statement, values, knowledge, execution)));
  }

  /** Executes the statement on imagined pages, until {@code execution} ends. */
  void run(List<? extends @Nullable Object> values, Execution execution) {
    Execution rehearsed = Execution.of(execution.maxRows(), 0, 0);
    rehearsed.timeOutAtCheck(MOST_CHECKS);
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
      } catch (RehearsedPages.EnoughException e) {
        rehearsed.cancel();
        complete = false;
        return;
      } catch (HelpCrunchException | ArithmeticException | NumberFormatException e) {
        // An expression may fail at an imagined value where it would not fail at the real one.
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

  /** Whether this rehearsal makes the same requests as another one. */
  boolean isAs(Rehearsal other) {
    return other.pages.requests().equals(pages.requests());
  }

  /** Returns the plans that are executed: those of sub-queries first, then the rest. */
  Stream<Planning.Planned> plans() {
    SortedMap<Integer, Planning.Planned> subQueries = new TreeMap<>(executedFirst);
    subQueries.putAll(planned.subQueries());
    return Stream.concat(subQueries.values().stream(), Stream.of(planned.whole()));
  }

  /** Returns the offsets of a search's pages, in the order of sending. */
  List<Long> offsets(Search search) {
    return requests(search).map(PageRequest::offset).toList();
  }

  /** Returns the requests for a search's pages, in the order of sending. */
  private Stream<PageRequest> requests(Search search) {
    return pages.requests().stream().filter(request -> request.search().equals(search));
  }

  /** Returns all requests, in the order of sending. */
  List<PageRequest> requests() {
    return pages.requests();
  }

  /** Whether the service has counted the customers that a search finds. */
  boolean isCounted(Search search) {
    return pages.isCounted(search);
  }

  /** Returns the searches, in the order of their first requests. */
  Set<Search> searches() {
    return pages.requests().stream()
        .map(PageRequest::search)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Adds the searches to a bill, in the order of their first requests.
   *
   * @param rehearsals the statement's rehearsals by all assumptions
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
    // Another search's number of requests says nothing about the searches of this rehearsal.
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
        // Pages that are read ahead in vain may be sent before they are cancelled.
        range.getMax() + (readsInVain ? pages.concurrency() - 1 : 0),
        all.stream()
            .flatMap(rehearsal -> rehearsal.pages.guesses().stream())
            .distinct()
            .sorted()
            .map(Guess::text)
            .toList());
  }

  /** Returns what all searches cost. */
  Bill.Sent sent(int pageSize) {
    return searches().stream()
        .map(search -> sent(search, pageSize))
        .reduce(new Bill.Sent(0, 0), Bill.Sent::plus);
  }

  /** Returns how many requests are made, and how many if the imagined values are wrong. */
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

  /** Returns what a search costs, with the pages for which the rehearsal was not long enough. */
  private Bill.Sent sent(Search search, int pageSize) {
    List<PageRequest> all = pages.requests();
    PageRequest last = all.get(all.size() - 1);
    boolean isWhole = complete || !last.search().equals(search) || last.limit() < pageSize;
    long rest = isWhole ? 0 : Math.max(0, pages.total(last) - last.offset() - last.limit());
    return new Bill.Sent(
        requests(search).count() + (rest + pageSize - 1) / pageSize, rowsOf(search) + rest);
  }

  /** Returns how many rows the noted requests for a search bring. */
  private long rowsOf(Search search) {
    return requests(search)
        .mapToLong(
            request ->
                Math.max(0, Math.min(request.limit(), pages.total(request) - request.offset())))
        .sum();
  }
}
