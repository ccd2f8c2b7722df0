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
 * Gives some calls right types where Calcite gives them wrong ones.
 *
 * <p>PERCENTILE_DISC takes all values that have an order, because its result is one of them.
 * PERCENTILE_CONT takes numbers only, because its result lies between two. Calcite 1.42.0 takes
 * numbers and times for both, and computes neither before CALCITE-6767; no issue of the types is
 * known on 2026-11-27.
 *
 * <p>A key that ROLLUP, CUBE and GROUPING SETS leave out is nullable within a call too. In Calcite
 * 1.42.0 it is so only if it is an item of its own, and within windows nothing mends that later. No
 * issue known on 2026-11-27.
 *
 * <p>The results of JSON functions are text of any length unless RETURNING says otherwise, results
 * over a window with EXCLUDE are nullable, and literals are as long as their characters, as {@link
 * FixedRexBuilder} has them.
 *
 * <p>No column of a sub-query counts as one that only grows, because only streams need that.
 * Calcite 1.42.0 asks for it for each column named in each item, so that 25 nested sub-queries of
 * {@code x + x} take minutes. No issue known on 2026-11-27.
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
      // The operands are derived first; otherwise the function would look for them in rows that are
      // not grouped yet.
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

  /**
   * Refuses units that are too long for a TIME. Calcite 1.42.0 would round the milliseconds as if
   * they were days.
   */
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

  /** Returns whether a call takes values of the rows before they are grouped. */
  private static boolean isAggregate(SqlCall call) {
    return call.getOperator().isAggregator()
        || call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP;
  }

  /** Returns the function of a call over a window, without FILTER and IGNORE NULLS. */
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

  /**
   * Refuses keys that are no numbers. The key is {@code CASE WHEN TRUE THEN CAST(value AS DOUBLE)
   * END}, whose cast would accept text.
   */
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
