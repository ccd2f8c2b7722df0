package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The SQL types of this driver: text in any script, times to the millisecond. */
public final class CustomerTypes extends JavaTypeFactoryImpl {
  /** Milliseconds; the API knows seconds, in places with a fraction. */
  public static final int TIME_PRECISION = 3;

  private static final int DECIMAL_DIGITS = 38;

  static final RelDataTypeSystem SYSTEM =
      new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
          // Calcite's 19 digits leave no room for a fraction beside a BIGINT: id > 4.5.
          return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxPrecision(type);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName type) {
          // Else CAST(.. AS TIMESTAMP) would drop fractions of seconds.
          return type == SqlTypeName.TIMESTAMP ? TIME_PRECISION : super.getDefaultPrecision(type);
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
          // Calcite's average of whole numbers is whole.
          return SqlTypeUtil.isIntType(argument)
              ? factory.createTypeWithNullability(
                  factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable())
              : super.deriveAvgAggType(factory, argument);
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
          // CASE .. 'a' .. 'bcd' would pad to 'a  '.
          return true;
        }
      };

  public CustomerTypes() {
    super(SYSTEM);
  }

  @Override
  public Charset getDefaultCharset() {
    // Calcite's own default can't hold most names.
    return StandardCharsets.UTF_8;
  }

  /** A row of the given columns. */
  public static RelDataType rowType(RelDataTypeFactory factory, List<Column> columns) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (Column column : columns) {
      RelDataType type =
          switch (column.type()) {
            case INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case STRING, TAGS, ATTRIBUTES -> factory.createSqlType(SqlTypeName.VARCHAR);
            case DATE -> factory.createSqlType(SqlTypeName.TIMESTAMP, TIME_PRECISION);
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
          };
      boolean nullable = !column.equals(CustomerColumns.ID);
      row.add(column.name(), factory.createTypeWithNullability(type, nullable));
    }
    return row.build();
  }
}
