package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.Set;

/**
 * What a scan would gain by knowing how the service compares some fields.
 *
 * @param columns the fields; none if nothing would be gained
 * @param exactShare the share of the rows found now, 0 to 1, that would be found if the service
 *     compares exactly; 1 if that finds no fewer
 * @param foldedShare the share of the rows found now that would be found if the service ignores
 *     case
 * @param totals how many requests for totals would replace reading the rows, 0 if rows are wanted
 * @param skips whether the service could then leave out the rows of an OFFSET
 */
public record LearningGain(
    Set<ColumnDef> columns, double exactShare, double foldedShare, int totals, boolean skips) {
  public static final LearningGain NONE = new LearningGain(Set.of(), 1, 1, 0, false);

  /** Returns the wish of an aggregate that {@code totals} totals of an exact service answer. */
  public static LearningGain ofTotals(Set<ColumnDef> columns, int totals) {
    return new LearningGain(columns, 1, 1, totals, false);
  }

  public boolean isNone() {
    return columns.isEmpty();
  }
}
