package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.calcite.SoundConvertlets;
import io.github.helpcrunchjdbc.plan.calcite.SoundExecutor;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.SoundAggregates;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.SubQueriesOfWindows;
import io.github.helpcrunchjdbc.plan.calcite.json.JsonAggregates;
import io.github.helpcrunchjdbc.plan.calcite.json.JsonConvertlets;
import io.github.helpcrunchjdbc.plan.calcite.query.BoundSubQueries;
import io.github.helpcrunchjdbc.plan.calcite.query.ComparedRows;
import io.github.helpcrunchjdbc.plan.calcite.query.Decorrelation;
import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.calcite.query.NullableCases;
import io.github.helpcrunchjdbc.plan.calcite.query.OuterJoinConditions;
import io.github.helpcrunchjdbc.plan.calcite.query.RowMembership;
import io.github.helpcrunchjdbc.plan.calcite.query.UnnestedNulls;
import io.github.helpcrunchjdbc.plan.calcite.size.FlatSets;
import io.github.helpcrunchjdbc.plan.calcite.size.LongLists;
import io.github.helpcrunchjdbc.plan.calcite.size.Outliner;
import io.github.helpcrunchjdbc.plan.calcite.value.OwnFunctions;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.plan.exec.RepeatedTimes;
import io.github.helpcrunchjdbc.plan.rel.JoinOrder;
import io.github.helpcrunchjdbc.plan.rel.Phases;
import io.github.helpcrunchjdbc.plan.rel.SubQueries;
import io.github.helpcrunchjdbc.plan.rel.VolcanoRules;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChains;
import io.github.helpcrunchjdbc.plan.rel.chain.UnnestedTags;
import io.github.helpcrunchjdbc.plan.rel.finish.Demands;
import io.github.helpcrunchjdbc.plan.rel.finish.InstantColumns;
import io.github.helpcrunchjdbc.plan.rel.finish.KeptInMemory;
import io.github.helpcrunchjdbc.plan.rel.finish.Loops;
import io.github.helpcrunchjdbc.plan.rel.finish.ReadingProfiles;
import io.github.helpcrunchjdbc.plan.rel.finish.SearchOnlyGuard;
import io.github.helpcrunchjdbc.plan.rel.finish.SharedScans;
import io.github.helpcrunchjdbc.plan.rel.finish.TotalsOfNothing;
import io.github.helpcrunchjdbc.plan.rel.scan.ParametersToFold;
import io.github.helpcrunchjdbc.plan.rel.totals.ColumnsWorthProbing;
import io.github.helpcrunchjdbc.plan.rel.totals.RowsByNumber;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.plan.rex.ParameterLiterals;
import io.github.helpcrunchjdbc.plan.sql.BoundedConverter;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.CancelFlag;
import org.jspecify.annotations.Nullable;

/**
 * Plans one validated query: what can go into a scan goes there first, then Calcite plans the rest.
 */
final class Planning {
  /** No sub-query limit: an IN of any length stays a predicate, which can be pushed. */
  private static final SqlToRelConverter.Config TO_REL =
      SqlToRelConverter.config()
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withExpand(false)
          // Nothing may be simplified before types say what is so.
          .withRelBuilderConfigTransform(config -> config.withSimplify(false))
          .withTrimUnusedFields(false);

  static {
    OwnLogs.quiet();
  }

  private final CustomerTypes types;
  private final RelNode searches;
  private Set<ColumnDef> wishes = Set.of();

  /** What generated code refers to. */
  private final Map<String, Object> stashed = new HashMap<>();

  private Planning(CustomerTypes types, RelNode searches) {
    this.types = types;
    this.searches = searches;
  }

  /**
   * Begins to plan: what can be searched for is found.
   *
   * @param values what to put in for parameters, by index, before anything is chosen
   * @param execution stops the planning when it ends
   */
  static Planning begin(
      SqlFrontEnd frontEnd,
      CustomerTypes types,
      SqlValidator validator,
      SqlNode validated,
      Map<Integer, @Nullable Object> values,
      Execution execution) {
    RelOptCluster cluster = RelOptCluster.create(planner(execution), frontEnd.rexBuilder(types));
    RelNode query = ParameterLiterals.put(toRel(frontEnd, validator, validated, cluster), values);
    return new Planning(
        types,
        takeFilters(
            Expressions.simplifyConditions(
                NullableCases.of(
                    LongLists.fold(
                        RowMembership.rewrite(BoundSubQueries.rewrite(JsonAggregates.of(query))))),
                new SoundExecutor())));
  }

  /** By index the parameters whose values decide what is searched for. */
  Set<Integer> parametersToFold() {
    return ParametersToFold.of(searches);
  }

  /**
   * A plan with its tree.
   *
   * @param tree what is executed, as the planner made it
   */
  record Planned(ExecutablePlan plan, RelNode tree) {}

  ExecutablePlan plan() {
    return planned().plan();
  }

  Planned planned() {
    RelNode optimized = finish();
    InstantColumns carrying = InstantColumns.of(optimized);
    RelNode plan = KeptInMemory.counted(carrying.plan());
    Bindable<?> bindable =
        EnumerableInterpretable.toBindable(
            stashed, null, (EnumerableRel) plan, EnumerableRel.Prefer.ARRAY);
    return new Planned(
        new ExecutablePlan(
            types,
            bindable,
            stashed,
            plan.getRowType().getFieldCount(),
            new RepeatedTimes(optimized.getRowType().getFieldCount(), carrying.instants()),
            ReadingProfiles.of(plan),
            wishes),
        plan);
  }

  ExecutablePlan explain(SqlExplain explain) {
    return ExecutablePlan.ofText(
        types, RelOptUtil.dumpPlan("", finish(), explain.getFormat(), explain.getDetailLevel()));
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
    return converter.convertQuery(validated, false, true).project();
  }

  private static RelNode takeFilters(RelNode query) {
    RelBuilder builder = FixedRelBuilder.FACTORY.create(query.getCluster(), null);
    RelNode bound =
        BoundSubQueries.rewrite(OuterJoinConditions.rewrite(SubQueriesOfWindows.below(query)));
    RelNode rel = Decorrelation.rewrite(SubQueries.correlated(bound));
    rel = Phases.normalize(rel);
    rel = Phases.run(Phases.SEMI_JOINS, rel);
    rel = new RelFieldTrimmer(null, builder).trim(rel);
    rel = Phases.normalize(rel);
    RelNode once = CustomerChains.rewrite(UnnestedTags.narrow(rel));
    rel = once == rel ? rel : Phases.normalize(once);
    rel = JoinOrder.choose(FlatSets.of(rel));
    rel = Phases.run(Phases.SINGLE_ROW_FIRST, rel);
    return Phases.run(Phases.TAKE_FILTERS, rel);
  }

  private RelNode finish() {
    SearchOnlyGuard.check(searches);
    RelNode rel = Phases.run(Phases.TAKE_REST, searches);
    rel = Phases.run(Phases.NARROW_SORTS, rel);
    rel = RowsByNumber.of(Phases.run(Phases.TAKE_AGGREGATES, rel));
    rel = Phases.run(Phases.KEYED_JOINS, rel);
    ColumnsWorthProbing worth = ColumnsWorthProbing.of(rel);
    rel = worth.plan();
    wishes = worth.before();
    rel = Outliner.rewrite(OwnFunctions.rewrite(rel), stashed);
    rel = SoundAggregates.rewrite(ComparedRows.rewrite(UnnestedNulls.rewrite(rel)));
    RelOptPlanner volcano = rel.getCluster().getPlanner();
    RelTraitSet traits = rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE).simplify();
    // The rows of a table about the driver can be executed as they are.
    RelNode wanted = rel.getTraitSet().equals(traits) ? rel : volcano.changeTraits(rel, traits);
    volcano.setRoot(wanted);
    return Loops.stopping(
        Loops.remembering(
            TotalsOfNothing.in(
                Demands.put(SharedScans.of(Phases.run(Phases.CALC, volcano.findBestExp()))))));
  }
}
