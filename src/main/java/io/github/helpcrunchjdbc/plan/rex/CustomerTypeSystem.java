package io.github.helpcrunchjdbc.plan.rex;

import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many digits the types of results have: as many as the value needs. Calcite's own
 * rules keep the number of digits of the operands.
 */
final class CustomerTypeSystem extends RelDataTypeSystemImpl {
  static final int DECIMAL_DIGITS = 38;

  /** An average or a quotient has this many more decimal places than its operands, if they fit. */
  private static final int MORE_DIGITS = 6;

  /** A quotient has at least as many digits behind the point as in PostgreSQL. */
  private static final int QUOTIENT_DIGITS = 16;

  /** If not all digits fit, a BIGINT's digits before the point have room. */
  private static final int WHOLE_DIGITS = 19;

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    // Calcite's 19 digits leave no room for a fraction beside a BIGINT, as in id > 4.5.
    return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxPrecision(type);
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    // Otherwise CAST(.. AS TIMESTAMP) would drop fractions of seconds.
    return type == SqlTypeName.TIMESTAMP
        ? CustomerTypes.TIME_PRECISION
        : super.getDefaultPrecision(type);
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> like(argument, factory, SqlTypeName.BIGINT);
      case REAL, FLOAT -> like(argument, factory, SqlTypeName.DOUBLE);
      case DECIMAL -> decimal(factory, DECIMAL_DIGITS, argument.getScale(), argument.isNullable());
      default -> super.deriveSumType(factory, argument);
    };
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    return SqlTypeUtil.isNumeric(argument)
        ? average(factory, argument)
        : super.deriveAvgAggType(factory, argument);
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    RelDataType finer = first.getScale() >= second.getScale() ? first : second;
    boolean decimal = SqlTypeUtil.isDecimal(first) && SqlTypeUtil.isDecimal(second);
    return average(factory, decimal ? finer : factory.createSqlType(SqlTypeName.DOUBLE));
  }

  /** Returns a nullable type, because a deviation of a single value is NULL. */
  private static RelDataType average(RelDataTypeFactory factory, RelDataType argument) {
    int scale = argument.getScale();
    int finer = bounded(scale + MORE_DIGITS, wholeDigits(argument));
    return SqlTypeUtil.isDecimal(argument)
        ? decimal(factory, DECIMAL_DIGITS, Math.max(scale, finer), true)
        : factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.DOUBLE), true);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!isOfDecimals(first, second)) {
      return null;
    }
    int whole = wholeDigits(first) + wholeDigits(second);
    int scale = bounded(first.getScale() + second.getScale(), whole);
    return decimal(factory, Math.min(whole + scale, DECIMAL_DIGITS), scale, false);
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
    if (!isOfDecimals(dividend, divisor)) {
      return null;
    }
    int whole = wholeDigits(dividend) + divisor.getScale();
    int scale = bounded(Math.max(QUOTIENT_DIGITS, dividend.getScale() + MORE_DIGITS), whole);
    return decimal(factory, Math.min(whole + scale, DECIMAL_DIGITS), scale, false);
  }

  /**
   * Returns a DECIMAL for the values of several exact types. Its scale is the greatest of theirs if
   * 38 digits suffice for it and for the digits before the point; otherwise it is bounded.
   */
  static RelDataType common(RelDataTypeFactory factory, List<RelDataType> types, boolean nullable) {
    int whole = 0;
    int scale = 0;
    for (RelDataType type : types) {
      if (SqlTypeUtil.isExactNumeric(type)) {
        whole = Math.max(whole, wholeDigits(type));
        scale = Math.max(scale, type.getScale());
      }
    }
    int kept = bounded(scale, whole);
    return decimal(factory, Math.min(whole + kept, DECIMAL_DIGITS), kept, nullable);
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    // Otherwise CASE .. 'a' .. 'bcd' would pad 'a' with spaces to the length of 'bcd'.
    return true;
  }

  /**
   * Returns the scale that fits beside the digits before the point. At most 19 of these are
   * counted: values hardly ever use all the digits that their types allow.
   */
  private static int bounded(int scale, int wholeDigits) {
    return Math.min(scale, DECIMAL_DIGITS - Math.min(wholeDigits, WHOLE_DIGITS));
  }

  private static boolean isOfDecimals(RelDataType first, RelDataType second) {
    return SqlTypeUtil.isExactNumeric(first)
        && SqlTypeUtil.isExactNumeric(second)
        && (SqlTypeUtil.isDecimal(first) || SqlTypeUtil.isDecimal(second));
  }

  private static int wholeDigits(RelDataType type) {
    return type.getPrecision() - type.getScale();
  }

  private static RelDataType like(
      RelDataType argument, RelDataTypeFactory factory, SqlTypeName name) {
    return factory.createTypeWithNullability(factory.createSqlType(name), argument.isNullable());
  }

  private static RelDataType decimal(
      RelDataTypeFactory factory, int precision, int scale, boolean nullable) {
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, precision, scale), nullable);
  }
}
