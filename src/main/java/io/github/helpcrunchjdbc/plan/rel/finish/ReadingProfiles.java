package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.ReadingProfile;
import io.github.helpcrunchjdbc.plan.pushdown.Condition;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.plan.pushdown.RewriteAdvice;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.totals.EnumerableCustomerTotals;
import io.github.helpcrunchjdbc.plan.rex.PredicateText;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Tells from an executable plan how it reads. */
public final class ReadingProfiles {
  /** What the driver does at nodes of these classes, for people. */
  private static final Map<Class<? extends RelNode>, String> STEPS =
      Map.of(
          Sort.class, "sort",
          Aggregate.class, "aggregate",
          EnumerableKeyedJoin.class, "join, for which keys are sent",
          Join.class, "join",
          Correlate.class, "join",
          Window.class, "window",
          SetOp.class, "set operation");

  /**
   * A predicate with its verdict, for people.
   *
   * @param sql as people write it
   * @param verdict whether the predicate is sent, and why
   */
  public record Explained(String sql, String verdict) {}

  /** The cover of a scan, and the columns that its expressions are over. */
  private record Reading(Cover cover, List<ColumnDef> table) {
    Stream<Leaf> leaves() {
      return cover.branches().stream().flatMap(branch -> branch.leaves().stream());
    }

    String text(RexNode predicate) {
      return PredicateText.of(predicate, table);
    }

    Stream<Explained> explained() {
      return Stream.concat(
          leaves()
              .map(
                  leaf ->
                      new Explained(
                          text(leaf.source()),
                          (leaf.verdict() == Verdict.EXACT
                                  ? "pushed exactly: "
                                  : "pushed, checked again: ")
                              + leaf.reason())),
          cover.unsent().stream().map(this::explained));
    }

    /** Explains a predicate that is not sent, within the OR that is therefore not sent either. */
    private Explained explained(Condition.Opaque part) {
      RexNode checked =
          cover.branches().stream()
              .flatMap(branch -> cover.residual(branch).stream())
              .filter(one -> one.isA(SqlKind.OR) && contains(one, part.source()))
              .findFirst()
              .orElse(part.source());
      String alternative = checked.equals(part.source()) ? "" : text(part.source()) + ": ";
      return new Explained(
          text(checked), "in the driver: " + alternative + part.reason() + advice(part, ""));
    }

    private static boolean contains(RexNode whole, RexNode part) {
      return whole.equals(part)
          || (whole instanceof RexCall call
              && call.operands.stream().anyMatch(operand -> contains(operand, part)));
    }

    /** Returns the predicates that are not sent, each with the reason and advice. */
    Stream<String> unsent() {
      String besides = "; " + RewriteAdvice.besides(table);
      return cover.unsent().stream()
          .map(
              part ->
                  "%s (%s%s)".formatted(text(part.source()), part.reason(), advice(part, besides)));
    }

    /** Returns the predicates that are sent in a form that finds more, each with the reason. */
    Stream<String> inexact() {
      return leaves()
          .filter(leaf -> leaf.verdict() != Verdict.EXACT)
          .map(
              leaf ->
                  "%s (sent so that it finds more, and checked again: %s)"
                      .formatted(text(leaf.source()), leaf.reason()));
    }

    private String advice(Condition.Opaque part, String otherwise) {
      String advice = RewriteAdvice.of(part.source(), table);
      return advice == null ? otherwise : "; " + advice;
    }
  }

  private ReadingProfiles() {}

  /** Tells how a plan reads; {@code filtered} has the filters and joins that the query has. */
  public static ReadingProfile of(RelNode plan, RelNode filtered) {
    boolean streams = Streams.is(plan);
    List<String> unsent = readings(plan).flatMap(Reading::unsent).distinct().toList();
    List<String> inexact = readings(plan).flatMap(Reading::inexact).distinct().toList();
    boolean rowByRow = isRowByRow(plan);
    boolean returnsEachRow =
        streams
            && !Streams.checksOrJoins(plan)
            && readings(plan).allMatch(ReadingProfiles::isPlain);
    return new ReadingProfile(
        rowByRow,
        rowByRow && returnsEachRow && isConstant(plan),
        streams,
        returnsEachRow,
        keyedJoins(plan),
        Streams.wholeReads(plan, false),
        Streams.wholeReads(plan, true),
        unsent.isEmpty() ? DriverPredicates.reasons(plan, filtered) : unsent,
        inexact,
        suggestion(plan, streams, unsent, inexact));
  }

  private static int keyedJoins(RelNode rel) {
    return (rel instanceof EnumerableKeyedJoin && Streams.readsRows(rel.getInput(0)) ? 1 : 0)
        + rel.getInputs().stream().mapToInt(ReadingProfiles::keyedJoins).sum();
  }

  /**
   * Whether a plan may need fewer rows than are found, and the rows themselves decide how many.
   *
   * @param maxRows how many rows the caller takes at the most, 0 for no bound
   */
  public static boolean endsEarly(RelNode plan, long maxRows) {
    return endsEarly(plan, maxRows, maxRows > 0 && Streams.is(plan));
  }

  private static boolean endsEarly(RelNode rel, long maxRows, boolean isBounded) {
    if (rel instanceof EnumerableCustomerScan scan) {
      // Such a scan knows how many rows are wanted, and checks rows until it has them.
      boolean checksUntilEnough =
          (isBounded || scan.spec().fetch() != null)
              && !isPlain(new Reading(scan.spec().cover(), scan.table()));
      return checksUntilEnough || !scan.demand().isAll(maxRows);
    }
    return (rel instanceof EnumerableKeyedJoin join && !join.demand().isAll(maxRows))
        || rel.getInputs().stream().anyMatch(input -> endsEarly(input, maxRows, isBounded));
  }

  /**
   * Returns the predicates of all scans, from left to right, then those above scans.
   *
   * @param filtered the plan with its filters and joins as the query has them
   */
  public static List<Explained> predicates(RelNode plan, RelNode filtered) {
    return Stream.concat(
            readings(plan).flatMap(Reading::explained), DriverPredicates.of(filtered).stream())
        .distinct()
        .toList();
  }

  /** Returns what the driver itself does with the rows, from the last step to the first. */
  public static List<String> driverSteps(RelNode plan) {
    List<String> steps = new ArrayList<>();
    String step = step(plan);
    if (step != null) {
      steps.add(step);
    }
    plan.getInputs().forEach(input -> steps.addAll(driverSteps(input)));
    return steps;
  }

  private static @Nullable String step(RelNode rel) {
    if (rel instanceof EnumerableExpansion expansion) {
      return "customers taken apart into "
          + expansion.shape().elements().name().toLowerCase(Locale.ROOT);
    }
    if (rel instanceof EnumerableCustomerTotals totals && totals.shape().mayReadRows()) {
      return "numbers, by totals where that takes fewer requests";
    }
    return STEPS.entrySet().stream()
        .filter(step -> step.getKey().isInstance(rel))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Reading> readings(RelNode rel) {
    Stream<Reading> own = Stream.empty();
    if (rel instanceof EnumerableCustomerScan scan) {
      own = Stream.of(new Reading(scan.spec().cover(), scan.table()));
    } else if (rel instanceof EnumerableKeyedJoin join) {
      own = Stream.of(new Reading(join.customers().spec().cover(), join.customers().columns()));
    } else if (rel instanceof EnumerableCustomerTotals totals) {
      CustomerScan scan = totals.scan();
      own = Stream.of(new Reading(scan.spec().cover(), scan.columns()));
    }
    return Stream.concat(own, rel.getInputs().stream().flatMap(ReadingProfiles::readings));
  }

  /** Returns how the statement could read less, as a sentence; empty if there is no way. */
  private static String suggestion(
      RelNode plan, boolean streams, List<String> unsent, List<String> inexact) {
    if (!unsent.isEmpty()) {
      return "Not sent to the service, so that all rows are read: " + String.join("; ", unsent);
    }
    if (streams && !inexact.isEmpty()) {
      return "Not all rows that are read are handed on: " + String.join("; ", inexact);
    }
    List<ColumnDef> table = readings(plan).map(Reading::table).findFirst().orElse(List.of());
    String steps = String.join(", ", driverSteps(plan).stream().distinct().toList());
    return streams || table.isEmpty()
        ? ""
        : "All rows that are found are needed"
            + (steps.isEmpty() ? "" : " (" + steps + ")")
            + "; "
            + RewriteAdvice.besides(table);
  }

  private static boolean isPlain(Reading reading) {
    Cover cover = reading.cover();
    return cover.residual().isEmpty()
        && cover.branches().stream().allMatch(branch -> branch.residual().isEmpty());
  }

  static boolean isRowByRow(RelNode plan) {
    if (plan instanceof EnumerableCustomerScan) {
      return true;
    }
    boolean projects =
        plan instanceof Project
            || (plan instanceof Calc calc && calc.getProgram().getCondition() == null);
    return projects && isRowByRow(plan.getInput(0));
  }

  /** Whether no expression changes its value each time, as RAND and CURRENT_TIMESTAMP do. */
  private static boolean isConstant(RelNode plan) {
    boolean[] constant = {true};
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            constant[0] &=
                call.getOperator().isDeterministic() && !call.getOperator().isDynamicFunction();
            return super.visitCall(call);
          }
        };
    for (RelNode node = plan; !node.getInputs().isEmpty(); node = node.getInput(0)) {
      node.accept(finder);
    }
    return constant[0];
  }
}
