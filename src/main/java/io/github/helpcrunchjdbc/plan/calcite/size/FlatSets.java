package io.github.helpcrunchjdbc.plan.calcite.size;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;

/**
 * Merges a UNION of UNIONs into one UNION, and nested INTERSECTs and EXCEPTs too. Calcite's planner
 * merges two at a time, and tries the result with each that is left: minutes for two hundred.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class FlatSets extends RelHomogeneousShuttle {
  private FlatSets() {}

  public static RelNode of(RelNode root) {
    return root.accept(new FlatSets());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof SetOp set)) {
      return visited;
    }
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < set.getInputs().size(); i++) {
      RelNode input = set.getInput(i);
      if (input instanceof SetOp inner && isPartOf(inner, set, i)) {
        inputs.addAll(inner.getInputs());
      } else {
        inputs.add(input);
      }
    }
    RelNode flat = set.copy(set.getTraitSet(), inputs);
    return flat.getRowType().equals(set.getRowType()) ? flat : set;
  }

  private static boolean isPartOf(SetOp inner, SetOp set, int place) {
    if (inner.kind != set.kind) {
      return false;
    }
    return set instanceof Minus ? place == 0 && inner.all == set.all : inner.all || !set.all;
  }
}
