package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.LearningGain;
import io.github.helpcrunchjdbc.plan.pushdown.AssumedKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.PredicateTranslator;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator.Estimate;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns for which it pays to learn how the service compares them: in a large account, that
 * would save more requests than the question costs.
 *
 * @param plan the plan, whose scan asks when its first page shows that it pays
 * @param before the columns to ask about before a page is read, because no single page tells
 *     whether it pays
 */
public record ColumnsWorthProbing(RelNode plan, Set<ColumnDef> before) {
  /** Returns the wishes of a plan whose scans have taken in what they can. */
  public static ColumnsWorthProbing of(RelNode root) {
    Set<ColumnDef> before = new LinkedHashSet<>();
    RelNode plan = visit(root, null, before, readings(root) == 1);
    return new ColumnsWorthProbing(plan, before);
  }

  /** Whether totals would answer an aggregate if the service compared exactly. */
  static boolean wouldBeTotals(CustomerScan scan, Aggregate aggregate) {
    return wish(scan, aggregate).totals() > 0;
  }

  /** Whether a statement reads nothing else. If it does, totals may come on top of its rows. */
  static boolean isOnlyReading(RelOptRuleCall call) {
    return readings(Objects.requireNonNull(call.getPlanner().getRoot())) == 1;
  }

  private static RelNode visit(
      RelNode rel, @Nullable RelNode parent, Set<ColumnDef> before, boolean isOnly) {
    if (rel instanceof CustomerScan scan) {
      LearningGain wish = wish(scan, parent);
      if (isOnly && tellsByFirstPage(scan)) {
        return wish.isNone() ? scan : scan.with(scan.spec().withWish(wish));
      }
      before.addAll(wish.columns());
      return scan;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(visit(input, rel, before, isOnly));
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** Returns how often a plan reads. Planning again for one reading loses the rows of others. */
  private static int readings(RelNode node) {
    RelNode rel = node.stripped();
    boolean reads =
        rel instanceof CustomerScan
            || rel instanceof EnumerableCustomerTotals
            || rel instanceof KeyedJoin;
    return (reads ? 1 : 0) + rel.getInputs().stream().mapToInt(ColumnsWorthProbing::readings).sum();
  }

  /** Whether the first page tells how many rows there are. A page of a window of ids does not. */
  private static boolean tellsByFirstPage(CustomerScan scan) {
    RelFieldCollation order = scan.spec().order();
    return scan.spec().cover().branches().size() == 1
        && (order == null || !scan.columns().get(order.getFieldIndex()).isId());
  }

  private static LearningGain wish(CustomerScan scan, @Nullable RelNode parent) {
    RexNode predicate = scan.spec().predicate();
    Set<ColumnDef> undecided = predicate == null ? Set.of() : undecided(scan, predicate);
    if (predicate == null || undecided.isEmpty()) {
      return LearningGain.NONE;
    }
    Cover now = scan.spec().cover();
    Cover ifExact = translate(scan, predicate, StringMatching.EXACT);
    PinnedGroups groups =
        parent instanceof Aggregate aggregate ? PinnedGroups.of(aggregate, scan) : null;
    if (groups != null
        && groups.predicates().stream()
            .allMatch(one -> translate(scan, one, StringMatching.EXACT).isOnePlainSearch())) {
      return LearningGain.ofTotals(undecided, groups.values().size());
    }
    boolean wouldSkip = scan.spec().offset() != null;
    boolean becomesPlain = ifExact.isOnePlainSearch() && !now.isOnePlainSearch();
    if (becomesPlain
        && parent instanceof Aggregate aggregate
        && AggregateRule.isAnsweredByService(aggregate, scan)) {
      return LearningGain.ofTotals(undecided, aggregate.getAggCallList().size());
    }
    RequestEstimator estimator = scan.context().knowledge().estimator();
    Estimate estimate = estimator.of(now);
    Estimate exact = estimator.of(ifExact);
    if (becomesPlain && wouldSkip) {
      return new LearningGain(undecided, share(exact, estimate), 1, 0, true);
    }
    Estimate folded = estimator.of(translate(scan, predicate, StringMatching.FOLDS_CASE));
    boolean narrower =
        exact.requests() < estimate.requests() || folded.requests() < estimate.requests();
    // The first page probably meets a limit of one page anyway.
    return narrower && !scan.spec().isOnePage()
        ? new LearningGain(undecided, share(exact, estimate), share(folded, estimate), 0, false)
        : LearningGain.NONE;
  }

  private static double share(Estimate part, Estimate whole) {
    return whole.rows() <= 0 ? 1 : Math.min(1, part.rows() / whole.rows());
  }

  /**
   * Returns the columns of a predicate for which it is unknown how the service compares them. IS
   * NULL compares nothing.
   */
  static Set<ColumnDef> undecided(CustomerScan scan, RexNode predicate) {
    ImmutableBitSet.Builder compared = ImmutableBitSet.builder();
    predicate.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            boolean isPresence = call.isA(Set.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL));
            return isPresence && call.getOperands().get(0) instanceof RexInputRef
                ? null
                : super.visitCall(call);
          }

          @Override
          public @Nullable Void visitInputRef(RexInputRef ref) {
            compared.set(ref.getIndex());
            return null;
          }
        });
    Set<ColumnDef> undecided = new LinkedHashSet<>();
    for (int index : compared.build()) {
      ColumnDef column = scan.columns().get(index);
      if (column.isSearchableText()
          && scan.context().knowledge().matching(column).meaning()
              == StringMatching.Meaning.SQL_UNDECIDED) {
        undecided.add(column);
      }
    }
    return undecided;
  }

  /** Returns the cover of a predicate if unknown comparisons were {@code supposed}. */
  static Cover translate(CustomerScan scan, RexNode predicate, StringMatching supposed) {
    Knowledge knowledge = AssumedKnowledge.ofMatching(scan.context().knowledge(), supposed);
    return new PredicateTranslator(scan.getCluster().getRexBuilder(), scan.columns(), knowledge)
        .translate(predicate);
  }
}
