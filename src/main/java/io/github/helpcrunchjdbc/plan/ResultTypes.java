package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.sql.CustomerValidator;
import io.github.helpcrunchjdbc.plan.sql.LimitParameters;
import io.github.helpcrunchjdbc.plan.sql.ParameterFreedom;
import java.sql.JDBCType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** Translates Calcite's types to JDBC's. */
final class ResultTypes {
  /** The columns of an EXPLAIN: one, with lines of text. */
  static final List<ResultColumn> OF_EXPLAIN =
      List.of(ResultColumn.of("PLAN", JDBCType.VARCHAR, false));

  /** The type of a parameter of LIMIT or OFFSET. Calcite has INTEGER there. */
  private static final QueryParameter LIMIT = new QueryParameter(Types.BIGINT, "BIGINT", 0, 0);

  private static final SqlIntervalQualifier MONTHS =
      new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO);
  private static final SqlIntervalQualifier SECONDS =
      new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

  private ResultTypes() {}

  static List<ResultColumn> columns(SqlValidator validator, SqlNode validated) {
    RelDataType row = validator.getValidatedNodeType(validated);
    List<@Nullable List<String>> origins = validator.getFieldOrigins(validated);
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      List<String> origin = origins.get(field.getIndex());
      RelDataType type = field.getType();
      checkShown(field.getName(), type);
      columns.add(
          new ResultColumn(
              field.getName(),
              origin == null ? field.getName() : origin.get(origin.size() - 1),
              origin == null ? null : last(origin, 2),
              origin == null ? null : last(origin, 3),
              jdbcType(type),
              name(type),
              precision(type),
              scale(type),
              type.isNullable(),
              parts(type)));
    }
    return columns;
  }

  private static List<ResultColumn> parts(RelDataType type) {
    if (type.isStruct()) {
      return type.getFieldList().stream()
          .map(field -> part(field.getName(), field.getType()))
          .toList();
    }
    RelDataType key = type.getKeyType();
    RelDataType value = type.getValueType();
    RelDataType element = type.getComponentType();
    if (key != null && value != null) {
      return List.of(part("key", key), part("value", value));
    }
    return element == null ? List.of() : List.of(part("element", element));
  }

  private static ResultColumn part(String label, RelDataType type) {
    checkShown(label, type);
    return new ResultColumn(
        label,
        label,
        null,
        null,
        jdbcType(type),
        name(type),
        precision(type),
        scale(type),
        type.isNullable(),
        parts(type));
  }

  private static void checkShown(String column, RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (name == SqlTypeName.UUID
        || name == SqlTypeName.VARIANT
        || name == SqlTypeName.GEOMETRY
        || name == SqlTypeName.MEASURE
        || name == SqlTypeName.CURSOR) {
      throw HelpCrunchException.notSupported(
          ("the column '%s' is of type %s, which is not shown; cast it to another type, "
                  + "such as VARCHAR")
              .formatted(column, name));
    }
  }

  private static @Nullable String last(List<String> path, int fromEnd) {
    return path.size() < fromEnd ? null : path.get(path.size() - fromEnd);
  }

  /** Returns the parameters in the order of their indexes; one may stand in several places. */
  static List<QueryParameter> parameters(
      CustomerValidator validator, SqlNode validated, LimitParameters limits) {
    Map<Integer, RelDataType> types = new TreeMap<>();
    validated.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            types.merge(
                parameter.getIndex(),
                validator.getValidatedNodeType(parameter),
                (one, other) -> one.getSqlTypeName() == SqlTypeName.UNKNOWN ? other : one);
            return null;
          }
        });
    List<QueryParameter> parameters = new ArrayList<>();
    types.forEach(
        (index, type) ->
            parameters.add(
                limits.contains(index) ? LIMIT : parameter(type, validator.freedom(index))));
    return parameters;
  }

  private static QueryParameter parameter(RelDataType type, ParameterFreedom freedom) {
    return new QueryParameter(jdbcType(type), name(type), precision(type), scale(type), freedom);
  }

  /** Returns Calcite's type of a parameter. */
  static RelDataType type(RelDataTypeFactory factory, QueryParameter parameter) {
    if (parameter.typeName().equals(SqlTypeName.INTERVAL_YEAR_MONTH.getName().replace('_', ' '))) {
      return factory.createSqlIntervalType(MONTHS);
    }
    if (parameter.typeName().startsWith("INTERVAL")) {
      return factory.createSqlIntervalType(SECONDS);
    }
    SqlTypeName name = SqlTypeName.getNameForJdbcType(parameter.jdbcType());
    if (name == SqlTypeName.DECIMAL) {
      return factory.createSqlType(name, parameter.precision(), parameter.scale());
    }
    return factory.createSqlType(name == null ? SqlTypeName.VARCHAR : name);
  }

  private static int jdbcType(RelDataType type) {
    int ordinal = type.getSqlTypeName().getJdbcOrdinal();
    return switch (type.getSqlTypeName()) {
      case NULL -> Types.NULL;
      case ANY, UNKNOWN, VARIANT, SYMBOL -> Types.OTHER;
      default -> ordinal;
    };
  }

  private static String name(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case ARRAY, MULTISET, MAP, ROW -> name.getName();
      default -> name.getName().replace('_', ' ');
    };
  }

  private static int precision(RelDataType type) {
    return Math.max(0, type.getPrecision());
  }

  private static int scale(RelDataType type) {
    return type.getScale() == RelDataType.SCALE_NOT_SPECIFIED ? 0 : type.getScale();
  }
}
