package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A unit of time that is an operand of a function: a text, a name or a keyword.
 *
 * @param fromMonday whether the unit is a week that begins on Monday: a week of PostgreSQL, whose
 *     units are texts, or an ISO week. The weeks of other databases, and of FLOOR, begin on Sunday.
 */
record WrittenUnit(TimeUnit unit, boolean fromMonday) {
  /** Returns the unit that an operand means, null if it means none. */
  static @Nullable WrittenUnit of(SqlNode node) {
    String name = name(node);
    if (name == null) {
      return null;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    TimeUnit unit = unit(upper);
    boolean fromMonday =
        switch (upper) {
          case "ISOWEEK", "ISO_WEEK", "WEEK_MONDAY" -> true;
          case "WEEK_SUNDAY" -> false;
          default -> unit == TimeUnit.WEEK && SqlNodes.isText(node);
        };
    return unit == null ? null : new WrittenUnit(unit, fromMonday);
  }

  /**
   * Returns the unit that an operand of a function must be.
   *
   * @throws HelpCrunchException INVALID_SQL if it is no unit, NOT_SUPPORTED for a parameter
   */
  static WrittenUnit of(String function, SqlNode node) {
    if (node instanceof SqlDynamicParam) {
      throw HelpCrunchException.notSupported(
          "the unit of "
              + function
              + " can't be a ?, since it is planned with it; write "
              + function
              + "('month', ..)");
    }
    WrittenUnit unit = of(node);
    if (unit == null) {
      throw unknown(function, node);
    }
    return unit;
  }

  /** Like {@link #of(String, SqlNode)}, for a function that rounds to the unit. */
  static WrittenUnit roundedTo(String function, SqlNode node) {
    WrittenUnit unit = of(function, node);
    return switch (unit.unit) {
      case DOW, ISODOW, DOY, EPOCH, ISOYEAR -> throw unknown(function, node);
      default -> unit;
    };
  }

  /**
   * Like {@link #of(String, SqlNode)}, for a function that tells the unit's number; weeks from
   * Sunday have no number.
   */
  static WrittenUnit numbered(String function, SqlNode node) {
    WrittenUnit unit = of(function, node);
    if ("WEEK_SUNDAY".equalsIgnoreCase(name(node))) {
      throw unknown(function, node);
    }
    return unit;
  }

  /** Returns whether the second of two operands is the unit, as in BigQuery, and not the first. */
  static boolean isLast(SqlNode first, SqlNode second) {
    if (isPlain(first)) {
      return false;
    } else if (isPlain(second)) {
      return true;
    }
    return !(first instanceof SqlDynamicParam)
        && of(first) == null
        && (second instanceof SqlDynamicParam || of(second) != null);
  }

  /** Returns whether an operand can't be a column. */
  private static boolean isPlain(SqlNode node) {
    return SqlNodes.isText(node) || node instanceof SqlIntervalQualifier;
  }

  /**
   * Returns the error for an unknown unit. It does not show an expression, which may hold a
   * customer's data.
   */
  private static HelpCrunchException unknown(String function, SqlNode node) {
    String name = name(node);
    return new HelpCrunchException(
        ErrorCode.INVALID_SQL,
        function
            + (name == null ? " takes no expression for a unit" : " knows no unit '" + name + "'")
            + "; units are year, month, hour and the like");
  }

  private static @Nullable String name(SqlNode node) {
    if (node instanceof SqlIntervalQualifier qualifier) {
      return qualifier.timeFrameName == null
          ? qualifier.timeUnitRange.startUnit.name()
          : qualifier.timeFrameName;
    } else if (SqlNodes.isText(node)) {
      return ((SqlLiteral) node).getValueAs(String.class);
    }
    return node instanceof SqlIdentifier identifier && identifier.isSimple()
        ? identifier.getSimple()
        : null;
  }

  private static @Nullable TimeUnit unit(String name) {
    return switch (name) {
      case "YY", "YYYY" -> TimeUnit.YEAR;
      case "QQ", "Q" -> TimeUnit.QUARTER;
      case "MM", "M", "MON" -> TimeUnit.MONTH;
      case "WK", "WW", "ISOWEEK", "ISO_WEEK", "WEEK_MONDAY", "WEEK_SUNDAY" -> TimeUnit.WEEK;
      case "DD", "D" -> TimeUnit.DAY;
      case "HH" -> TimeUnit.HOUR;
      case "MI", "N" -> TimeUnit.MINUTE;
      case "SS", "S" -> TimeUnit.SECOND;
      default -> {
        for (TimeUnit unit : TimeUnit.values()) {
          if (name.equals(unit.name()) || name.equals(plural(unit))) {
            yield unit;
          }
        }
        yield null;
      }
    };
  }

  private static @Nullable String plural(TimeUnit unit) {
    return switch (unit) {
      case CENTURY -> "CENTURIES";
      case MILLENNIUM -> "MILLENNIA";
      case DOW, ISODOW, DOY, EPOCH, ISOYEAR -> null;
      default -> unit.name() + "S";
    };
  }
}
