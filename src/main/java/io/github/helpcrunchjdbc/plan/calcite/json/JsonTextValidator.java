package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.PercentileValidator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Gives the functions of JSON texts of any length. Those of Calcite 1.42.0 are VARCHAR(2000) where
 * no RETURNING says otherwise, so that a cast or a longer type beside them cuts what they give. No
 * issue was known on 2026-11-27.
 */
public abstract class JsonTextValidator extends PercentileValidator {
  private static final int CALCITES = 2000;

  protected JsonTextValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      RelDataTypeFactory types,
      Config config) {
    super(operators, catalog, types, config);
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    RelDataType type = super.deriveType(scope, node);
    boolean isCut =
        type.getSqlTypeName() == SqlTypeName.VARCHAR
            && type.getPrecision() == CALCITES
            && node instanceof SqlCall call
            && call.getOperator().getName().startsWith("JSON_")
            && call.getOperandList().stream().noneMatch(SqlDataTypeSpec.class::isInstance);
    if (!isCut) {
      return type;
    }
    RelDataTypeFactory types = getTypeFactory();
    RelDataType text =
        types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.VARCHAR), type.isNullable());
    setValidatedNodeType(node, text);
    return text;
  }
}
