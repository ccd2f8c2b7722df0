package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan has taken in. Immutable.
 *
 * @param predicate over the whole row, null for none
 * @param cover how the predicate is answered
 * @param projection the table's columns that the scan gives, by their index
 * @param order by a sortable column of the table, null for none
 * @param offset rows to skip, null for none
 * @param fetch most rows to give, null for all
 */
public record ScanSpec(
    @Nullable RexNode predicate,
    Cover cover,
    List<Integer> projection,
    @Nullable RelFieldCollation order,
    @Nullable RexNode offset,
    @Nullable RexNode fetch) {
  public static ScanSpec wholeTable(int columns) {
    return new ScanSpec(
        null, Cover.EVERYTHING, IntStream.range(0, columns).boxed().toList(), null, null, null);
  }

  public ScanSpec withPredicate(RexNode newPredicate, Cover newCover) {
    return new ScanSpec(newPredicate, newCover, projection, order, offset, fetch);
  }

  public ScanSpec withProjection(List<Integer> newProjection) {
    return new ScanSpec(predicate, cover, newProjection, order, offset, fetch);
  }

  public ScanSpec withOrder(RelFieldCollation newOrder) {
    return new ScanSpec(predicate, cover, projection, newOrder, offset, fetch);
  }

  public ScanSpec withLimit(@Nullable RexNode newOffset, @Nullable RexNode newFetch) {
    return new ScanSpec(predicate, cover, projection, order, newOffset, newFetch);
  }

  public boolean isLimited() {
    return offset != null || fetch != null;
  }
}
