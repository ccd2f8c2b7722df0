package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.function.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.ZoneId;

/**
 * Reads numbers of all kinds. If a whole number is asked for, the fraction is cut, as JDBC says.
 */
final class NumberReader extends ColumnReader {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final double TWO_TO_63 = 0x1p63;

  private final SqlType type;

  NumberReader(ResultColumn column, ZoneId zone, SqlType type) {
    super(column, zone);
    this.type = type;
  }

  @Override
  public long asLong(Object raw) throws SQLException {
    if (raw instanceof Long || raw instanceof Integer || raw instanceof Short) {
      return ((Number) raw).longValue();
    }
    if (raw instanceof BigDecimal number) {
      BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
      if (whole.compareTo(MIN_LONG) < 0 || whole.compareTo(MAX_LONG) > 0) {
        throw outOfRange("long");
      }
      return whole.longValue();
    }
    if (raw instanceof Double || raw instanceof Float) {
      double number = ((Number) raw).doubleValue();
      if (!(number >= -TWO_TO_63 && number < TWO_TO_63)) {
        throw outOfRange("long");
      }
      return (long) number;
    }
    return number(raw).longValue();
  }

  @Override
  public double asDouble(Object raw) throws SQLException {
    Number number = number(raw);
    double wide = number.doubleValue();
    if (Double.isInfinite(wide) && number instanceof BigDecimal) {
      throw outOfRange("double");
    }
    return wide;
  }

  @Override
  public BigDecimal asBigDecimal(Object raw) throws SQLException {
    if (raw instanceof BigDecimal number) {
      return Decimals.shown(number);
    }
    if (raw instanceof Double || raw instanceof Float) {
      double number = ((Number) raw).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw outOfRange("BigDecimal");
      }
      return new BigDecimal(raw.toString());
    }
    return BigDecimal.valueOf(number(raw).longValue());
  }

  @Override
  public boolean asBoolean(Object raw) throws SQLException {
    double number = number(raw).doubleValue();
    if (number != 0 && number != 1) {
      throw outOfRange("boolean (0 or 1)");
    }
    return number == 1;
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return raw instanceof BigDecimal number
        ? Decimals.shown(number).toPlainString()
        : number(raw).toString();
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return switch (type) {
      case TINYINT, SMALLINT -> asInt(raw);
      case INTEGER -> raw instanceof Integer ? raw : (Object) asInt(raw);
      case BIGINT -> raw instanceof Long ? raw : (Object) asLong(raw);
      case DECIMAL -> asBigDecimal(raw);
      case REAL -> raw instanceof Float ? raw : (Object) asFloat(raw);
      case FLOAT, DOUBLE -> raw instanceof Double ? raw : (Object) asDouble(raw);
      default -> number(raw);
    };
  }

  private Number number(Object raw) throws SQLException {
    if (raw instanceof Number number) {
      return number;
    }
    throw broken(raw);
  }
}
