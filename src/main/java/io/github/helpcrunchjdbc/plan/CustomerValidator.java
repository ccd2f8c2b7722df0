package io.github.helpcrunchjdbc.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.jspecify.annotations.Nullable;

/** A validator that takes a parameter in any place, such as inside a CASE. */
final class CustomerValidator extends SqlValidatorImpl {
  CustomerValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      CustomerTypes types,
      Config config) {
    super(operators, catalog, types, config);
  }

  @Override
  public @Nullable RelDataType getValidatedNodeTypeIfKnown(SqlNode node) {
    RelDataType type = super.getValidatedNodeTypeIfKnown(node);
    // Its type follows from what stands beside it, which may be looked at only later.
    return type == null && node instanceof SqlDynamicParam ? unknownType : type;
  }
}
