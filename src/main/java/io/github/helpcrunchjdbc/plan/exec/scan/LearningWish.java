package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Set;

/**
 * What a scan would gain by knowing how the service compares some fields.
 *
 * @param columns the fields; none if nothing would be gained
 * @param exactShare the share of the rows found now, 0 to 1, that would be found if the service
 *     turned out to compare exactly; 1 if that would find no fewer
 * @param foldedShare the same if it turned out to ignore case
 * @param totals how many requests would then do in place of all rows, 0 if rows are wanted
 * @param skips whether the service could then leave out the rows of an OFFSET
 */
public record LearningWish(
    Set<ColumnDef> columns, double exactShare, double foldedShare, int totals, boolean skips) {
  public static final LearningWish NONE = new LearningWish(Set.of(), 1, 1, 0, false);

  /** A wish of numbers, which an exact service tells by so many totals. */
  public static LearningWish ofTotals(Set<ColumnDef> columns, int totals) {
    return new LearningWish(columns, 1, 1, totals, false);
  }

  public boolean isNone() {
    return columns.isEmpty();
  }
}
