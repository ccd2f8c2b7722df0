package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.ReadingProfile;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.rex.PredicateText;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Project;

/** Tells from an executable plan how it reads. */
public final class ReadingProfiles {
  private ReadingProfiles() {}

  public static ReadingProfile of(RelNode plan) {
    boolean rowByRow = isRowByRow(plan);
    return new ReadingProfile(
        rowByRow, rowByRow && scans(plan).allMatch(ReadingProfiles::isPlain), unsent(plan));
  }

  /** The scans of a plan, from left to right. */
  static Stream<EnumerableCustomerScan> scans(RelNode rel) {
    return rel instanceof EnumerableCustomerScan scan
        ? Stream.of(scan)
        : rel.getInputs().stream().flatMap(ReadingProfiles::scans);
  }

  private static List<String> unsent(RelNode plan) {
    return scans(plan)
        .flatMap(
            scan ->
                scan.spec().cover().unsent().stream()
                    .map(
                        part ->
                            PredicateText.of(part.source(), scan.table())
                                + " ("
                                + part.reason()
                                + ")"))
        .distinct()
        .toList();
  }

  private static boolean isPlain(EnumerableCustomerScan scan) {
    Cover cover = scan.spec().cover();
    return cover.residual().isEmpty()
        && cover.branches().stream().allMatch(branch -> branch.residual().isEmpty());
  }

  private static boolean isRowByRow(RelNode plan) {
    if (plan instanceof EnumerableCustomerScan) {
      return true;
    }
    boolean projects =
        plan instanceof Project
            || (plan instanceof Calc calc && calc.getProgram().getCondition() == null);
    return projects && isRowByRow(plan.getInput(0));
  }
}
