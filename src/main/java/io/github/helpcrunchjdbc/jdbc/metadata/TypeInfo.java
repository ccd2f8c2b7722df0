package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import java.sql.DatabaseMetaData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code getTypeInfo}: the types that SQL can name in a CAST. */
final class TypeInfo {
  private static final int MOST_DECIMAL_DIGITS = 38;
  private static final int MOST_SECOND_DIGITS = 3;
  private static final int DECIMAL_RADIX = 10;

  private TypeInfo() {}

  static List<@Nullable Object[]> rows() {
    return Arrays.stream(SqlType.values())
        .filter(type -> type.kind() != SqlType.Kind.OTHER || type == SqlType.BOOLEAN)
        .sorted(Comparator.comparing(SqlType::jdbcType))
        .map(TypeInfo::row)
        .toList();
  }

  private static @Nullable Object[] row(SqlType type) {
    boolean text = type.kind() == SqlType.Kind.TEXT;
    return new @Nullable Object[] {
      type.name(),
      type.jdbcType(),
      TypeFacts.precision(type, type.kind() == SqlType.Kind.TIME ? MOST_SECOND_DIGITS : 0),
      literalPrefix(type),
      literalPrefix(type) == null ? null : "'",
      createParameters(type),
      (short) DatabaseMetaData.typeNullable,
      text,
      (short) (text ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic),
      !type.isNumber(),
      false,
      false,
      null,
      (short) 0,
      (short) mostDigits(type),
      null,
      null,
      type.isNumber() ? DECIMAL_RADIX : null
    };
  }

  private static @Nullable String literalPrefix(SqlType type) {
    return switch (type.kind()) {
      case TEXT -> "'";
      case BINARY -> "X'";
      case TIME -> type.name() + " '";
      case NUMBER, OTHER -> null;
    };
  }

  private static @Nullable String createParameters(SqlType type) {
    return switch (type) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> "length";
      case DECIMAL -> "precision,scale";
      case TIME, TIMESTAMP -> "precision";
      default -> null;
    };
  }

  private static int mostDigits(SqlType type) {
    return switch (type) {
      case DECIMAL -> MOST_DECIMAL_DIGITS;
      case TIME, TIMESTAMP -> MOST_SECOND_DIGITS;
      default -> 0;
    };
  }
}
