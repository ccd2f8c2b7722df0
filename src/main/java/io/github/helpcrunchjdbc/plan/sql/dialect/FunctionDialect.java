package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Rewrites functions of other dialects in standard SQL. */
final class FunctionDialect {
  /** The answer of VERSION(). */
  static final String PRODUCT = "helpcrunch-jdbc";

  private FunctionDialect() {}

  /** Returns the call in standard SQL, null for a call that needs no change. */
  static @Nullable SqlNode rewrite(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return null;
    }
    String name = function.getName().toUpperCase(Locale.ROOT);
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    return switch (operands.size()) {
      case 0 -> now(name, pos);
      case 1 -> ofOne(name, operands.get(0), pos);
      case 2 -> ofTwo(name, operands.get(0), operands.get(1), pos);
      case 3 -> ofThree(name, operands.get(0), operands.get(1), operands.get(2), pos);
      default -> null;
    };
  }

  private static @Nullable SqlNode now(String name, SqlParserPos pos) {
    return switch (name) {
      case "NOW", "GETDATE", "SYSDATETIME", "SYSDATE" ->
          call(SqlStdOperatorTable.CURRENT_TIMESTAMP, pos);
      case "CURDATE" -> call(SqlStdOperatorTable.CURRENT_DATE, pos);
      case "CURTIME" -> call(SqlStdOperatorTable.CURRENT_TIME, pos);
      case "VERSION" -> SqlLiteral.createCharString(PRODUCT, pos);
      case "CURRENT_SCHEMA", "SCHEMA", "DATABASE", "CURRENT_DATABASE" ->
          SqlLiteral.createCharString(TableDef.SCHEMA, pos);
      default -> null;
    };
  }

  private static @Nullable SqlNode ofOne(String name, SqlNode value, SqlParserPos pos) {
    return switch (name) {
      case "LEN" -> call(SqlStdOperatorTable.CHAR_LENGTH, pos, value);
      case "UCASE" -> call(SqlStdOperatorTable.UPPER, pos, value);
      case "LCASE" -> call(SqlStdOperatorTable.LOWER, pos, value);
      case "ISNULL" -> call(SqlStdOperatorTable.IS_NULL, pos, value);
      case "DAY" -> call(SqlStdOperatorTable.DAYOFMONTH, pos, value);
      case "DATE" -> date(value, pos);
      case "MEDIAN" -> Percentiles.median(value, pos);
      case "BTRIM" ->
          trim(SqlTrimFunction.Flag.BOTH, SqlLiteral.createCharString(" ", pos), value, pos);
      case "TRUNC" -> call(SqlStdOperatorTable.TRUNCATE, pos, value);
      case "EOMONTH" -> call(SqlStdOperatorTable.LAST_DAY, pos, value);
      case "WEEKOFYEAR" -> call(SqlStdOperatorTable.WEEK, pos, value);
      case "FROM_UNIXTIME" -> call(SqlLibraryOperators.TIMESTAMP_SECONDS, pos, value);
      case "UNIX_TIMESTAMP" ->
          call(
              SqlLibraryOperators.UNIX_SECONDS,
              pos,
              SqlNodes.cast(value, SqlTypeName.TIMESTAMP, pos));
      default -> null;
    };
  }

  private static @Nullable SqlNode ofTwo(
      String name, SqlNode first, SqlNode second, SqlParserPos pos) {
    return switch (name) {
      case "IFNULL", "NVL", "ISNULL" -> call(SqlStdOperatorTable.COALESCE, pos, first, second);
      case "DATE_TRUNC", "TIMESTAMP_TRUNC", "DATETRUNC" ->
          WrittenUnit.isLast(first, second)
              ? truncated(WrittenUnit.roundedTo(name, second), first, pos)
              : truncated(WrittenUnit.roundedTo(name, first), second, pos);
      case "DATE_PART", "DATEPART" ->
          call(
              SqlStdOperatorTable.EXTRACT,
              pos,
              qualifier(WrittenUnit.numbered(name, first).unit(), pos),
              second);
      case "INSTR" -> call(SqlStdOperatorTable.POSITION, pos, second, first);
      case "CHARINDEX", "LOCATE" -> call(SqlStdOperatorTable.POSITION, pos, first, second);
      case "MID" -> call(SqlStdOperatorTable.SUBSTRING, pos, first, second);
      case "DATE_ADD", "ADDDATE" -> call(SqlStdOperatorTable.PLUS, pos, first, second);
      case "DATE_SUB", "SUBDATE" -> call(SqlStdOperatorTable.MINUS, pos, first, second);
      case "DATEDIFF" ->
          call(
              SqlStdOperatorTable.TIMESTAMP_DIFF,
              pos,
              qualifier(TimeUnit.DAY, pos),
              date(second, pos),
              date(column(first), pos));
      case "BTRIM" -> trim(SqlTrimFunction.Flag.BOTH, second, first, pos);
      case "LTRIM" -> trim(SqlTrimFunction.Flag.LEADING, second, first, pos);
      case "RTRIM" -> trim(SqlTrimFunction.Flag.TRAILING, second, first, pos);
      // A TRUNC with a unit stays unknown, so that the message advises DATE_TRUNC.
      case "TRUNC" ->
          second instanceof SqlCharStringLiteral
              ? null
              : call(SqlStdOperatorTable.TRUNCATE, pos, first, second);
      default -> null;
    };
  }

  private static @Nullable SqlNode ofThree(
      String name, SqlNode first, SqlNode second, SqlNode third, SqlParserPos pos) {
    return switch (name) {
      case "IF", "IIF" -> SqlNodes.when(first, second, third, pos);
      case "NVL2" ->
          SqlNodes.when(call(SqlStdOperatorTable.IS_NOT_NULL, pos, first), second, third, pos);
      case "MID" -> call(SqlStdOperatorTable.SUBSTRING, pos, first, second, third);
      case "INSTR" -> call(SqlStdOperatorTable.POSITION, pos, second, first, third);
      case "CHARINDEX", "LOCATE" -> call(SqlStdOperatorTable.POSITION, pos, first, second, third);
      case "DATEADD" ->
          call(
              SqlStdOperatorTable.TIMESTAMP_ADD,
              pos,
              qualifier(WrittenUnit.roundedTo(name, first).unit(), pos),
              second,
              third);
      case "DATEDIFF" -> boundaries(WrittenUnit.roundedTo(name, first), second, third, pos);
      default -> null;
    };
  }

  private static SqlNode trim(
      SqlTrimFunction.Flag flag, SqlNode characters, SqlNode text, SqlParserPos pos) {
    return call(SqlStdOperatorTable.TRIM, pos, flag.symbol(pos), characters, text);
  }

  /** Counts the boundaries of a unit between two times, as T-SQL's DATEDIFF does. */
  private static SqlNode boundaries(WrittenUnit unit, SqlNode from, SqlNode to, SqlParserPos pos) {
    return call(
        SqlStdOperatorTable.TIMESTAMP_DIFF,
        pos,
        qualifier(unit.unit(), pos),
        truncated(unit, from, pos),
        truncated(unit, to, pos));
  }

  private static SqlNode truncated(WrittenUnit unit, SqlNode value, SqlParserPos pos) {
    if (!unit.fromMonday()) {
      return floor(value, unit.unit(), pos);
    }
    SqlNode day =
        SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, pos), pos);
    SqlNode dayBefore = call(SqlStdOperatorTable.MINUS, pos, value, day);
    return call(SqlStdOperatorTable.PLUS, pos, floor(dayBefore, TimeUnit.WEEK, pos), day);
  }

  /**
   * Returns the column that an operand names. The parser takes a name such as {@code day} for a
   * unit, because DATEDIFF of other databases begins with a unit.
   */
  private static SqlNode column(SqlNode node) {
    return node instanceof SqlIntervalQualifier unit && unit.timeFrameName != null
        ? new SqlIdentifier(unit.timeFrameName, unit.getParserPosition())
        : node;
  }

  private static SqlNode floor(SqlNode value, TimeUnit unit, SqlParserPos pos) {
    return call(SqlStdOperatorTable.FLOOR, pos, value, qualifier(unit, pos));
  }

  private static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos pos) {
    return new SqlIntervalQualifier(unit, null, pos);
  }

  private static SqlNode date(SqlNode value, SqlParserPos pos) {
    return SqlNodes.cast(value, SqlTypeName.DATE, pos);
  }

  private static SqlNode call(SqlOperator operator, SqlParserPos pos, SqlNode... operands) {
    return operator.createCall(pos, operands);
  }
}
