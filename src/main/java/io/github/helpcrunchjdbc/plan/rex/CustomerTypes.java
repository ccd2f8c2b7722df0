package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The SQL types of this driver: text in any script, times to the millisecond. Validation,
 * conversion and simplification all make types again and again, so this class also ends a planning
 * whose caller has given up.
 */
public final class CustomerTypes extends JavaTypeFactoryImpl {
  /** Milliseconds. The API's times are in seconds; some have a fraction. */
  public static final int TIME_PRECISION = ColumnType.Sql.TIMESTAMP.precision();

  static final RelDataTypeSystem SYSTEM = new CustomerTypeSystem();

  public CustomerTypes() {
    super(SYSTEM);
  }

  @Override
  public Charset getDefaultCharset() {
    // Calcite's default is a character set that lacks the letters of most names.
    return StandardCharsets.UTF_8;
  }

  @Override
  public RelDataType createSqlType(SqlTypeName name) {
    PlanningThread.checkWanted();
    return super.createSqlType(name);
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    PlanningThread.checkWanted();
    return super.createTypeWithNullability(type, nullable);
  }

  /**
   * Returns the common type of values that are compared or stand in one column, or null if there is
   * none. Calcite reads a number beside a date as days since 1970. It rounds a DECIMAL beside
   * another DECIMAL that has more digits before the point, so that 0.12 becomes 0.1. It finds no
   * common type of DATE and TIMESTAMP.
   */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    boolean times = types.stream().anyMatch(SqlTypeUtil::isDatetime);
    if (times && types.stream().anyMatch(SqlTypeUtil::isNumeric)) {
      return null;
    }
    boolean timestamps = types.stream().anyMatch(type -> isOf(SqlTypeName.TIMESTAMP, type));
    RelDataType common =
        super.leastRestrictive(
            timestamps ? types.stream().map(this::midnight).toList() : types, mappingRule);
    return common != null && SqlTypeUtil.isDecimal(common)
        ? CustomerTypeSystem.common(this, types, common.isNullable())
        : common;
  }

  /** Returns the type that a value has beside a TIMESTAMP: a DATE is a TIMESTAMP of midnight. */
  private RelDataType midnight(RelDataType type) {
    return isOf(SqlTypeName.DATE, type)
        ? createTypeWithNullability(createSqlType(SqlTypeName.TIMESTAMP), type.isNullable())
        : type;
  }

  private static boolean isOf(SqlTypeName name, RelDataType type) {
    return type.getSqlTypeName() == name;
  }

  /** Returns whether values of a type hold others: rows, lists and maps. */
  public static boolean isNested(RelDataType type) {
    return type.isStruct() || type.getComponentType() != null || type.getKeyType() != null;
  }

  /** Returns a type, nullable or not. */
  public static RelDataType of(RelDataTypeFactory factory, SqlTypeName name, boolean nullable) {
    return factory.createTypeWithNullability(factory.createSqlType(name), nullable);
  }

  /** Returns the row type of the given columns. */
  public static RelDataType rowType(RelDataTypeFactory factory, List<ColumnDef> columns) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (ColumnDef column : columns) {
      row.add(
          column.name(),
          factory.createTypeWithNullability(
              type(factory, column.type().sql()), !column.isRequired()));
    }
    return row.build();
  }

  private static RelDataType type(RelDataTypeFactory factory, ColumnType.Sql sql) {
    SqlTypeName name = SqlTypeName.valueOf(sql.name());
    if (sql.scale() > 0) {
      return factory.createSqlType(name, sql.precision(), sql.scale());
    }
    return name.allowsPrec() && sql.precision() > 0
        ? factory.createSqlType(name, sql.precision())
        : factory.createSqlType(name);
  }
}
