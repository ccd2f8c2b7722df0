package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.calcite.SoundExecutor;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.SoundAggregates;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.SubQueriesOfWindows;
import io.github.helpcrunchjdbc.plan.calcite.query.BoundSubQueries;
import io.github.helpcrunchjdbc.plan.calcite.query.ComparedRows;
import io.github.helpcrunchjdbc.plan.calcite.query.Decorrelation;
import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.calcite.query.NullableCases;
import io.github.helpcrunchjdbc.plan.calcite.query.UnmatchedRows;
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
import io.github.helpcrunchjdbc.plan.rel.ValuesColumns;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChains;
import io.github.helpcrunchjdbc.plan.rel.finish.Demands;
import io.github.helpcrunchjdbc.plan.rel.finish.GatheredSides;
import io.github.helpcrunchjdbc.plan.rel.finish.InstantColumns;
import io.github.helpcrunchjdbc.plan.rel.finish.KeptInMemory;
import io.github.helpcrunchjdbc.plan.rel.finish.Loops;
import io.github.helpcrunchjdbc.plan.rel.finish.ReadingProfiles;
import io.github.helpcrunchjdbc.plan.rel.finish.SearchOnlyGuard;
import io.github.helpcrunchjdbc.plan.rel.finish.SharedScans;
import io.github.helpcrunchjdbc.plan.rel.finish.TotalsOfNothing;
import io.github.helpcrunchjdbc.plan.rel.totals.ColumnsWorthProbing;
import io.github.helpcrunchjdbc.plan.rel.totals.CountedRows;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Plans one validated query: what can go into a scan goes there first, then Calcite plans the rest.
 */
final class Planning {
  private final CustomerTypes types;
  private final RelNode searches;
  private Set<ColumnDef> wishes = Set.of();
  private @Nullable RelNode narrowed;
  private @Nullable RelNode optimized;

  /** The objects that generated code refers to, by name. */
  private final Map<String, Object> stashed = new HashMap<>();

  /**
   * Begins to plan, and decides which searches the scans send.
   *
   * @param query the query as it was written, with literals for the values that are known
   */
  Planning(CustomerTypes types, RelNode query) {
    this.types = types;
    this.searches =
        takeFilters(
            Expressions.simplifyConditions(
                NullableCases.of(LongLists.fold(ValuesColumns.of(query))), new SoundExecutor()));
  }

  /** Returns the plan whose scans have searches, but no orders, limits and aggregates yet. */
  RelNode searches() {
    return searches;
  }

  /**
   * A plan with its trees.
   *
   * @param tree the tree that is executed, as the planner made it
   * @param filtered the tree before totals answer aggregates and before the driver's functions
   *     replace Calcite's
   */
  record Planned(ExecutablePlan plan, RelNode tree, RelNode filtered) {}

  Planned planned() {
    return new Planned(plan(), optimized(), Phases.run(Phases.KEYED_JOINS, narrowed()));
  }

  ExecutablePlan plan() {
    RelNode whole = optimized();
    InstantColumns carrying = InstantColumns.of(whole);
    RelNode plan = KeptInMemory.counted(carrying.plan());
    Bindable<?> bindable =
        EnumerableInterpretable.toBindable(
            stashed, null, (EnumerableRel) plan, EnumerableRel.Prefer.ARRAY);
    return new ExecutablePlan(
        types,
        bindable,
        stashed,
        plan.getRowType().getFieldCount(),
        new RepeatedTimes(whole.getRowType().getFieldCount(), carrying.instants()),
        ReadingProfiles.of(plan, narrowed()),
        wishes);
  }

  private static RelNode takeFilters(RelNode query) {
    RelBuilder builder = FixedRelBuilder.FACTORY.create(query.getCluster(), null);
    RelNode bound = BoundSubQueries.rewrite(SubQueriesOfWindows.below(query));
    RelNode rel = Decorrelation.rewrite(SubQueries.correlated(bound));
    rel = Phases.normalize(rel);
    rel = Phases.run(Phases.SEMI_JOINS, rel);
    rel = new RelFieldTrimmer(null, builder).trim(rel);
    rel = Phases.normalize(rel);
    RelNode once = CustomerChains.rewrite(rel);
    rel = once == rel ? rel : Phases.normalize(once);
    rel = JoinOrder.choose(FlatSets.of(rel));
    rel = Phases.run(Phases.SINGLE_ROW_FIRST, rel);
    return Phases.run(Phases.TAKE_FILTERS, rel);
  }

  /** Returns the tree that is executed, as the planner makes it. */
  RelNode optimized() {
    if (optimized == null) {
      optimized = finish();
    }
    return optimized;
  }

  /** Returns the plan in which scans have taken in all they can, except aggregates. */
  private RelNode narrowed() {
    if (narrowed == null) {
      SearchOnlyGuard.check(searches);
      narrowed = Phases.run(Phases.NARROW_SORTS, Phases.run(Phases.TAKE_REST, searches));
    }
    return narrowed;
  }

  private RelNode finish() {
    RelNode rel = CountedRows.of(Phases.run(Phases.TAKE_AGGREGATES, narrowed()));
    rel = Phases.run(Phases.KEYED_JOINS, rel);
    ColumnsWorthProbing worth = ColumnsWorthProbing.of(rel);
    rel = worth.plan();
    wishes = worth.before();
    rel = Outliner.rewrite(OwnFunctions.rewrite(rel), stashed);
    rel = SoundAggregates.rewrite(ComparedRows.rewrite(UnnestedNulls.rewrite(rel)));
    RelOptPlanner volcano = rel.getCluster().getPlanner();
    RelTraitSet traits = rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE).simplify();
    // The rows of a table about the driver are executable already, and need no conversion.
    RelNode wanted = rel.getTraitSet().equals(traits) ? rel : volcano.changeTraits(rel, traits);
    volcano.setRoot(wanted);
    RelNode best = GatheredSides.smaller(SoundAggregates.rewriteExpanded(volcano.findBestExp()));
    return Loops.stopping(
        Loops.remembering(
            UnmatchedRows.rewrite(
                TotalsOfNothing.in(Demands.put(SharedScans.of(Phases.run(Phases.CALC, best)))))));
  }
}
