package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.Lobs;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.Calendar;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The setters of PreparedStatement, of which Java 17 has 50. A parameter's place in the SQL decides
 * its type, so they differ only in how they read the value.
 */
final class ParameterSetters {
  /** Those of a value alone. */
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
   * Does what a setter does.
   *
   * @param arguments its own: the index, the value, and what further says how to read it
   * @return whether it is a setter that is known here; a later JDBC may have more
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
      case "setObject" -> statement.set(index, scaled(value, arguments), null);
      case "setAsciiStream" ->
          statement.set(index, text(value, arguments, StandardCharsets.US_ASCII), null);
      case "setUnicodeStream" ->
          statement.set(index, text(value, arguments, StandardCharsets.UTF_16BE), null);
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

  /** The value with the digits that its DECIMAL is to have after the point. */
  private static @Nullable Object scaled(@Nullable Object value, @Nullable Object[] arguments) {
    if (arguments.length < 4 || !(value instanceof BigDecimal number)) {
      return value;
    }
    Object type =
        arguments[2] instanceof SQLType named ? named.getVendorTypeNumber() : arguments[2];
    boolean scaled = Objects.equals(type, Types.DECIMAL) || Objects.equals(type, Types.NUMERIC);
    Object scale = Objects.requireNonNull(arguments[3]);
    return scaled ? number.setScale((Integer) scale, RoundingMode.HALF_UP) : number;
  }

  /** What a stream holds, as far as the length says that it counts; any other value itself. */
  private static @Nullable Object read(@Nullable Object value, @Nullable Object[] arguments)
      throws SQLException {
    long length =
        arguments.length < 3
            ? Long.MAX_VALUE
            : ArgumentChecks.notNegative("the length", ((Number) arguments[2]).longValue());
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
