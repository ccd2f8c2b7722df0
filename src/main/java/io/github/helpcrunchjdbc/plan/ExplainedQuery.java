package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.learned.LearnedFact;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.rel.finish.ReadingProfiles;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.dialect.ExplainMode;
import io.github.helpcrunchjdbc.read.rehearsal.Assumption;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlExplain;
import org.jspecify.annotations.Nullable;

/**
 * An EXPLAIN for people. The statement is planned as usual and rehearsed on imagined pages, which
 * send nothing: the bill shows the requests that the rehearsal makes. Thread-safe.
 *
 * @param explained the statement that EXPLAIN explains
 * @param query that statement, ready to be executed
 */
record ExplainedQuery(ScanContext scans, Clock clock, ParsedQuery explained, PreparedQuery query)
    implements PreparedQuery {
  static ParsedQuery explained(ParsedQuery statement) {
    return new ParsedQuery(((SqlExplain) statement.node()).getExplicandum(), statement.text());
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
    return explained.text().mode() == ExplainMode.ANALYZED_BILL && query.needsValues();
  }

  @Override
  public boolean takesSomeValues() {
    return false;
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    PreparedQuery typed = query.withParameters(types, execution);
    return typed == query ? this : new ExplainedQuery(scans, clock, explained, typed);
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    Bill bill = new Bill();
    boolean isComplete = query.parameters().isEmpty() || !values.isEmpty();
    @Nullable List<? extends @Nullable Object> known = isComplete ? values : null;
    Rehearsals all = rehearsals(known, execution);
    if (explained.text().mode() == ExplainMode.ASKING_BILL) {
      PageRequest unknown = new BillQuestion(all, scans.rows().pageSize()).row();
      if (unknown != null) {
        scans.rows().ask(unknown.search(), unknown.offset(), execution);
        if (unknown.offset() > 0) {
          // One row of a sorted search tells little about the other rows.
          bill.addDoubt();
        }
        all = rehearsals(known, execution);
      }
    }
    Rehearsal rehearsal = all.likely();
    if (!isComplete) {
      bill.addUnbound();
    }
    rehearsal.addSearches(bill, scans.rows(), all);
    rehearsal
        .plans()
        .flatMap(plan -> ReadingProfiles.predicates(plan.tree(), plan.filtered()).stream())
        .distinct()
        .forEach(predicate -> bill.addStep("predicate", predicate.sql(), predicate.verdict()));
    scans.rows().learned().stream().filter(LearnedFact::believed).forEach(bill::addFact);
    rehearsal
        .plans()
        .flatMap(plan -> ReadingProfiles.driverSteps(plan.tree()).stream())
        .distinct()
        .forEach(step -> bill.addStep("driver", step, "in the driver"));
    bill.addTotal(execution.budget().perMinute());
    if (explained.text().mode() == ExplainMode.ANALYZED_BILL) {
      execution.budget().keepRows();
      try (RowCursor rows = query.execute(values, execution)) {
        long left = execution.maxRows() > 0 ? execution.maxRows() : Long.MAX_VALUE;
        while (left > 0 && rows.next()) {
          left--;
        }
      }
      bill.addTruth(execution.statistics());
    }
    return bill.cursor();
  }

  /**
   * Rehearses the statement by each assumption.
   *
   * @param values of the parameters, null if they are not known
   */
  private Rehearsals rehearsals(
      @Nullable List<? extends @Nullable Object> values, Execution execution) {
    Map<Assumption, Rehearsal> all = new EnumMap<>(Assumption.class);
    boolean isCounted = scans.rows().knownTotal(Search.ALL) != Page.UNKNOWN_TOTAL;
    for (Assumption assumption : Assumption.values()) {
      if (!isCounted || !assumption.isOfSize()) {
        Rehearsal rehearsal = Rehearsal.plan(scans, clock, explained, execution, assumption);
        if (values != null) {
          rehearsal.run(values, execution);
        }
        all.put(assumption, rehearsal);
      }
    }
    return new Rehearsals(all);
  }
}
