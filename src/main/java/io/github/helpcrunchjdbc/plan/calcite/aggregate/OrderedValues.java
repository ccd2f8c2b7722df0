package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A validator that takes PERCENTILE_DISC of all that has an order, for it is one of the values.
 * Calcite takes numbers and times only. Calcite 1.42.0; no issue known on 2026-11-27.
 */
public abstract class OrderedValues extends SqlValidatorImpl {
  private static final SqlAggFunction OF_ANY_TYPE =
      ((SqlBasicAggFunction) SqlStdOperatorTable.PERCENTILE_DISC).withPercentile(false);

  protected OrderedValues(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(operators, catalog, types, config);
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
  }
}
