package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Functions of other dialects, as what standard SQL says for them. */
final class FunctionDialect {
  /** What VERSION() answers. */
  static final String PRODUCT = "helpcrunch-jdbc";

  private static final Set<String> WITH_UNIT =
      Set.of("DATE_TRUNC", "TIMESTAMP_TRUNC", "DATETRUNC", "DATE_PART", "DATEPART");

  private FunctionDialect() {}

  /** The same in standard words, null for a call that needs none. */
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
      default -> null;
    };
  }

  private static @Nullable SqlNode ofTwo(
      String name, SqlNode first, SqlNode second, SqlParserPos pos) {
    if (first instanceof SqlDynamicParam && WITH_UNIT.contains(name)) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "the unit of "
              + name
              + " can't be a ?, since it is planned with it; write "
              + name
              + "('month', ..)");
    }
    return switch (name) {
      case "IFNULL", "NVL", "ISNULL" -> call(SqlStdOperatorTable.COALESCE, pos, first, second);
      case "DATE_TRUNC", "TIMESTAMP_TRUNC", "DATETRUNC" -> {
        boolean unitLast =
            unit(first) == null
                && !SqlNodes.isText(first)
                && (unit(second) != null || SqlNodes.isText(second));
        yield unitLast ? truncated(name, second, first, pos) : truncated(name, first, second, pos);
      }
      case "DATE_PART", "DATEPART" ->
          call(SqlStdOperatorTable.EXTRACT, pos, qualifier(unitOf(name, first), pos), second);
      case "INSTR" -> call(SqlStdOperatorTable.POSITION, pos, second, first);
      // The frame may have fewer rows.
      case "NTH_VALUE" ->
          call(SqlStdOperatorTable.NTH_VALUE, pos, Percentiles.nullable(first, pos), second);
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
      default -> null;
    };
  }

  private static @Nullable SqlNode ofThree(
      String name, SqlNode first, SqlNode second, SqlNode third, SqlParserPos pos) {
    TimeUnit unit = unit(first);
    return switch (name) {
      case "IF", "IIF" -> SqlNodes.when(first, second, third, pos);
      case "NVL2" ->
          SqlNodes.when(call(SqlStdOperatorTable.IS_NOT_NULL, pos, first), second, third, pos);
      case "MID" -> call(SqlStdOperatorTable.SUBSTRING, pos, first, second, third);
      case "INSTR" -> call(SqlStdOperatorTable.POSITION, pos, second, first, third);
      case "CHARINDEX", "LOCATE" -> call(SqlStdOperatorTable.POSITION, pos, first, second, third);
      case "DATEADD" ->
          unit == null
              ? null
              : call(SqlStdOperatorTable.TIMESTAMP_ADD, pos, qualifier(unit, pos), second, third);
      case "DATEDIFF" ->
          // T-SQL counts the boundaries between the two.
          unit == null
              ? null
              : call(
                  SqlStdOperatorTable.TIMESTAMP_DIFF,
                  pos,
                  qualifier(unit, pos),
                  floor(second, unit, pos),
                  floor(third, unit, pos));
      default -> null;
    };
  }

  /** PostgreSQL's weeks begin on Monday, those of the others, and of FLOOR, on Sunday. */
  private static SqlNode truncated(String name, SqlNode unitNode, SqlNode value, SqlParserPos pos) {
    TimeUnit unit = unitOf(name, unitNode);
    boolean isoWeek =
        unit == TimeUnit.ISODOW || (unit == TimeUnit.WEEK && SqlNodes.isText(unitNode));
    if (!isoWeek) {
      return floor(value, unit, pos);
    }
    SqlNode day =
        SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, pos), pos);
    SqlNode dayBefore = call(SqlStdOperatorTable.MINUS, pos, value, day);
    return call(SqlStdOperatorTable.PLUS, pos, floor(dayBefore, TimeUnit.WEEK, pos), day);
  }

  /** A name that the parser takes for a unit of time, since DATEDIFF elsewhere begins with one. */
  private static SqlNode column(SqlNode node) {
    return node instanceof SqlIntervalQualifier unit && unit.timeFrameName != null
        ? new SqlIdentifier(unit.timeFrameName, unit.getParserPosition())
        : node;
  }

  private static TimeUnit unitOf(String name, SqlNode node) {
    TimeUnit unit = unit(node);
    if (unit == null) {
      String found = SqlNodes.isText(node) ? "'" + ((SqlLiteral) node).toValue() + "'" : "" + node;
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL,
          name + " knows no unit " + found + "; write a text such as 'year', 'month' or 'hour'");
    }
    return unit;
  }

  /** The unit that a text, a name or a keyword means; ISODOW stands for weeks from Monday. */
  private static @Nullable TimeUnit unit(SqlNode node) {
    String name;
    if (node instanceof SqlIntervalQualifier qualifier) {
      return qualifier.timeUnitRange.startUnit;
    } else if (SqlNodes.isText(node)) {
      name = ((SqlLiteral) node).getValueAs(String.class);
    } else if (node instanceof SqlIdentifier identifier && identifier.isSimple()) {
      name = identifier.getSimple();
    } else {
      return null;
    }
    String upper = String.valueOf(name).toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "YY", "YYYY" -> TimeUnit.YEAR;
      case "QQ", "Q" -> TimeUnit.QUARTER;
      case "MM", "M", "MON" -> TimeUnit.MONTH;
      case "WK", "WW" -> TimeUnit.WEEK;
      case "ISOWEEK", "ISO_WEEK" -> TimeUnit.ISODOW;
      case "DD", "D" -> TimeUnit.DAY;
      case "HH" -> TimeUnit.HOUR;
      case "MI", "N" -> TimeUnit.MINUTE;
      case "SS", "S" -> TimeUnit.SECOND;
      default -> {
        for (TimeUnit unit : TimeUnit.values()) {
          if (upper.equals(unit.name()) || upper.equals(unit.name() + "S")) {
            yield unit;
          }
        }
        yield null;
      }
    };
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
