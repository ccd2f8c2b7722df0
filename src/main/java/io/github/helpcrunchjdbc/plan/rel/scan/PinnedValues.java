package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/** Finds the values of search-only columns that the query itself requires by equality. */
public final class PinnedValues {
  private PinnedValues() {}

  /** Returns the operand for each such column, by the column's index in the table. */
  public static Map<Integer, RexNode> of(Cover cover, List<ColumnDef> columns) {
    Map<Integer, RexNode> pins = new LinkedHashMap<>();
    if (cover.isNarrowable()) {
      for (Leaf leaf : cover.branches().get(0).leaves()) {
        if (leaf.column().isSearchOnly() && leaf.pins()) {
          pins.putIfAbsent(columns.indexOf(leaf.column()), leaf.operand());
        }
      }
    }
    return pins;
  }
}
