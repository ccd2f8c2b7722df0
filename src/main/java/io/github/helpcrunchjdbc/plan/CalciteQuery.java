package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.knowledge.LearnedException;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.PatternParameters;
import io.github.helpcrunchjdbc.plan.sql.PlanErrors;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectText;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/**
 * One statement. What a LIKE pattern selects depends on its text, so that a statement whose
 * patterns are parameters is planned for their values; any other is planned once.
 */
final class CalciteQuery implements PreparedQuery {
  /** How many plans for different patterns one statement keeps. */
  private static final int MOST_PLANS = 16;

  private final SqlFrontEnd frontEnd;
  private final SqlNode parsed;
  private final DialectText text;
  private final @Nullable SqlExplain explain;
  private final ScanContext scans;
  private final AccountKnowledge knowledge;
  private final Clock clock;
  private final List<ResultColumn> columns;
  private final List<QueryParameter> parameters;
  private final List<Integer> patterns;
  private final Map<PlanKey, ExecutablePlan> plans = new ConcurrentHashMap<>();

  /**
   * What a plan was made for.
   *
   * @param knowledge the version of what was known of the service
   */
  private record PlanKey(Map<Integer, String> patterns, int knowledge) {}

  /**
   * Validates a statement, and plans it if that takes no values.
   *
   * @param execution ends the planning when it ends
   */
  CalciteQuery(
      SqlFrontEnd frontEnd,
      ParsedQuery query,
      ScanContext scans,
      Clock clock,
      Execution execution) {
    SqlNode statement = query.node();
    this.text = query.text();
    this.scans = scans;
    this.knowledge = scans.knowledge();
    this.frontEnd = frontEnd;
    this.explain = statement instanceof SqlExplain explained ? explained : null;
    this.parsed = explain == null ? statement : explain.getExplicandum();
    this.clock = clock;
    CustomerTypes types = new CustomerTypes();
    SqlValidator validator = frontEnd.validator(types, parsed);
    SqlNode copy = PatternParameters.copy(this.parsed);
    SqlNode validated = SqlFrontEnd.validate(validator, copy, text);
    this.columns =
        explain == null ? ResultTypes.columns(validator, validated) : ResultTypes.OF_EXPLAIN;
    this.parameters = ResultTypes.parameters(validator, validated);
    this.patterns = PatternParameters.find(this.parsed);
    if (patterns.isEmpty()) {
      plan(Map.of(), execution);
    }
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
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    Map<Integer, String> known = new TreeMap<>();
    for (int index : patterns) {
      if (index < values.size() && values.get(index) instanceof String text) {
        known.put(index, text);
      }
    }
    ExecutablePlan plan = plan(known, execution);
    if (!plan.wishes().isEmpty() && scans.rows().everybody() == null) {
      knowledge.learn(plan.wishes(), execution);
      plan = plan(known, execution);
    }
    int mostFilters = knowledge.mostFilters();
    while (true) {
      try {
        return plan.execute(values, execution, clock);
      } catch (LearnedException learned) {
        // Each fact is learned once, so this ends.
        plan = plan(known, execution);
      } catch (HelpCrunchException e) {
        int widest = Math.min(plan.widestSearch(), knowledge.mostFilters());
        if (execution.isAnswering() || !knowledge.suspectsTooMany(widest, e)) {
          restore(mostFilters, e);
          throw e;
        }
        plan = plan(known, execution);
      }
    }
  }

  /** A search that is refused with few filters too is not refused for their number. */
  private void restore(int mostFilters, HelpCrunchException refusal) {
    if (refusal.code() == ErrorCode.SEARCH_REFUSED && knowledge.mostFilters() < mostFilters) {
      knowledge.learnMostFilters(mostFilters);
    }
  }

  private ExecutablePlan plan(Map<Integer, String> knownPatterns, Execution execution) {
    if (plans.size() > MOST_PLANS) {
      plans.clear();
    }
    PlanKey key = new PlanKey(knownPatterns, knowledge.version());
    ExecutablePlan known = plans.get(key);
    if (known != null) {
      return known;
    }
    // Two who ask at once may both plan: to wait for the other's could not be stopped.
    ExecutablePlan made = PlanningThread.run(execution, () -> makePlan(key.patterns(), execution));
    plans.put(key, made);
    return made;
  }

  private ExecutablePlan makePlan(Map<Integer, String> knownPatterns, Execution execution) {
    CustomerTypes types = new CustomerTypes();
    SqlValidator validator = frontEnd.validator(types, parsed);
    SqlNode query = PatternParameters.inline(parsed, knownPatterns);
    SqlNode validated = SqlFrontEnd.validate(validator, query, text);
    Planning planning = new Planning(frontEnd, types, validator, execution);
    try {
      return explain == null ? planning.plan(validated) : planning.explain(validated, explain);
    } catch (RuntimeException e) {
      throw PlanErrors.of(e);
    }
  }
}
