package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.calcite.SoundExecutor;
import io.github.helpcrunchjdbc.plan.calcite.query.BoundSubQueries;
import io.github.helpcrunchjdbc.plan.calcite.query.FixedRelBuilder;
import io.github.helpcrunchjdbc.plan.calcite.query.KeptTypes;
import io.github.helpcrunchjdbc.plan.calcite.query.SemiJoins;
import io.github.helpcrunchjdbc.plan.calcite.query.UnsoundRules;
import io.github.helpcrunchjdbc.plan.calcite.value.SafeDateRanges;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedJoinRule;
import io.github.helpcrunchjdbc.plan.rel.join.SortUnderExpansionRule;
import io.github.helpcrunchjdbc.plan.rel.scan.NarrowSortRule;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanRules;
import io.github.helpcrunchjdbc.plan.rel.scan.SingleRowFirstRule;
import io.github.helpcrunchjdbc.plan.rel.totals.AggregateRule;
import io.github.helpcrunchjdbc.plan.rel.totals.CaseGroupsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.CountsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.DistinctCountsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.ExtremeRule;
import io.github.helpcrunchjdbc.plan.rel.totals.GroupsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.ListedCountsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.PinnedGroupsRule;
import io.github.helpcrunchjdbc.plan.rel.totals.RowCountsRule;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRules;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;

/** The phases of planning. Each applies its rules until nothing changes, whatever the cost. */
public final class Phases {
  /** These rules run together, because each may uncover sub-queries for the others. */
  public static final HepProgram SUB_QUERIES =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  fixed(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE),
                  BoundSubQueries.FIRST_OF_PROJECT,
                  fixed(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)))
          .build();

  private static final RelOptRule FILTER_INTO_JOIN = fixed(CoreRules.FILTER_INTO_JOIN);

  private static final List<RelOptRule> NORMALIZING =
      List.of(
          FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_SORT_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          SafeDateRanges.INSTANCE,
          CoreRules.JOIN_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.SORT_REMOVE_CONSTANT_KEYS,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PruneEmptyRules.SORT_INSTANCE,
          PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE,
          UnsoundRules.AGGREGATE_OF_NOTHING,
          PruneEmptyRules.JOIN_LEFT_INSTANCE,
          PruneEmptyRules.JOIN_RIGHT_INSTANCE,
          PruneEmptyRules.UNION_INSTANCE);

  /** The rules by which a scan takes in what stands above it. */
  static final List<RelOptRule> FILLING_SCANS =
      List.of(
          ScanRules.START_SCAN, ScanRules.TAKE_FILTER, ScanRules.TAKE_PROJECT, ScanRules.TAKE_SORT);

  static final List<RelOptRule> JOINING_BY_KEYS = List.of(KeyedJoinRule.RIGHT, KeyedJoinRule.LEFT);

  /** Moves predicates down to the scans, and computes what is constant. */
  private static final HepProgram NORMALIZE = program(with(KeptTypes.INSTANCE, NORMALIZING));

  /** For plans with windows: over a known NULL, Calcite's code for a window does not compile. */
  private static final HepProgram NORMALIZE_WITH_WINDOWS = program(NORMALIZING);

  /** Makes semi-joins, which need no distinct values, and end with the first row that decides. */
  public static final HepProgram SEMI_JOINS =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  AggregateOfConstantsRule.INSTANCE,
                  CoreRules.JOIN_PUSH_EXPRESSIONS,
                  SemiJoins.PROJECT_TO_SEMI_JOIN))
          .build();

  public static final HepProgram TAKE_FILTERS =
      HepProgram.builder()
          .addMatchOrder(HepMatchOrder.BOTTOM_UP)
          .addRuleInstance(ScanRules.START_SCAN)
          .addRuleInstance(ScanRules.TAKE_FILTER)
          .build();

  public static final HepProgram SINGLE_ROW_FIRST =
      HepProgram.builder().addRuleInstance(SingleRowFirstRule.INSTANCE).build();

  public static final HepProgram TAKE_REST =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  ScanRules.TAKE_NUMBERS,
                  ScanRules.TAKE_PROJECT,
                  ScanRules.TAKE_SORT,
                  SortUnderExpansionRule.DIRECT,
                  SortUnderExpansionRule.OVER_FILTER,
                  CoreRules.SORT_PROJECT_TRANSPOSE,
                  CoreRules.PROJECT_MERGE,
                  CoreRules.PROJECT_REMOVE))
          .build();

  /** Makes sorts keep only the columns that are needed. */
  public static final HepProgram NARROW_SORTS =
      HepProgram.builder()
          .addRuleCollection(List.of(NarrowSortRule.INSTANCE, ScanRules.TAKE_PROJECT))
          .build();

  public static final HepProgram TAKE_AGGREGATES =
      HepProgram.builder()
          .addRuleCollection(
              List.of(
                  CoreRules.AGGREGATE_PROJECT_MERGE,
                  RowCountsRule.INSTANCE,
                  AggregateRule.INSTANCE,
                  PinnedGroupsRule.INSTANCE,
                  ListedCountsRule.INSTANCE,
                  CaseGroupsRule.INSTANCE,
                  DistinctCountsRule.DIRECT,
                  DistinctCountsRule.OVER_PROJECT,
                  CountsRule.DIRECT,
                  CountsRule.OVER_PROJECT,
                  GroupsRule.DIRECT,
                  GroupsRule.OVER_PROJECT,
                  ExtremeRule.INSTANCE))
          .build();

  public static final HepProgram KEYED_JOINS =
      HepProgram.builder().addRuleCollection(JOINING_BY_KEYS).build();

  public static final HepProgram CALC =
      HepProgram.builder().addRuleCollection(RelOptRules.CALC_RULES).build();

  private Phases() {}

  private static RelOptRule fixed(RelRule<?> rule) {
    return rule.config.withRelBuilderFactory(FixedRelBuilder.FACTORY).toRule();
  }

  /** Moves predicates down as far as possible, and computes what is constant. */
  public static RelNode normalize(RelNode rel) {
    return run(hasWindow(rel) ? NORMALIZE_WITH_WINDOWS : NORMALIZE, rel);
  }

  private static boolean hasWindow(RelNode rel) {
    return (rel instanceof Project project && project.containsOver())
        || rel.getInputs().stream().anyMatch(Phases::hasWindow);
  }

  private static List<RelOptRule> with(RelOptRule rule, List<RelOptRule> rules) {
    List<RelOptRule> all = new ArrayList<>(rules);
    all.add(rule);
    return all;
  }

  private static HepProgram program(List<RelOptRule> rules) {
    return HepProgram.builder().addRuleCollection(rules).build();
  }

  /** Applies a phase's rules until none of them changes anything. */
  public static RelNode run(HepProgram program, RelNode rel) {
    HepPlanner planner = new HepPlanner(program, rel.getCluster().getPlanner().getContext());
    planner.setExecutor(new SoundExecutor());
    planner.setRoot(rel);
    return planner.findBestExp();
  }
}
