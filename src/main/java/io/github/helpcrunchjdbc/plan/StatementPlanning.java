package io.github.helpcrunchjdbc.plan;

import com.google.common.collect.Maps;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.calcite.SoundConvertlets;
import io.github.helpcrunchjdbc.plan.calcite.SoundExecutor;
import io.github.helpcrunchjdbc.plan.calcite.json.JsonAggregates;
import io.github.helpcrunchjdbc.plan.calcite.json.JsonConvertlets;
import io.github.helpcrunchjdbc.plan.calcite.query.BoundSubQueries;
import io.github.helpcrunchjdbc.plan.calcite.query.GroupedColumns;
import io.github.helpcrunchjdbc.plan.calcite.query.JoinConditions;
import io.github.helpcrunchjdbc.plan.calcite.query.RowMembership;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.rel.ScalarSubQueries;
import io.github.helpcrunchjdbc.plan.rel.VolcanoRules;
import io.github.helpcrunchjdbc.plan.rel.scan.ParametersToFold;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.ParameterLiterals;
import io.github.helpcrunchjdbc.plan.sql.BoundedConverter;
import io.github.helpcrunchjdbc.plan.sql.CustomerValidator;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.PlanErrors;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.CancelFlag;
import org.jspecify.annotations.Nullable;

/**
 * Plans one validated statement. A sub-query that stands for one value and reads few customers gets
 * a plan of its own, which is executed first. A parameter takes the place of the sub-query; its
 * index follows those of the statement's own parameters.
 */
final class StatementPlanning {
  /** Without a limit, an IN list of any length stays a predicate, which a scan can take in. */
  private static final SqlToRelConverter.Config TO_REL =
      SqlToRelConverter.config()
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withExpand(false)
          .withHintStrategyTable(GroupedColumns.HINTS)
          // Nothing may be simplified before the types are right. Projections must not be merged
          // either: Calcite 1.42.0 then puts a merged projection, whose sub-query asks for a value
          // of its rows, over the projection that it was merged with. No issue known on 2026-11-27.
          // UnusedColumns leaves out what merging would have dropped.
          .withRelBuilderConfigTransform(config -> config.withSimplify(false).withBloat(-1))
          .withTrimUnusedFields(false);

  static {
    OwnLogs.quiet();
  }

  private final CustomerTypes types;
  private final Planning whole;

  /** The sub-queries to execute first, by the index of the parameter that each computes. */
  private final NavigableMap<Integer, Planning> subQueries = new TreeMap<>();

  private final Set<Integer> toFold;

  private StatementPlanning(
      CustomerTypes types,
      Planning whole,
      NavigableMap<Integer, Planning> found,
      Set<Integer> toFold) {
    this.types = types;
    this.whole = whole;
    this.toFold = toFold;
    toFold.addAll(ParametersToFold.of(whole.searches()));
    // The parameter of a sub-query is gone if its value was put in or makes no difference.
    Set<Integer> needed = ParametersToFold.all(whole.searches());
    found
        .descendingMap()
        .forEach(
            (index, subQuery) -> {
              if (needed.contains(index)) {
                subQueries.put(index, subQuery);
                needed.addAll(ParametersToFold.all(subQuery.searches()));
              }
            });
    // A parameter that only an unused sub-query lacks need not be known.
    toFold.retainAll(needed);
  }

  /**
   * Begins to plan, and decides which searches the scans send.
   *
   * @param values the values to put in for parameters, by index, before searches are chosen
   * @param execution ends the planning when it ends
   */
  static StatementPlanning begin(
      SqlFrontEnd frontEnd,
      CustomerTypes types,
      SqlValidator validator,
      SqlNode validated,
      Map<Integer, @Nullable Object> values,
      Execution execution) {
    int parameters = validator.getParameterRowType(validated).getFieldCount();
    NavigableMap<Integer, Planning> subQueries = new TreeMap<>();
    Set<Integer> toFold = new TreeSet<>();
    for (int index = parameters; ; index++) {
      // Each round has a planner of its own, since Volcano plans one query only.
      RelOptCluster cluster = RelOptCluster.create(planner(execution), frontEnd.rexBuilder(types));
      RelNode query = ParameterLiterals.put(toRel(frontEnd, validator, validated, cluster), values);
      ScalarSubQueries.Found found =
          ScalarSubQueries.in(
              RowMembership.rewrite(
                  BoundSubQueries.rewrite(JoinConditions.rewrite(JsonAggregates.of(query)))),
              parameters,
              any -> subQueries.containsKey(any) || values.containsKey(any));
      if (index == parameters + found.subQueries().size()) {
        Planning whole = new Planning(types, ParameterLiterals.put(found.plan(), values));
        return new StatementPlanning(types, whole, subQueries, toFold);
      } else if (!values.containsKey(index)) {
        RelNode subQuery = found.subQueries().get(index - parameters);
        Planning planning = new Planning(types, ParameterLiterals.put(subQuery, values));
        Set<Integer> missing = ParametersToFold.of(planning.searches());
        toFold.addAll(missing);
        // A sub-query that can't be planned yet is planned once these values are known.
        if (missing.isEmpty() && ScalarSubQueries.readsFew(planning.optimized())) {
          subQueries.put(index, planning);
        }
      }
    }
  }

  /** Returns the indexes of the parameters whose values decide what is searched for. */
  Set<Integer> parametersToFold() {
    return toFold;
  }

  /**
   * A statement's plans.
   *
   * @param subQueries the plans to execute first, by the index of the parameter that each computes
   */
  record Planned(Planning.Planned whole, SortedMap<Integer, Planning.Planned> subQueries) {}

  /**
   * Plans a statement for a rehearsal.
   *
   * @param values the values of sub-queries, by the index of their parameters
   */
  static Planned planned(
      SqlFrontEnd frontEnd,
      ParsedQuery query,
      Map<Integer, @Nullable Object> values,
      AccountKnowledge knowledge,
      Execution execution) {
    PlanKey key = PlanKey.of(query.node(), values, execution, knowledge);
    CustomerTypes types = new CustomerTypes();
    CustomerValidator validator = frontEnd.validator(types, query.node(), Map.of());
    SqlNode validated = SqlFrontEnd.validate(validator, key.bounded(query.node()), query.text());
    return PlanErrors.guarded(
        query.node(),
        () -> {
          StatementPlanning planning =
              begin(frontEnd, types, validator, validated, values, execution);
          return new Planned(
              planning.whole.planned(),
              new TreeMap<>(Maps.transformValues(planning.subQueries, Planning::planned)));
        });
  }

  /** Returns the plans to execute first, by the index of the parameter that each computes. */
  SortedMap<Integer, ExecutablePlan> subQueries() {
    return new TreeMap<>(Maps.transformValues(subQueries, Planning::plan));
  }

  Planning whole() {
    return whole;
  }

  ExecutablePlan explain(SqlExplain explain) {
    StringBuilder text = new StringBuilder(dump(whole.optimized(), explain));
    if (explain.getFormat() == SqlExplainFormat.TEXT) {
      subQueries.forEach(
          (index, one) ->
              text.append("?%d is the value of\n".formatted(index))
                  .append(dump(one.optimized(), explain)));
    }
    return ExecutablePlan.ofText(types, text.toString());
  }

  private static String dump(RelNode rel, SqlExplain explain) {
    String plan = RelOptUtil.dumpPlan("", rel, explain.getFormat(), explain.getDetailLevel());
    // Calcite 1.42.0 draws nothing for a plan of one node; no issue known on 2026-11-27.
    return explain.getFormat() == SqlExplainFormat.DOT && rel.getInputs().isEmpty()
        ? "digraph {\n\"%s\"\n}\n".formatted(RelOptUtil.toString(rel).strip().replace('"', '\''))
        : plan;
  }

  private static RelOptPlanner planner(Execution execution) {
    AtomicBoolean stopped = new AtomicBoolean();
    execution.onAbort(() -> stopped.set(true));
    VolcanoPlanner planner =
        new VolcanoPlanner(
            null, Contexts.of(CalciteConnectionConfig.DEFAULT, new CancelFlag(stopped)));
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    planner.setExecutor(new SoundExecutor());
    VolcanoRules.addOwn(planner);
    return planner;
  }

  private static RelNode toRel(
      SqlFrontEnd frontEnd, SqlValidator validator, SqlNode validated, RelOptCluster cluster) {
    SqlToRelConverter converter =
        new BoundedConverter(
            validator,
            cluster,
            new JsonConvertlets(SoundConvertlets.INSTANCE, frontEnd.zone()),
            TO_REL);
    return GroupedColumns.rewrite(converter.convertQuery(validated, false, true).project());
  }
}
