package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Counts by a {@code CASE} whose results are literals, or by a predicate: the customers of each
 * result are those of a condition, which is counted.
 */
public final class CaseGroupsRule extends TotalsRule {
  public static final CaseGroupsRule INSTANCE = new CaseGroupsRule();

  /** With more results it is as a rule cheaper to count the values that are found. */
  private static final int MOST_OF_A_TEXT = 5;

  private CaseGroupsRule() {
    super("CaseGroups", true);
  }

  @Override
  void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs) {
    Aggregate aggregate = call.rel(0);
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupCount() != 1
        || !aggregate.getAggCallList().stream().allMatch(PinnedGroups::countsRows)) {
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

  /** Whether a number is the other with other digits behind the point: their group is one. */
  private static boolean isSpeltAnew(RexLiteral result, RexLiteral other) {
    return !result.equals(other)
        && result.getValue() instanceof BigDecimal number
        && other.getValue() instanceof BigDecimal known
        && number.compareTo(known) == 0;
  }

  /** Each result with the condition under which it is the result; null if they are no literals. */
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
