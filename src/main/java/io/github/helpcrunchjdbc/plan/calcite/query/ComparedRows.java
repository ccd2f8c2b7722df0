package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.RowValues;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes groups, DISTINCT, set operations and the keys of joins compare rows by their fields.
 * Calcite stores a row in an array, and two arrays are never equal (CALCITE-7678). Calcite 1.42.0.
 */
public final class ComparedRows {
  private static final SqlFunction COMPARABLE = JavaFunction.of(RowValues.class, "comparableRow");
  private static final SqlFunction PLAIN = JavaFunction.of(RowValues.class, "plainRow");
  private static final Set<SqlKind> EQUAL =
      EnumSet.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM);

  private ComparedRows() {}

  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(
        root,
        rel ->
            rel instanceof Aggregate aggregate
                ? ofGroups(aggregate)
                : rel instanceof SetOp operation && !operation.all
                    ? ofSets(operation)
                    : rel instanceof Join join ? ofKeys(join) : rel);
  }

  private static RelNode ofKeys(Join join) {
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    Join compared =
        (Join)
            join.accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitCall(RexCall call) {
                    List<RexNode> operands = visitList(call.getOperands(), new boolean[1]);
                    boolean areRows =
                        call.isA(EQUAL)
                            && operands.stream().allMatch(value -> holdsRow(value.getType()));
                    return areRows
                        ? call.clone(
                            call.getType(),
                            operands.stream().map(row -> comparable(rexBuilder, row)).toList())
                        : super.visitCall(call);
                  }
                });
    return compared.equals(join)
        ? join
        : RelOptUtil.pushDownJoinConditions(
            compared, FixedRelBuilder.FACTORY.create(join.getCluster(), null));
  }

  private static RelNode ofGroups(Aggregate aggregate) {
    Set<Integer> compared = new TreeSet<>(aggregate.getGroupSet().asList());
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.isDistinct()) {
        compared.addAll(call.getArgList());
      }
    }
    RelNode input = aggregate.getInput();
    RelNode comparable = comparable(input, compared);
    return comparable.equals(input)
        ? aggregate
        : plain(aggregate.copy(aggregate.getTraitSet(), List.of(comparable)), aggregate);
  }

  private static RelNode ofSets(SetOp operation) {
    Set<Integer> all = ImmutableBitSet.range(operation.getRowType().getFieldCount()).asSet();
    List<RelNode> comparable = new ArrayList<>();
    operation.getInputs().forEach(input -> comparable.add(comparable(input, all)));
    return comparable.equals(operation.getInputs())
        ? operation
        : plain(operation.copy(operation.getTraitSet(), comparable), operation);
  }

  /** Returns the relation with comparable values in place of its rows. */
  private static RelNode comparable(RelNode rel, Set<Integer> which) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    return Expressions.withFields(
        rel,
        field ->
            which.contains(((RexInputRef) field).getIndex()) && holdsRow(field.getType())
                ? comparable(rexBuilder, field)
                : field);
  }

  private static RexNode comparable(RexBuilder rexBuilder, RexNode row) {
    RelDataType any = CustomerTypes.of(rexBuilder.getTypeFactory(), SqlTypeName.ANY, true);
    return rexBuilder.makeCall(any, COMPARABLE, List.of(row));
  }

  /** Returns the relation with the rows from which {@code comparable} was made. */
  private static RelNode plain(RelNode comparable, RelNode original) {
    List<RelDataTypeField> types = original.getRowType().getFieldList();
    return Expressions.withFields(
        comparable,
        field -> {
          RelDataType type = types.get(((RexInputRef) field).getIndex()).getType();
          return field.getType().getSqlTypeName() == type.getSqlTypeName()
              ? field
              : original.getCluster().getRexBuilder().makeCall(type, PLAIN, List.of(field));
        });
  }

  private static boolean holdsRow(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ROW
        || (type.getComponentType() != null && holdsRow(type.getComponentType()));
  }
}
