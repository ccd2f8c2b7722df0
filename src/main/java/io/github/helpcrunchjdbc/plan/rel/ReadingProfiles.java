package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.exec.ReadingProfile;
import io.github.helpcrunchjdbc.plan.pushdown.Condition;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.plan.rex.PredicateText;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Tells from an executable plan how it reads. */
public final class ReadingProfiles {
  /**
   * A predicate with what becomes of it.
   *
   * @param sql as people write it
   * @param verdict whether it is sent, and why
   */
  public record Explained(String sql, String verdict) {}

  /** What a scan answers its predicate with, and the columns that its expressions are over. */
  private record Reading(Cover cover, List<ColumnDef> table) {}

  private ReadingProfiles() {}

  public static ReadingProfile of(RelNode plan) {
    boolean rowByRow = isRowByRow(plan);
    return new ReadingProfile(
        rowByRow, rowByRow && readings(plan).allMatch(ReadingProfiles::isPlain), unsent(plan));
  }

  /** The predicates of all scans, from left to right. */
  public static List<Explained> predicates(RelNode plan) {
    List<Explained> explained = new ArrayList<>();
    readings(plan)
        .forEach(
            reading -> {
              for (var branch : reading.cover().branches()) {
                branch.leaves().forEach(leaf -> explained.add(sent(leaf, reading.table())));
              }
              for (Condition.Opaque part : reading.cover().unsent()) {
                explained.add(
                    new Explained(
                        PredicateText.of(part.source(), reading.table()),
                        "in the driver: " + part.reason()));
              }
            });
    return explained.stream().distinct().toList();
  }

  /** What the driver itself does with the rows, from the last step to the first. */
  public static List<String> driverSteps(RelNode plan) {
    List<String> steps = new ArrayList<>();
    String step = step(plan);
    if (step != null) {
      steps.add(step);
    }
    plan.getInputs().forEach(input -> steps.addAll(driverSteps(input)));
    return steps;
  }

  /**
   * How many rows of its one scan a plan can use.
   *
   * @param maxRows most rows the caller reads, 0 for no bound
   */
  public static long mostRows(RelNode plan, long maxRows) {
    long most = maxRows > 0 && isRowByRow(plan) ? maxRows : Long.MAX_VALUE;
    List<EnumerableCustomerScan> scans = scans(plan).toList();
    if (scans.size() == 1 && readings(plan).allMatch(ReadingProfiles::isPlain)) {
      most = Math.min(most, literal(scans.get(0).spec().fetch()));
    }
    return most;
  }

  private static long literal(@Nullable RexNode node) {
    Long value = node instanceof RexLiteral number ? number.getValueAs(Long.class) : null;
    return value == null ? Long.MAX_VALUE : value;
  }

  private static Explained sent(Leaf leaf, List<ColumnDef> table) {
    boolean exact = leaf.verdict() == Verdict.EXACT;
    return new Explained(
        PredicateText.of(leaf.source(), table),
        (exact ? "pushed exactly: " : "pushed, checked again: ") + leaf.reason());
  }

  private static @Nullable String step(RelNode rel) {
    if (rel instanceof Calc calc) {
      return calc.getProgram().getCondition() == null ? null : "filter";
    }
    if (rel instanceof Sort) {
      return "sort";
    }
    if (rel instanceof Aggregate) {
      return "aggregate";
    }
    if (rel instanceof EnumerableExpansion expansion) {
      return "customers taken apart into "
          + expansion.shape().elements().name().toLowerCase(Locale.ROOT);
    }
    if (rel instanceof EnumerableKeyedJoin) {
      return "join, for which keys are sent";
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      return "join";
    }
    if (rel instanceof Window) {
      return "window";
    }
    return rel instanceof SetOp ? "set operation" : null;
  }

  private static Stream<EnumerableCustomerScan> scans(RelNode rel) {
    return rel instanceof EnumerableCustomerScan scan
        ? Stream.of(scan)
        : rel.getInputs().stream().flatMap(ReadingProfiles::scans);
  }

  private static Stream<Reading> readings(RelNode rel) {
    Stream<Reading> own = Stream.empty();
    if (rel instanceof EnumerableCustomerScan scan) {
      own = Stream.of(new Reading(scan.spec().cover(), scan.table()));
    } else if (rel instanceof EnumerableCustomerAggregate aggregate) {
      EnumerableCustomerScan scan = aggregate.scan();
      own = Stream.of(new Reading(scan.spec().cover(), scan.table()));
    } else if (rel instanceof EnumerableKeyedJoin join) {
      own = Stream.of(new Reading(join.customers().spec().cover(), join.customers().columns()));
    }
    return Stream.concat(own, rel.getInputs().stream().flatMap(ReadingProfiles::readings));
  }

  private static List<String> unsent(RelNode plan) {
    return readings(plan)
        .flatMap(
            reading ->
                reading.cover().unsent().stream()
                    .map(
                        part ->
                            PredicateText.of(part.source(), reading.table())
                                + " ("
                                + part.reason()
                                + ")"))
        .distinct()
        .toList();
  }

  private static boolean isPlain(Reading reading) {
    Cover cover = reading.cover();
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
