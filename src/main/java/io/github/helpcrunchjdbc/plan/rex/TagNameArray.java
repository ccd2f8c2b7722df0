package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.rows.TagNames;
import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The SQL function {@code TAG_NAMES(tags)}, which returns an ARRAY of VARCHAR for UNNEST. For a
 * plain Java method, Calcite would not know the type of the elements. Public for the code that
 * Calcite generates.
 */
public final class TagNameArray implements ScalarFunction, ImplementableFunction {
  public static final String NAME = "TAG_NAMES";

  private final ScalarFunctionImpl method =
      (ScalarFunctionImpl) ScalarFunctionImpl.create(TagNameArray.class, "tagNames");

  /** Returns the names in a JSON array of tag names, in its order; null if {@code tags} is null. */
  public static @Nullable List<String> tagNames(@Nullable String tags) {
    return tags == null ? null : TagNames.list(tags, NAME);
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory types) {
    RelDataType name = types.createSqlType(SqlTypeName.VARCHAR);
    return types.createTypeWithNullability(types.createArrayType(name, -1), true);
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return method.getParameters();
  }

  @Override
  public CallImplementor getImplementor() {
    return method.getImplementor();
  }
}
