package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.value.FixedRexBuilder;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.SelectNamespace;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Gives some calls the types that Calcite gives them wrongly.
 *
 * <p>Takes PERCENTILE_DISC of all that has an order, for it is one of the values, and
 * PERCENTILE_CONT of numbers only, for it lies between two. Calcite 1.42.0 takes numbers and times
 * for both, and computes neither before CALCITE-6767; no issue of the types is known on 2026-11-27.
 *
 * <p>Has a key that ROLLUP, CUBE and GROUPING SETS leave out be nullable within a call as well.
 * Calcite 1.42.0 has it so alone in an item only, and within windows nothing mends that later. No
 * issue known on 2026-11-27.
 *
 * <p>Has what functions of JSON give be text of any length, if no RETURNING says otherwise, and
 * what is computed over a window with EXCLUDE be nullable, and literals as long as their
 * characters, as {@link FixedRexBuilder} does.
 *
 * <p>Takes no column of a sub-query for one that only grows, which streams alone need to know.
 * Calcite 1.42.0 asks that of each column named in each item, so that 25 sub-queries of {@code x +
 * x} in each other take minutes. No issue known on 2026-11-27.
 */
public abstract class SoundValidator extends SqlValidatorImpl {
  private static final SqlAggFunction OF_ANY_TYPE =
      ((SqlBasicAggFunction) SqlStdOperatorTable.PERCENTILE_DISC).withPercentile(false);

  protected SoundValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(operators, catalog, types, config);
  }

  @Override
  protected SelectNamespace createSelectNamespace(SqlSelect select, SqlNode enclosing) {
    return new SelectNamespace(this, select, enclosing) {
      @Override
      public SqlMonotonicity getMonotonicity(String column) {
        return SqlMonotonicity.NOT_MONOTONIC;
      }
    };
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    SqlCall over = node instanceof SqlCall call && call.getKind() == SqlKind.OVER ? call : null;
    AggregatingSelectScope groups = scope instanceof AggregatingSelectScope s ? s : null;
    if (over != null && groups != null) {
      // Known first: else the function would look for its operands among rows not grouped yet.
      function(over).getOperandList().stream()
          .filter(o -> !(o instanceof SqlIdentifier column && column.isStar()))
          .forEach(o -> deriveType(scope, o));
    }
    SqlValidatorScope rows =
        groups != null && node instanceof SqlCall call && isAggregate(call)
            ? groups.getParent()
            : scope;
    RelDataType type = super.deriveType(rows, node);
    if (type.getSqlTypeName() == SqlTypeName.TIME
        && node instanceof SqlCall call
        && (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL)) {
      checkUnitOfTime(call);
    }
    RelDataTypeFactory types = getTypeFactory();
    RelDataType sound =
        scope.nullifyType(
            node,
            node instanceof SqlCharStringLiteral literal
                ? FixedRexBuilder.ofLiteral(types, literal.getValueAs(NlsString.class))
                : type);
    if (node instanceof SqlCall call
        && call.getOperandList().stream().noneMatch(SqlDataTypeSpec.class::isInstance)) {
      sound = FixedRexBuilder.uncut(types, call.getOperator(), sound);
    }
    if (over != null
        && FixedRexBuilder.mayBeNull(
            function(over).getOperator(), exclusion(over.operand(1), scope))) {
      sound = types.createTypeWithNullability(sound, true);
    }
    if (!sound.equals(type)) {
      setValidatedNodeType(node, sound);
    }
    return sound;
  }

  /** Calcite 1.42.0 rounds the number of milliseconds as if it were one of days. */
  private static void checkUnitOfTime(SqlCall rounded) {
    SqlIntervalQualifier unit = rounded.operand(1);
    switch (unit.getUnit()) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> {}
      default ->
          throw new HelpCrunchException(
              ErrorCode.INVALID_SQL,
              "a TIME can't be rounded to a unit %s; HOUR, MINUTE, SECOND and shorter ones are allowed"
                  .formatted(unit.timeFrameName == null ? unit.getUnit() : unit.timeFrameName));
    }
  }

  /** Whether it takes values of the rows that are grouped. */
  private static boolean isAggregate(SqlCall call) {
    return call.getOperator().isAggregator()
        || call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP;
  }

  /** The function, without FILTER and IGNORE NULLS. */
  private static SqlCall function(SqlCall over) {
    SqlCall call = over.operand(0);
    while (!(call.getOperator() instanceof SqlAggFunction)
        && call.operand(0) instanceof SqlCall inner) {
      call = inner;
    }
    return call;
  }

  private RexWindowExclusion exclusion(SqlNode window, SqlValidatorScope scope) {
    return RexWindowExclusion.create(resolveWindow(window, scope).getExclude());
  }

  @Override
  public void validateAggregateParams(
      SqlCall call,
      @Nullable SqlNode filter,
      @Nullable SqlNodeList distinct,
      @Nullable SqlNodeList order,
      SqlValidatorScope scope) {
    boolean isOfAny =
        call.getKind() == SqlKind.PERCENTILE_DISC && order != null && order.size() == 1;
    super.validateAggregateParams(
        isOfAny ? OF_ANY_TYPE.createCall(call.getParserPosition(), call.getOperandList()) : call,
        filter,
        distinct,
        order,
        scope);
    if (call.getKind() == SqlKind.PERCENTILE_CONT && order != null) {
      checkNumber(SqlNodes.sortKey(order.get(0)));
    }
  }

  /** The key is {@code CASE WHEN TRUE THEN CAST(value AS DOUBLE) END}; a cast would take text. */
  private void checkNumber(SqlNode key) {
    RelDataType type =
        key instanceof SqlCase when && when.getThenOperands().get(0) instanceof SqlCall cast
            ? getValidatedNodeTypeIfKnown(cast.operand(0))
            : null;
    if (type != null && !SqlTypeUtil.isNumeric(type) && !SqlTypeUtil.isNull(type)) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL,
          "PERCENTILE_CONT and MEDIAN take numbers, no "
              + type.getSqlTypeName().getName()
              + "; PERCENTILE_DISC takes all that has an order");
    }
  }
}
