package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedReaders;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rel.totals.EnumerableCustomerTotals;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds searches that stand in several places of a plan, as on both sides of a join or of a UNION,
 * and makes them read once. A plan without such nodes returns rows as they come, so nothing is kept
 * for it.
 */
public final class SharedScans {
  /** Two scans with equal keys read the same rows. Tables of elements read the customers too. */
  private record Key(List<ColumnDef> columns, @Nullable RexNode predicate) {}

  private final Map<Key, List<CustomerScan>> places = new LinkedHashMap<>();
  private final Map<Key, List<CustomerScan>> atHand = new LinkedHashMap<>();
  private final Map<Key, Integer> scans = new LinkedHashMap<>();
  private final Map<Key, SharedScan> shared = new LinkedHashMap<>();

  /** The greatest demand of all places. */
  private final Map<Key, Demand> demands = new LinkedHashMap<>();

  private final boolean mayReadAgain;

  private SharedScans(boolean letsGo) {
    this.mayReadAgain = letsGo;
  }

  /** Returns the plan in which places that read the same rows share one reading. */
  public static RelNode of(RelNode plan) {
    if (!combines(plan)) {
      return plan;
    }
    SharedScans all = new SharedScans(!startsInnerSideOften(plan));
    all.collect(plan, Demand.WHAT_CALLER_TAKES);
    all.places.values().removeIf(places -> places.size() < 2);
    all.places.keySet().retainAll(all.scans.keySet());
    // Aggregates by totals are no reason to keep rows, but they use rows that others share.
    all.places.forEach((key, scans) -> scans.addAll(all.atHand.getOrDefault(key, List.of())));
    return all.places.isEmpty() ? plan : Expressions.replace(plan, all::replaced);
  }

  private static boolean combines(RelNode rel) {
    return rel instanceof Join
        || rel instanceof SetOp
        || rel instanceof Correlate
        || rel instanceof EnumerableKeyedJoin
        || rel.getInputs().stream().anyMatch(SharedScans::combines);
  }

  /** Whether an inner side is read for each outer row. Only correlated loops don't remember it. */
  private static boolean startsInnerSideOften(RelNode rel) {
    return (rel instanceof Correlate loop && !hasOneRow(loop.getLeft()))
        || rel.getInputs().stream().anyMatch(SharedScans::startsInnerSideOften);
  }

  private static boolean hasOneRow(RelNode rel) {
    Double most = rel.getCluster().getMetadataQuery().getMaxRowCount(rel);
    return most != null && most <= 1;
  }

  private void collect(RelNode rel, Demand demand) {
    CustomerScan read = scan(rel);
    if (read != null) {
      add(read, places);
      Key key = key(read);
      if (key != null) {
        scans.merge(key, 1, Integer::sum);
        Demand own = rel instanceof EnumerableCustomerScan ? demand : Demand.ALL;
        demands.merge(key, own, BinaryOperator.maxBy(Comparator.naturalOrder()));
      }
    } else if (rel instanceof EnumerableKeyedJoin join) {
      add(join.customers(), places);
    } else if (rel instanceof EnumerableCustomerTotals totals && totals.shape().usesRowsAtHand()) {
      add(totals.scan(), atHand);
    }
    for (int i = 0; i < rel.getInputs().size(); i++) {
      collect(rel.getInput(i), Demands.ofInput(rel, i, demand));
    }
  }

  /** Returns the scan whose rows a node reads from the first on, null if it reads none so. */
  private static @Nullable CustomerScan scan(RelNode rel) {
    if (rel instanceof EnumerableCustomerScan scan) {
      return scan.origin();
    }
    return rel instanceof EnumerableCustomerTotals totals && totals.shape().readsFromFirst()
        ? totals.scan()
        : null;
  }

  private static void add(CustomerScan scan, Map<Key, List<CustomerScan>> places) {
    Key key = key(scan);
    if (key != null) {
      places.computeIfAbsent(key, any -> new ArrayList<>()).add(scan);
    }
  }

  /** Returns the key of a scan; null if the scan has a limit or an order. */
  private static @Nullable Key key(CustomerScan scan) {
    ScanSpec spec = scan.spec();
    return spec.isLimited() || spec.order() != null
        ? null
        : new Key(scan.columns(), spec.predicate());
  }

  private @Nullable SharedScan shared(CustomerScan scan) {
    Key key = key(scan);
    List<CustomerScan> all = key == null ? null : places.get(key);
    if (key == null || all == null) {
      return null;
    }
    return shared.computeIfAbsent(
        key,
        any -> {
          Set<Integer> columns = new LinkedHashSet<>();
          all.forEach(one -> columns.addAll(ScanConverter.readColumns(KeyedReaders.wide(one))));
          return new SharedScan(
              ScanConverter.rows(scan.with(scan.spec().withProjection(List.copyOf(columns))))
                  .wanted(demands.getOrDefault(key, Demand.ALL))
                  .program(),
              mayReadAgain);
        });
  }

  private RelNode replaced(RelNode rel) {
    if (rel instanceof EnumerableCustomerScan scan) {
      SharedScan source = shared(scan.origin());
      return source == null ? scan : scan.sharing(source);
    }
    if (rel instanceof EnumerableCustomerTotals totals && totals.shape().usesRowsAtHand()) {
      SharedScan source = shared(totals.scan());
      return source == null ? totals : totals.sharing(source);
    }
    if (rel instanceof EnumerableKeyedJoin join) {
      SharedScan source = shared(join.customers());
      return source == null
          ? join
          : join.sharing(source, isReadBy(join.getInput(), Demand.ALL, join));
    }
    return rel;
  }

  /** Whether the other side of a join reads all customers anyway. */
  private boolean isReadBy(RelNode rel, Demand demand, EnumerableKeyedJoin join) {
    if (rel instanceof EnumerableCustomerScan scan) {
      return demand != Demand.PERHAPS_FEW
          && Objects.equals(key(scan.origin()), key(join.customers()));
    }
    for (int i = 0; i < rel.getInputs().size(); i++) {
      if (isReadBy(rel.getInput(i), Demands.ofInput(rel, i, demand), join)) {
        return true;
      }
    }
    return false;
  }
}
