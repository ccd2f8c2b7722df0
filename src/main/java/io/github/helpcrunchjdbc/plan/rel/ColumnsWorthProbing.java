package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.PredicateTranslator;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The columns of which it would pay to know how the service compares them: knowing would save a
 * plan more requests than asking costs.
 */
public final class ColumnsWorthProbing {
  private final Set<ColumnDef> columns = new LinkedHashSet<>();

  private ColumnsWorthProbing() {}

  /** The wishes of a plan whose scans have taken in what they can. */
  public static Set<ColumnDef> of(RelNode root) {
    ColumnsWorthProbing wishes = new ColumnsWorthProbing();
    wishes.visit(root, null);
    return wishes.columns;
  }

  /** Whether it pays to know more before an aggregate of a scan is planned. */
  static boolean has(CustomerScan scan, Aggregate aggregate) {
    ColumnsWorthProbing wishes = new ColumnsWorthProbing();
    wishes.visitScan(scan, aggregate);
    return !wishes.columns.isEmpty();
  }

  private void visit(RelNode rel, @Nullable RelNode parent) {
    if (rel instanceof CustomerScan scan) {
      visitScan(scan, parent);
    }
    rel.getInputs().forEach(input -> visit(input, rel));
  }

  private void visitScan(CustomerScan scan, @Nullable RelNode parent) {
    RexNode predicate = scan.spec().predicate();
    Set<ColumnDef> undecided = predicate == null ? Set.of() : undecided(scan, predicate);
    if (predicate == null || undecided.isEmpty()) {
      return;
    }
    Cover now = scan.spec().cover();
    Cover ifExact = translate(scan, predicate, StringMatching.EXACT);
    boolean wouldCount =
        parent instanceof Aggregate aggregate && AggregateRule.isAnsweredByService(aggregate, scan);
    if (parent instanceof Aggregate aggregate && wouldCountGroups(aggregate, scan)) {
      columns.addAll(undecided);
      return;
    }
    boolean wouldSkip = scan.spec().offset() != null;
    boolean becomesPlain = ifExact.isOnePlainSearch() && !now.isOnePlainSearch();
    if (becomesPlain && (wouldCount || wouldSkip)) {
      columns.addAll(undecided);
      return;
    }
    RequestEstimator estimator = scan.context().knowledge().estimator().cautious();
    long requests = estimator.of(now).requests();
    boolean narrower =
        estimator.of(ifExact).requests() < requests
            || estimator.of(translate(scan, predicate, StringMatching.FOLDS_CASE)).requests()
                < requests;
    if (narrower && !isShort(scan.spec().fetch())) {
      columns.addAll(undecided);
    }
  }

  private static boolean wouldCountGroups(Aggregate aggregate, CustomerScan scan) {
    PinnedGroups groups = PinnedGroups.of(aggregate, scan);
    return groups != null
        && groups.predicates().stream()
            .allMatch(one -> translate(scan, one, StringMatching.EXACT).isOnePlainSearch());
  }

  /** Whether a limit will probably be met by the first page anyway. */
  private static boolean isShort(@Nullable RexNode fetch) {
    Long rows = fetch instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
    return rows != null && rows <= PageRequest.MAX_LIMIT;
  }

  /** The columns of a predicate of which it is not known how the service compares them. */
  static Set<ColumnDef> undecided(CustomerScan scan, RexNode predicate) {
    Set<ColumnDef> undecided = new LinkedHashSet<>();
    for (int index : RelOptUtil.InputFinder.bits(predicate)) {
      ColumnDef column = scan.columns().get(index);
      if (column.isSearchableText()
          && scan.context().knowledge().matching(column).meaning()
              == StringMatching.Meaning.SQL_UNDECIDED) {
        undecided.add(column);
      }
    }
    return undecided;
  }

  private static Cover translate(CustomerScan scan, RexNode predicate, StringMatching supposed) {
    Knowledge knowledge = new SupposedMatching(scan.context().knowledge(), supposed);
    return new PredicateTranslator(scan.getCluster().getRexBuilder(), scan.columns(), knowledge)
        .translate(predicate);
  }
}
