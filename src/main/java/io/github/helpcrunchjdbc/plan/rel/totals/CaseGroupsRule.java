package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.totals.TimeUnits;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts by a {@code CASE} whose results are literals, or by a predicate. The rows of each result
 * are those of a condition, which is counted. If there are further keys, of a text or of a time,
 * the condition is counted in each of their groups.
 */
public final class CaseGroupsRule extends TotalsRule {
  public static final CaseGroupsRule INSTANCE = new CaseGroupsRule();

  /** With more results it is usually cheaper to count the values of the text. */
  private static final int MOST_OF_A_TEXT = 5;

  /** Each result except the last takes a total in each group. */
  private static final int MOST_BESIDE_GROUPS = 4;

  private CaseGroupsRule() {
    super("CaseGroups", true);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupCount() == 0
        || !aggregate.getAggCallList().stream().allMatch(PinnedGroups::countsRows)) {
      return;
    }
    if (aggregate.getGroupCount() > 1) {
      besideGroups(call, scan, inputs);
      return;
    }
    RexNode key = inputs.get(aggregate.getGroupSet().nth(0));
    List<ColumnDef> columns =
        InputFinder.bits(key).asList().stream().map(scan.columns()::get).toList();
    boolean isOfOneText = columns.size() == 1 && columns.get(0).isSearchableText();
    Map<RexLiteral, RexNode> results = results(scan.getCluster().getRexBuilder(), key);
    int most = isOfOneText ? MOST_OF_A_TEXT : ListedCounts.MOST_VALUES;
    if (results == null || results.size() < 2 || results.size() > most) {
      return;
    }
    Counts counts = new Counts(List.copyOf(results.values()), List.of());
    if (counts.isPossible(scan)) {
      call.transformTo(
          new ListedCounts(counts, false).shown(aggregate, scan, List.copyOf(results.keySet())));
    }
  }

  /** Beside other keys, counts a condition for each result except the last in each group. */
  private static void besideGroups(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    for (int key : aggregate.getGroupSet()) {
      ImmutableBitSet others = aggregate.getGroupSet().clear(key);
      List<RexNode> keys = others.asList().stream().map(inputs::get).toList();
      ImmutableBitSet used = InputFinder.bits(keys, null);
      Map<RexLiteral, RexNode> results =
          results(scan.getCluster().getRexBuilder(), inputs.get(key));
      if (results == null
          || results.size() > MOST_BESIDE_GROUPS
          || used.cardinality() != 1
          || InputFinder.bits(List.copyOf(results.values()), null).intersects(used)) {
        continue;
      }
      List<RexNode> counted = List.copyOf(results.values()).subList(0, results.size() - 1);
      int field = used.nth(0);
      boolean isTime = scan.columns().get(field).isInstant();
      TimeUnits unit =
          isTime ? KeyFunction.unit(keys, ColumnsWorthProbing.isOnlyReading(call)) : null;
      // The parts of the predicate that no filter expresses are checked on the groups.
      if ((unit != null || !isTime)
          && new Groups(field, unit, true, counted, List.of(), true, null)
              .isPossible(scan.without(scan.unsentOf(field)))) {
        call.transformTo(byResult(call, scan, key, others));
        return;
      }
    }
  }

  /** Returns the groups of the other keys, with a row for each result that a group has. */
  private static RelNode byResult(
      RelOptRuleCall call, CustomerScan scan, int key, ImmutableBitSet others) {
    Aggregate aggregate = call.rel(0);
    List<RexNode> projects = call.<Project>rel(1).getProjects();
    RelBuilder builder = call.builder().push(scan);
    RexBuilder rexBuilder = builder.getRexBuilder();
    Map<RexLiteral, RexNode> results =
        Objects.requireNonNull(results(rexBuilder, projects.get(key)));
    int last = results.size() - 1;
    int whole = others.cardinality();
    List<RexNode> fields = new ArrayList<>(others.asList().stream().map(projects::get).toList());
    results.values().stream().limit(last).forEach(fields::add);
    builder.project(fields, List.of(), true);
    List<RelBuilder.AggCall> counts = new ArrayList<>(List.of(builder.count()));
    builder.fields().stream().skip(whole).forEach(one -> counts.add(builder.count().filter(one)));
    builder
        .aggregate(builder.groupKey(ImmutableBitSet.range(whole)), counts)
        .values(new String[] {"place"}, IntStream.rangeClosed(0, last).boxed().toArray())
        .join(JoinRelType.INNER, builder.literal(true));
    List<RexNode> numbers = new ArrayList<>();
    RexNode left = builder.field(whole);
    for (int i = 1; i <= last; i++) {
      numbers.add(builder.field(whole + i));
      left = builder.call(SqlStdOperatorTable.MINUS, left, builder.field(whole + i));
    }
    numbers.add(left);
    RexNode place = builder.field(whole + 1 + last);
    RexNode number = ListedCounts.chosen(rexBuilder, left.getType(), place, numbers);
    builder.filter(builder.call(SqlStdOperatorTable.GREATER_THAN, number, builder.literal(0)));
    List<RexNode> row = new ArrayList<>();
    for (int of : aggregate.getGroupSet()) {
      RelDataType type = aggregate.getRowType().getFieldList().get(row.size()).getType();
      row.add(
          of == key
              ? ListedCounts.chosen(rexBuilder, type, place, List.copyOf(results.keySet()))
              : builder.field(others.indexOf(of)));
    }
    row.addAll(Collections.nCopies(aggregate.getAggCallList().size(), number));
    builder.project(row, aggregate.getRowType().getFieldNames(), true);
    return builder.convert(aggregate.getRowType(), false).build();
  }

  /** Whether two numbers differ only in zeros behind the point: they then are one group. */
  private static boolean isSpeltAnew(RexLiteral result, RexLiteral other) {
    return !result.equals(other)
        && result.getValue() instanceof BigDecimal number
        && other.getValue() instanceof BigDecimal known
        && number.compareTo(known) == 0;
  }

  /** Returns the condition of each result; null if the results are not literals. */
  private static @Nullable Map<RexLiteral, RexNode> results(RexBuilder rexBuilder, RexNode key) {
    List<RexNode> parts;
    if (key.getKind() == SqlKind.CASE) {
      parts = ((RexCall) key).operands;
    } else if (key.getType().getSqlTypeName() == SqlTypeName.BOOLEAN && key instanceof RexCall) {
      RexNode not = rexBuilder.makeCall(SqlStdOperatorTable.NOT, key);
      RexNode yes = rexBuilder.makeLiteral(true);
      RexNode no = rexBuilder.makeLiteral(false);
      parts =
          key.getType().isNullable()
              ? List.of(key, yes, not, no, rexBuilder.makeNullLiteral(key.getType()))
              : List.of(key, yes, no);
    } else {
      return null;
    }
    Map<RexLiteral, List<RexNode>> whens = new LinkedHashMap<>();
    List<RexNode> before = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += 2) {
      boolean isElse = i == parts.size() - 1;
      if (!(parts.get(isElse ? i : i + 1) instanceof RexLiteral result)
          || whens.keySet().stream().anyMatch(other -> isSpeltAnew(result, other))) {
        return null;
      }
      List<RexNode> all = new ArrayList<>(before);
      if (!isElse) {
        all.add(parts.get(i));
        before.add(rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, parts.get(i)));
      }
      whens
          .computeIfAbsent(result, any -> new ArrayList<>())
          .add(RexUtil.composeConjunction(rexBuilder, all));
    }
    Map<RexLiteral, RexNode> results = new LinkedHashMap<>();
    whens.forEach(
        (result, any) -> results.put(result, RexUtil.composeDisjunction(rexBuilder, any)));
    return results;
  }
}
