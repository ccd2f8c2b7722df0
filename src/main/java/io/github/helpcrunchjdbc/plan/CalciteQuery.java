package io.github.helpcrunchjdbc.plan;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.knowledge.LearnedException;
import io.github.helpcrunchjdbc.plan.pushdown.FieldText;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.plan.sql.CustomerValidator;
import io.github.helpcrunchjdbc.plan.sql.LimitParameters;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.PlanErrors;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * One statement. If the values of parameters decide what is searched for, the statement is planned
 * for each set of such values; else once.
 */
final class CalciteQuery implements PreparedQuery {
  /** How many plans a statement keeps, and how many forms of itself for other parameter types. */
  private static final int MOST_KEPT = 16;

  private final SqlFrontEnd frontEnd;
  private final ParsedQuery query;
  private final SqlNode parsed;
  private final @Nullable SqlExplain explain;
  private final ScanContext scans;
  private final AccountKnowledge knowledge;
  private final Clock clock;
  private final Map<Integer, QueryParameter> ofValues;
  private final List<ResultColumn> columns;
  private final List<QueryParameter> parameters;
  private final LimitParameters limits;
  private final Cache<PlanKey, Planned> plans =
      CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST_KEPT).build();
  private final Cache<Map<Integer, QueryParameter>, CalciteQuery> forms =
      CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST_KEPT).build();

  /** The indexes of the parameters whose values a plan is made for. Replaced, never changed. */
  private volatile Set<Integer> folded = Set.of();

  /**
   * A plan, or what is missing to make one.
   *
   * @param plan null if the values of more parameters must be known
   * @param missing the indexes of these parameters
   * @param subQueries the plans to execute first, by the index of the parameter that each computes
   */
  private record Planned(
      @Nullable ExecutablePlan plan,
      Set<Integer> missing,
      SortedMap<Integer, ExecutablePlan> subQueries) {}

  /**
   * A plan that is executed next.
   *
   * @param subQuery the parameter it computes, null for the whole
   */
  private record Step(@Nullable Integer subQuery, ExecutablePlan plan) {}

  /**
   * Validates a statement, and plans it if the plan needs no values.
   *
   * @param execution ends the planning when it ends
   */
  CalciteQuery(
      SqlFrontEnd frontEnd,
      ParsedQuery query,
      ScanContext scans,
      Clock clock,
      Execution execution) {
    this(frontEnd, query, scans, clock, Map.of(), execution);
  }

  private CalciteQuery(
      SqlFrontEnd frontEnd,
      ParsedQuery query,
      ScanContext scans,
      Clock clock,
      Map<Integer, QueryParameter> ofValues,
      Execution execution) {
    SqlNode statement = query.node();
    this.query = query;
    this.scans = scans;
    this.knowledge = scans.knowledge();
    this.frontEnd = frontEnd;
    this.explain = statement instanceof SqlExplain explained ? explained : null;
    this.parsed = explain == null ? statement : explain.getExplicandum();
    this.clock = clock;
    this.ofValues = ofValues;
    this.limits = LimitParameters.of(parsed);
    CustomerValidator validator = validator(new CustomerTypes());
    SqlNode validated = SqlFrontEnd.validate(validator, parsed, query.text());
    this.columns =
        explain == null ? ResultTypes.columns(validator, validated) : ResultTypes.OF_EXPLAIN;
    this.parameters = ResultTypes.parameters(validator, validated, limits);
    if (needsValues() || parameters.isEmpty()) {
      note(planned(Map.of(), execution));
    } else {
      // Whether the statement can be planned at all may depend on the values.
      this.folded =
          planning(PlanKey.of(parsed, Map.of(), execution, knowledge), execution)
              .parametersToFold();
    }
  }

  private CustomerValidator validator(CustomerTypes types) {
    Map<Integer, RelDataType> known = new HashMap<>();
    ofValues.forEach((index, parameter) -> known.put(index, ResultTypes.type(types, parameter)));
    return frontEnd.validator(types, parsed, known);
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<QueryParameter> parameters() {
    return parameters;
  }

  @Override
  public boolean needsValues() {
    return explain == null && !parameters.isEmpty();
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    Map<Integer, QueryParameter> given = new HashMap<>();
    for (int i = 0; i < types.size(); i++) {
      QueryParameter type = types.get(i);
      if (type != null) {
        given.put(i, type);
      }
    }
    if (given.isEmpty()) {
      return this;
    }
    CalciteQuery form = forms.getIfPresent(given);
    if (form == null) {
      form =
          PlanningThread.run(
              execution, () -> new CalciteQuery(frontEnd, query, scans, clock, given, execution));
      forms.put(given, form);
    }
    return form;
  }

  @Override
  public boolean isRepeatable() {
    return explain == null;
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> given, Execution execution) {
    return execute(given, execution, 0);
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> given, Execution execution, long skip) {
    StatementValues values = new StatementValues(limits.checked(given), execution, clock);
    int mostFilters = knowledge.mostFilters();
    while (true) {
      Step step = step(values, execution);
      try {
        if (step.subQuery() == null) {
          return step.plan()
              .execute(
                  values.all(),
                  execution,
                  values.clock(),
                  skip,
                  refusal -> knowledge.filterBound().learnFrom(refusal, execution));
        }
        values.add(step.subQuery(), step.plan());
      } catch (LearnedException expected) {
        // Each fact is learned only once, so the loop ends.
      } catch (HelpCrunchException e) {
        if (execution.isAnswering()
            || !(knowledge.filterBound().halveIfSuspected(e, execution)
                || giveUpTotals(e, execution))) {
          knowledge.filterBound().restore(mostFilters, e);
          throw e;
        }
      }
    }
  }

  /** Gives up totals if a refused search had filters that the driver added; whether that is new. */
  private boolean giveUpTotals(HelpCrunchException refusal, Execution execution) {
    return refusal.code() == ErrorCode.SEARCH_REFUSED
        && refusal.filters() > knowledge.mostFilters()
        && execution.seen().add(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Returns the plan to execute next, after learning what decides about it. */
  private Step step(StatementValues values, Execution execution) {
    while (true) {
      execution.checkActive();
      Planned planned = planned(foldedValues(values.all()), execution);
      Integer subQuery = values.unknown(planned.subQueries().keySet());
      ExecutablePlan next = subQuery == null ? planned.plan() : planned.subQueries().get(subQuery);
      if (next == null) {
        // Each round puts in the values that the last plan lacked, so the loop ends.
        note(planned);
      } else if (scans.rows().allCustomers() == null && values.isNew(next.wishes())) {
        knowledge.learn(next.wishes(), execution);
      } else {
        return new Step(subQuery, next);
      }
    }
  }

  private void note(Planned planned) {
    if (!planned.missing().isEmpty()) {
      Set<Integer> all = new TreeSet<>(folded);
      all.addAll(planned.missing());
      folded = all;
    }
  }

  /** Returns the values that the plan is made for: also each text that no filter can carry. */
  private Map<Integer, @Nullable Object> foldedValues(List<@Nullable Object> values) {
    Set<Integer> decisive = folded;
    Map<Integer, @Nullable Object> known = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      boolean decides =
          decisive.contains(i) || (value instanceof String text && !FieldText.canBeSent(text));
      // EXPLAIN needs no values. It shows parameters that were not set as parameters.
      if (decides && (explain == null || value != null)) {
        known.put(i, value instanceof byte[] bytes ? new ByteString(bytes) : value);
      }
    }
    return known;
  }

  private Planned planned(Map<Integer, @Nullable Object> values, Execution execution) {
    PlanKey key = PlanKey.of(parsed, values, execution, knowledge);
    Planned known = plans.getIfPresent(key);
    if (known != null) {
      return known;
    }
    // Two threads may make the same plan: a caller could not cancel waiting for another.
    Planned made = PlanningThread.run(execution, () -> makePlan(key, execution));
    plans.put(key, made);
    return made;
  }

  private Planned makePlan(PlanKey key, Execution execution) {
    StatementPlanning planning = planning(key, execution);
    return PlanErrors.guarded(
        parsed,
        () -> {
          if (explain != null) {
            return new Planned(planning.explain(explain), Set.of(), new TreeMap<>());
          }
          Set<Integer> missing = planning.parametersToFold();
          return new Planned(
              missing.isEmpty() ? planning.whole().plan() : null, missing, planning.subQueries());
        });
  }

  private StatementPlanning planning(PlanKey key, Execution execution) {
    CustomerTypes types = new CustomerTypes();
    CustomerValidator validator = validator(types);
    SqlNode validated = SqlFrontEnd.validate(validator, key.bounded(parsed), query.text());
    return PlanErrors.guarded(
        parsed,
        () ->
            StatementPlanning.begin(
                frontEnd, types, validator, validated, key.values(), execution));
  }
}
