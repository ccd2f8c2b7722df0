package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape.Mode;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ParametersToFold;
import io.github.helpcrunchjdbc.plan.rel.totals.Counts;
import io.github.helpcrunchjdbc.plan.rel.totals.EnumerableCustomerTotals;
import io.github.helpcrunchjdbc.plan.rel.totals.ListedCounts;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Counts the customers with each of some tags: {@code SELECT name, COUNT(*) FROM customer_tags
 * WHERE name IN ('Lead', 'Paid') GROUP BY name}; or all these tags, without the GROUP BY. A
 * customer has a name at most once, so the total of a search for the name is the count.
 */
record TagTotals(Aggregate aggregate, CustomerChain chain, Part part) {
  /** Returns the counts by totals; null if the aggregate asks for anything else. */
  static @Nullable RelNode of(Aggregate aggregate, CustomerChain chain) {
    boolean isOneList = chain.parts().size() == 1 && chain.parts().get(0).mode() == Mode.INNER;
    Part part = isOneList ? chain.parts().get(0) : null;
    return part == null || part.elements() != TableDef.Rows.TAGS
        ? null
        : new TagTotals(aggregate, chain, part).totals();
  }

  private @Nullable RelNode totals() {
    Map<String, RexLiteral> names = new LinkedHashMap<>();
    CustomerScan scan = CustomerScan.ofCustomers(chain.cluster(), chain.source(), chain.table());
    for (RexNode condition : chain.conditions()) {
      if (chain.isOfCustomer(condition)) {
        if (!isPlain(condition)) {
          return null;
        }
        scan = scan.filteredBy(condition);
      } else if (!names.isEmpty() || !addNames(condition, names)) {
        return null;
      }
    }
    boolean byName = isGroupedByName();
    if (names.size() < 2
        || names.size() > ListedCounts.MOST_VALUES
        || !(byName || countsAllTags())) {
      return null;
    }
    TagPredicates predicates = new TagPredicates(chain);
    List<RexNode> conditions = new ArrayList<>();
    for (RexLiteral name : names.values()) {
      RexNode hasTag = predicates.hasTag(name);
      if (hasTag == null) {
        return null;
      }
      conditions.add(hasTag);
    }
    Counts counts = new Counts(conditions, List.of());
    // If rows must be checked, they are better read with the names among the filters.
    if (!scan.spec().cover().isOnePlainSearch() || !counts.isPossible(scan)) {
      return null;
    }
    return byName
        ? new ListedCounts(counts, false).shown(aggregate, scan, List.copyOf(names.values()))
        : summed(scan, counts);
  }

  /** Returns one row with the sum of the counts in each column. */
  private RelNode summed(CustomerScan scan, Counts counts) {
    RelDataType row = counts.rowType(chain.rexBuilder().getTypeFactory());
    RexNode sum =
        row.getFieldList().stream()
            .<RexNode>map(count -> RexInputRef.of(count.getIndex(), row))
            .reduce(
                (one, other) -> chain.rexBuilder().makeCall(SqlStdOperatorTable.PLUS, one, other))
            .orElseThrow();
    List<RexNode> outputs = new ArrayList<>();
    for (RelDataTypeField shown : aggregate.getRowType().getFieldList()) {
      outputs.add(chain.rexBuilder().makeAbstractCast(shown.getType(), sum, false));
    }
    return Expressions.project(
        new EnumerableCustomerTotals(counts.reading(scan), counts, row),
        outputs,
        aggregate.getRowType().getFieldNames());
  }

  /** Whether a predicate on the customer has no parameters, and can be checked on rows too. */
  private boolean isPlain(RexNode condition) {
    return ParametersToFold.isFree(condition)
        && InputFinder.bits(condition).asList().stream()
            .noneMatch(index -> chain.table().customers().get(index).isSearchOnly());
  }

  /** Adds the names that a condition allows. Returns false if the condition is anything else. */
  private boolean addNames(RexNode condition, Map<String, RexLiteral> names) {
    TagPredicates predicates = new TagPredicates(chain);
    for (RexNode one :
        RelOptUtil.disjunctions(RexUtil.expandSearch(chain.rexBuilder(), null, condition))) {
      RexNode name = predicates.nameOf(part, one);
      String text = name instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
      if (text == null) {
        return false;
      }
      names.put(text, (RexLiteral) name);
    }
    return true;
  }

  private boolean isGroupedByName() {
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() == 1
        && chain.outputs().get(aggregate.getGroupSet().nth(0)) instanceof RexInputRef ref
        && ref.getIndex() == part.first()
        && aggregate.getAggCallList().stream().allMatch(this::countsCustomers);
  }

  /** Whether the aggregate only counts all rows. */
  private boolean countsAllTags() {
    return aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && aggregate.getGroupCount() == 0
        && !aggregate.getAggCallList().isEmpty()
        && aggregate.getAggCallList().stream()
            .allMatch(call -> !call.isDistinct() && countsCustomers(call));
  }

  private boolean countsCustomers(AggregateCall call) {
    if (call.getAggregation().getKind() != SqlKind.COUNT || call.hasFilter()) {
      return false;
    }
    List<Integer> arguments = call.getArgList();
    return arguments.isEmpty()
        || (arguments.size() == 1 && chain.isId(chain.outputs().get(arguments.get(0))))
        || (!call.isDistinct()
            && arguments.stream()
                .noneMatch(field -> chain.outputs().get(field).getType().isNullable()));
  }
}
