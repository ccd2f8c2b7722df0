package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.rel.ReadingProfiles;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.plan.sql.ExplainMode;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import io.github.helpcrunchjdbc.read.AnnouncedPages;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlExplain;
import org.jspecify.annotations.Nullable;

/**
 * An EXPLAIN for people. The statement is planned as ever and rehearsed against pages that send
 * nothing, so that what is announced is what would be sent. Thread-safe.
 */
final class BilledQuery implements PreparedQuery {
  /** So many requests learning how one column is compared takes at the most. */
  private static final int MOST_TO_LEARN = 3;

  private final ScanContext scans;
  private final Clock clock;
  private final ParsedQuery explained;
  private final PreparedQuery query;

  /**
   * Validates a statement.
   *
   * @param explained what an EXPLAIN explains
   * @param query the same, ready to be executed
   */
  BilledQuery(ScanContext scans, Clock clock, ParsedQuery explained, PreparedQuery query) {
    this.scans = scans;
    this.clock = clock;
    this.explained = explained;
    this.query = query;
  }

  /** The statement that an EXPLAIN explains. */
  static ParsedQuery explained(ParsedQuery statement) {
    return new ParsedQuery(
        ((SqlExplain) statement.node()).getExplicandum(), statement.text(), statement.mode());
  }

  @Override
  public List<ResultColumn> columns() {
    return Bill.COLUMNS;
  }

  @Override
  public List<QueryParameter> parameters() {
    return query.parameters();
  }

  @Override
  public boolean needsValues() {
    return explained.mode() == ExplainMode.ANALYZED_BILL && query.needsValues();
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    PreparedQuery typed = query.withParameters(types, execution);
    return typed == query ? this : new BilledQuery(scans, clock, explained, typed);
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    Bill bill = new Bill();
    AnnouncedPages pages = new AnnouncedPages(scans.rows().pageSize());
    ScanContext rehearsal = scans.reading(pages);
    SqlFrontEnd frontEnd = new SqlFrontEnd(rehearsal, clock.getZone());
    Planning.Planned planned =
        PlanningThread.run(execution, () -> CalciteQuery.planned(frontEnd, explained, execution));
    ExecutablePlan plan = planned.plan();
    if (!plan.wishes().isEmpty()) {
      String columns =
          plan.wishes().stream().map(ColumnDef::name).sorted().collect(Collectors.joining(", "));
      bill.addLearning(columns, MOST_TO_LEARN * plan.wishes().size());
    }
    Execution rehearsed = Execution.of(execution.maxRows(), 0, 0);
    if (query.parameters().isEmpty() || !values.isEmpty()) {
      rehearse(plan, values, rehearsed);
      addSearches(bill, pages.requests(), planned.tree(), execution);
    } else {
      bill.addDriver("parameters", "their values decide what is sent");
    }
    ReadingProfiles.predicates(planned.tree())
        .forEach(predicate -> bill.addPredicate(predicate.sql(), predicate.verdict()));
    ReadingProfiles.driverSteps(planned.tree())
        .forEach(step -> bill.addDriver(step, "in the driver"));
    bill.addTotal(execution.budget().perMinute());
    if (explained.mode() == ExplainMode.ANALYZED_BILL) {
      try (RowCursor rows = query.execute(values, execution)) {
        while (rows.next()) {
          execution.checkActive();
        }
      }
      bill.addTruth(execution.statistics());
    }
    return bill.cursor();
  }

  private void rehearse(
      ExecutablePlan plan, List<? extends @Nullable Object> values, Execution rehearsed) {
    try (RowCursor rows = plan.execute(values, rehearsed, clock)) {
      while (rows.next()) {
        rehearsed.checkActive();
      }
    } catch (HelpCrunchException e) {
      // Empty pages can end in an error of the query itself; what it would have sent is noted.
      rehearsed.cancel();
    }
  }

  private void addSearches(
      Bill bill, List<PageRequest> requests, RelNode tree, Execution execution) {
    boolean mayAsk = explained.mode() == ExplainMode.ASKING_BILL;
    long most =
        requests.size() == 1 ? ReadingProfiles.mostRows(tree, execution.maxRows()) : Long.MAX_VALUE;
    int pageSize = scans.rows().pageSize();
    for (PageRequest request : requests) {
      long total = scans.rows().knownTotal(request.search());
      if (total == Page.UNKNOWN_TOTAL && mayAsk && request.limit() == pageSize) {
        mayAsk = false;
        total = scans.rows().askTotal(request.search(), execution);
      }
      bill.addSearch(request, pageSize, most, total, scans.knowledge().estimator().customers());
    }
  }
}
