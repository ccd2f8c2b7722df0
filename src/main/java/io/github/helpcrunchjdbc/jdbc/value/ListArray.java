package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.Array;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array in memory. */
public final class ListArray implements Array {
  private final List<? extends @Nullable Object> elements;
  private final int baseType;
  private final String baseTypeName;
  private volatile boolean isFree;

  /** Creates an array whose type follows from its elements. */
  public ListArray(List<? extends @Nullable Object> elements) {
    this(elements, typeOf(elements), SqlType.of(typeOf(elements), "").name());
  }

  /**
   * Creates an array.
   *
   * @param baseType the type of its elements, a constant of {@code java.sql.Types}
   */
  ListArray(List<? extends @Nullable Object> elements, int baseType, String baseTypeName) {
    this.elements = Collections.unmodifiableList(new ArrayList<@Nullable Object>(elements));
    this.baseType = baseType;
    this.baseTypeName = baseTypeName;
  }

  /**
   * Creates an array of a type.
   *
   * @param typeName a name of {@code java.sql.JDBCType}, or INT, TEXT or BOOL, in any case
   * @throws SQLException 22023 if the name is none of these
   */
  public static ListArray of(String typeName, List<? extends @Nullable Object> elements)
      throws SQLException {
    String upper = typeName.strip().toUpperCase(Locale.ROOT);
    String name =
        switch (upper) {
          case "INT" -> "INTEGER";
          case "TEXT" -> "VARCHAR";
          case "BOOL" -> "BOOLEAN";
          default -> upper;
        };
    for (JDBCType type : JDBCType.values()) {
      if (type.name().equals(name)) {
        return new ListArray(elements, type.getVendorTypeNumber(), type.name());
      }
    }
    throw ArgumentChecks.invalid(
        ("the type of the array's elements is %.100s; allowed is a name of java.sql.JDBCType, such"
                + " as VARCHAR, or INT, TEXT or BOOL")
            .formatted(typeName));
  }

  /** Returns the elements; the list can't be changed. */
  public List<? extends @Nullable Object> elements() {
    return elements;
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    checkNotFree();
    return baseTypeName;
  }

  @Override
  public int getBaseType() throws SQLException {
    checkNotFree();
    return baseType;
  }

  private static int typeOf(List<? extends @Nullable Object> elements) {
    for (Object element : elements) {
      if (element instanceof String) {
        return Types.VARCHAR;
      } else if (element instanceof Long) {
        return Types.BIGINT;
      } else if (element instanceof Integer) {
        return Types.INTEGER;
      } else if (element instanceof Boolean) {
        return Types.BOOLEAN;
      } else if (element instanceof Double) {
        return Types.DOUBLE;
      } else if (element instanceof Number) {
        return Types.DECIMAL;
      }
    }
    return Types.OTHER;
  }

  @Override
  public Object getArray() throws SQLException {
    checkNotFree();
    return elements.toArray();
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    checkNotFree();
    if (index < 1 || count < 0 || index - 1 > elements.size() - count) {
      throw SqlExceptions.of(
          ErrorCode.INVALID_ARGUMENT,
          "%s elements from %s on of an array of %s were asked for"
              .formatted(count, index, elements.size()));
    }
    return Arrays.copyOfRange(elements.toArray(), (int) index - 1, (int) index - 1 + count);
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    checkNotFree();
    throw SqlExceptions.notSupported("an array as a ResultSet is not supported; use getArray");
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet();
  }

  @Override
  public void free() {
    isFree = true;
  }

  private void checkNotFree() throws SQLException {
    if (isFree) {
      throw SqlExceptions.of(ErrorCode.INVALID_ARGUMENT, "the array was given back by free()");
    }
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}
