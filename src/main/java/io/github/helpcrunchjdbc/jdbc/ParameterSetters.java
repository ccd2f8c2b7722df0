package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.Lobs;
import io.github.helpcrunchjdbc.jdbc.value.TargetType;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.Calendar;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The setters of PreparedStatement, of which Java 17 has 50. The setters differ only in how they
 * read the value, because a parameter's place in the SQL decides its type.
 */
final class ParameterSetters {
  /** The setters that take an index and a value and nothing else. */
  private static final Set<String> PLAIN =
      Set.of(
          "setArray",
          "setBigDecimal",
          "setBoolean",
          "setByte",
          "setBytes",
          "setDouble",
          "setFloat",
          "setInt",
          "setLong",
          "setNString",
          "setShort",
          "setString");

  private ParameterSetters() {}

  /**
   * Executes a setter.
   *
   * @param arguments the setter's own arguments: index, value, and what else says how to read the
   *     value
   * @return whether the setter is known here; a later JDBC may have more setters
   */
  static boolean call(
      HelpCrunchPreparedStatement statement, String setter, @Nullable Object[] arguments)
      throws SQLException {
    if (arguments.length < 2 || !(arguments[0] instanceof Integer index)) {
      return false;
    }
    Object value = arguments[1];
    switch (setter) {
      case "setNull" -> statement.set(index, null, null);
      case "setRef" -> refuse(statement, "there are no REF values");
      case "setRowId" -> refuse(statement, "there are no ROWID values; the primary key is id");
      case "setSQLXML" -> refuse(statement, "there are no XML values; use setString");
      case "setURL" -> statement.set(index, value == null ? null : value.toString(), null);
      case "setObject" -> setObject(statement, index, value, arguments);
      case "setAsciiStream" ->
          statement.set(index, text(value, arguments, StandardCharsets.US_ASCII), null);
      case "setUnicodeStream" ->
          statement.set(index, text(value, arguments, StandardCharsets.UTF_8), null);
      case "setBinaryStream",
          "setBlob",
          "setCharacterStream",
          "setClob",
          "setNCharacterStream",
          "setNClob" ->
          statement.set(index, read(value, arguments), null);
      case "setDate", "setTime", "setTimestamp" ->
          statement.set(index, value, arguments.length > 2 ? (Calendar) arguments[2] : null);
      default -> {
        if (arguments.length > 2 || !PLAIN.contains(setter)) {
          return false;
        }
        statement.set(index, value, null);
      }
    }
    return true;
  }

  private static void refuse(HelpCrunchPreparedStatement statement, String why)
      throws SQLException {
    statement.checkOpen();
    throw SqlExceptions.notSupported(why);
  }

  /**
   * Sets a value as the type that the arguments name. The last argument gives the length of a
   * stream, or the digits of a DECIMAL after its point.
   */
  private static void setObject(
      HelpCrunchPreparedStatement statement,
      int index,
      @Nullable Object value,
      @Nullable Object[] arguments)
      throws SQLException {
    Integer size = arguments.length < 4 ? null : (Integer) arguments[3];
    boolean isStream = value instanceof Reader || value instanceof InputStream;
    Object given = isStream ? read(value, size == null ? Long.MAX_VALUE : size) : value;
    if (given == null || arguments.length < 3) {
      statement.set(index, given, null);
      return;
    }
    Object type =
        arguments[2] instanceof SQLType named ? named.getVendorTypeNumber() : arguments[2];
    int target = type instanceof Integer number ? number : Types.OTHER;
    statement.setAs(new TargetType(target, isStream ? null : size), index, given);
  }

  /**
   * Returns what a stream holds, up to the length that the arguments give; returns any other value
   * unchanged.
   */
  private static @Nullable Object read(@Nullable Object value, @Nullable Object[] arguments)
      throws SQLException {
    return read(value, arguments.length < 3 ? Long.MAX_VALUE : ((Number) arguments[2]).longValue());
  }

  private static @Nullable Object read(@Nullable Object value, long length) throws SQLException {
    ArgumentChecks.notNegative("the length", length);
    if (value instanceof Reader reader) {
      return Lobs.read(reader, length);
    }
    return value instanceof InputStream stream ? Lobs.read(stream, length) : value;
  }

  private static @Nullable Object text(
      @Nullable Object value, @Nullable Object[] arguments, Charset charset) throws SQLException {
    return read(value, arguments) instanceof byte[] bytes ? new String(bytes, charset) : null;
  }
}
