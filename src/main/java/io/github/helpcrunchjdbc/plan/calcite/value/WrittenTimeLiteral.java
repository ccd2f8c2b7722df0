package io.github.helpcrunchjdbc.plan.calcite.value;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;

/**
 * Reads {@code DATE '..'}, {@code TIME '..'} and {@code TIMESTAMP '..'}. Calcite reads times before
 * 1582 by the Julian calendar, which has other leap years and lacks ten days of October, and reads
 * the literals of a VALUES clause only after the statement was found valid. It takes the time of a
 * TIMESTAMP WITH LOCAL TIME ZONE for one in UTC. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class WrittenTimeLiteral {
  private WrittenTimeLiteral() {}

  /**
   * Returns the literal of its type, or a cast to it.
   *
   * @param zone the zone in which a time with an offset is shown
   * @throws org.apache.calcite.runtime.CalciteContextException if there is no such time
   */
  public static SqlNode of(SqlUnknownLiteral literal, ZoneId zone) {
    return switch (literal.tag) {
      case "DATE" -> date(literal);
      case "TIME" -> literal.resolve(SqlTypeName.TIME);
      case "TIMESTAMP" -> timestamp(literal, zone);
      case "TIMESTAMP WITH LOCAL TIME ZONE" -> local(literal);
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
      return timestamp(time, literal.getParserPosition());
    }
    if (IsoTimes.date(literal.getValue().strip().split(" ", 2)[0]) == null) {
      throw illegal(literal, DateTimeUtils.TIMESTAMP_FORMAT_STRING);
    }
    return literal.resolve(SqlTypeName.TIMESTAMP);
  }

  private static SqlLiteral timestamp(LocalDateTime time, SqlParserPos pos) {
    return SqlLiteral.createTimestamp(
        SqlTypeName.TIMESTAMP, IsoTimes.timestamp(time), CustomerTypes.TIME_PRECISION, pos);
  }

  private static SqlNode local(SqlUnknownLiteral literal) {
    SqlParserPos pos = literal.getParserPosition();
    return IsoTimes.read(literal.getValue()) instanceof LocalDateTime time
        ? SqlStdOperatorTable.CAST.createCall(
            pos,
            timestamp(time, pos),
            new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, pos), pos))
        : literal;
  }

  private static RuntimeException illegal(SqlUnknownLiteral literal, String format) {
    return SqlUtil.newContextException(
        literal.getParserPosition(),
        RESOURCE.illegalLiteral(literal.tag, literal.getValue(), RESOURCE.badFormat(format).str()));
  }
}
