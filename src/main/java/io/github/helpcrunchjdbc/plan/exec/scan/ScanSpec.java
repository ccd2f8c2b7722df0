package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan has taken in. Immutable.
 *
 * @param predicate over the table's whole row, null for none
 * @param cover how the predicate is answered
 * @param projection the indexes of the table's columns that the scan returns
 * @param order by a sortable column of the table, null for none
 * @param offset how many rows to skip, null for none
 * @param fetch how many rows to return at the most, null for all
 * @param enoughRows numbers whose sum is how many rows will do, apart from further rows that are
 *     equal in the order; empty if all are wanted
 * @param wish what it pays to learn, once the first page shows how many rows there are
 */
public record ScanSpec(
    @Nullable RexNode predicate,
    Cover cover,
    List<Integer> projection,
    @Nullable RelFieldCollation order,
    @Nullable RexNode offset,
    @Nullable RexNode fetch,
    List<RexNode> enoughRows,
    LearningGain wish) {
  public static ScanSpec wholeTable(int columns) {
    return new ScanSpec(
        null,
        Cover.EVERYTHING,
        IntStream.range(0, columns).boxed().toList(),
        null,
        null,
        null,
        List.of(),
        LearningGain.NONE);
  }

  public ScanSpec withPredicate(@Nullable RexNode newPredicate, Cover newCover) {
    return new ScanSpec(newPredicate, newCover, projection, order, offset, fetch, enoughRows, wish);
  }

  public ScanSpec withProjection(List<Integer> newProjection) {
    return new ScanSpec(predicate, cover, newProjection, order, offset, fetch, enoughRows, wish);
  }

  public ScanSpec withOrder(RelFieldCollation newOrder) {
    return new ScanSpec(predicate, cover, projection, newOrder, offset, fetch, enoughRows, wish);
  }

  public ScanSpec withLimit(@Nullable RexNode newOffset, @Nullable RexNode newFetch) {
    return new ScanSpec(predicate, cover, projection, order, newOffset, newFetch, enoughRows, wish);
  }

  /** Returns this scan, with the number of rows that a limit above it asks for as enough. */
  public ScanSpec withEnough(@Nullable RexNode skipped, @Nullable RexNode wanted) {
    return new ScanSpec(
        predicate,
        cover,
        projection,
        order,
        offset,
        fetch,
        Stream.of(Optional.ofNullable(skipped), Optional.ofNullable(wanted))
            .flatMap(Optional::stream)
            .toList(),
        wish);
  }

  public ScanSpec withWish(LearningGain newWish) {
    return new ScanSpec(predicate, cover, projection, order, offset, fetch, enoughRows, newWish);
  }

  public boolean isLimited() {
    return offset != null || fetch != null;
  }

  /** Whether a literal limit bounds the rows to one page. */
  public boolean isOnePage() {
    Long rows = fetch instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
    return rows != null && rows <= PageRequest.MAX_LIMIT;
  }
}
