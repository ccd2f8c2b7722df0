package io.github.helpcrunchjdbc.plan.calcite.value;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;

/**
 * Reads {@code DATE '..'}, {@code TIME '..'} and {@code TIMESTAMP '..'}. Calcite reads times before
 * 1582 by the Julian calendar, which has other leap years and lacks ten days of October, and reads
 * the literals of a VALUES clause only after the statement was found valid. Calcite 1.42.0; no
 * issue known on 2026-11-26.
 */
public final class WrittenTimeLiteral {
  private WrittenTimeLiteral() {}

  /**
   * Returns the literal of its type.
   *
   * @param zone the zone in which a time with an offset is shown
   * @throws org.apache.calcite.runtime.CalciteContextException if there is no such time
   */
  public static SqlLiteral of(SqlUnknownLiteral literal, ZoneId zone) {
    return switch (literal.tag) {
      case "DATE" -> date(literal);
      case "TIME" -> literal.resolve(SqlTypeName.TIME);
      case "TIMESTAMP" -> timestamp(literal, zone);
      default -> literal;
    };
  }

  private static SqlLiteral date(SqlUnknownLiteral literal) {
    LocalDate date = IsoTimes.date(literal.getValue());
    if (date == null) {
      throw illegal(literal, DateTimeUtils.DATE_FORMAT_STRING);
    }
    return SqlLiteral.createDate(
        DateString.fromDaysSinceEpoch((int) date.toEpochDay()), literal.getParserPosition());
  }

  private static SqlLiteral timestamp(SqlUnknownLiteral literal, ZoneId zone) {
    LocalDateTime time = IsoTimes.parse(literal.getValue(), zone);
    if (time != null) {
      return SqlLiteral.createTimestamp(
          SqlTypeName.TIMESTAMP,
          IsoTimes.timestamp(time),
          CustomerTypes.TIME_PRECISION,
          literal.getParserPosition());
    }
    if (IsoTimes.date(literal.getValue().strip().split(" ", 2)[0]) == null) {
      throw illegal(literal, DateTimeUtils.TIMESTAMP_FORMAT_STRING);
    }
    return literal.resolve(SqlTypeName.TIMESTAMP);
  }

  private static RuntimeException illegal(SqlUnknownLiteral literal, String format) {
    return SqlUtil.newContextException(
        literal.getParserPosition(),
        RESOURCE.illegalLiteral(literal.tag, literal.getValue(), RESOURCE.badFormat(format).str()));
  }
}
