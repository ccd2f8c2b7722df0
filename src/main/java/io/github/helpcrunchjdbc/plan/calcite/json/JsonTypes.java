package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The types of values as JSON, in which times and intervals are text, for {@link JsonConvertlets},
 * which names the defect. Mends nothing itself.
 */
final class JsonTypes {
  private JsonTypes() {}

  /** Returns the type of a value as JSON; the type itself if it holds no times. */
  static RelDataType of(RelDataType type, RelDataTypeFactory types) {
    SqlTypeName name = type.getSqlTypeName();
    RelDataType json = type;
    if (SqlTypeName.DATETIME_TYPES.contains(name) || SqlTypeName.INTERVAL_TYPES.contains(name)) {
      json = types.createSqlType(SqlTypeName.VARCHAR);
    } else if (name == SqlTypeName.ARRAY) {
      json = types.createArrayType(of(type.getComponentType(), types), -1);
    } else if (name == SqlTypeName.MULTISET) {
      json = types.createMultisetType(of(type.getComponentType(), types), -1);
    } else if (name == SqlTypeName.MAP) {
      checkMap(type, types);
    } else if (type.isStruct()) {
      List<RelDataType> fields = new ArrayList<>();
      for (RelDataTypeField field : type.getFieldList()) {
        fields.add(of(field.getType(), types));
      }
      json = types.createStructType(fields, type.getFieldNames());
    }
    return types.createTypeWithNullability(json, type.isNullable());
  }

  /** Refuses a map with times, because nothing converts the values of a map. */
  private static void checkMap(RelDataType map, RelDataTypeFactory types) {
    if (!of(map.getKeyType(), types).equals(map.getKeyType())
        || !of(map.getValueType(), types).equals(map.getValueType())) {
      throw HelpCrunchException.notSupported(
          "JSON of a MAP with times is not supported; cast them to VARCHAR");
    }
  }
}
