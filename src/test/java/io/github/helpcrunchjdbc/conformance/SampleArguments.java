package io.github.helpcrunchjdbc.conformance;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Arguments that a caller who knows JDBC would give to a method. */
final class SampleArguments {
  private static final String[] COLUMNS = {
    "id", "name", "lastSeen", "unsubscribed", "list", "bytes", "url"
  };

  private final Connection connection;
  private final Method method;

  SampleArguments(Connection connection, Method method) {
    this.connection = connection;
    this.method = method;
  }

  @Nullable Object[] all() throws SQLException {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new @Nullable Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(types[i], i);
    }
    return arguments;
  }

  private @Nullable Object argument(Class<?> type, int position) throws SQLException {
    if (type == int.class) {
      return number(position);
    } else if (type == String.class) {
      return text(position);
    } else if (type == Savepoint.class) {
      return connection.setSavepoint();
    } else if (type == Array.class) {
      return connection.createArrayOf("BIGINT", new Object[] {1L});
    } else if (type == Blob.class) {
      return blob();
    } else if (type == Clob.class) {
      return clob();
    } else if (type == NClob.class) {
      Clob text = clob();
      return text instanceof NClob ? text : null;
    } else if (type == Object.class) {
      return method.getName().equals("setObject") ? 1005L : "value";
    } else if (type == Class.class) {
      return method.getName().equals("getObject") ? String.class : declaring();
    }
    return simple(type);
  }

  private static @Nullable Object simple(Class<?> type) {
    Map<Class<?>, Object> values =
        Map.ofEntries(
            Map.entry(boolean.class, true),
            Map.entry(byte.class, (byte) 1),
            Map.entry(short.class, (short) 1),
            Map.entry(long.class, 1L),
            Map.entry(float.class, 1f),
            Map.entry(double.class, 1d),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(int[].class, new int[] {Types.JAVA_OBJECT}),
            Map.entry(String[].class, new String[] {"TABLE"}),
            Map.entry(Object[].class, new Object[] {1L}),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(Date.class, new Date(0)),
            Map.entry(Time.class, new Time(0)),
            Map.entry(Timestamp.class, new Timestamp(0)),
            Map.entry(Calendar.class, Calendar.getInstance()),
            Map.entry(SQLType.class, JDBCType.BIGINT),
            Map.entry(InputStream.class, new ByteArrayInputStream(new byte[] {'1'})),
            Map.entry(Reader.class, new StringReader("1")),
            Map.entry(URL.class, url()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Properties.class, new Properties()),
            Map.entry(Executor.class, (Executor) Runnable::run));
    return values.get(type);
  }

  private static URL url() {
    try {
      return URI.create("https://example.org/").toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> declaring() {
    return method.getDeclaringClass() == java.sql.Wrapper.class
        ? Object.class
        : method.getDeclaringClass();
  }

  private Blob blob() throws SQLException {
    return row().getBlob("bytes");
  }

  private Clob clob() throws SQLException {
    return method.getName().contains("NClob") ? row().getNClob("name") : row().getClob("name");
  }

  private ResultSet row() throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery(LiveObject.QUERY);
    rows.next();
    return rows;
  }

  private boolean isOf(Class<?> type) {
    return method.getDeclaringClass() == type;
  }

  private int number(int position) {
    String name = method.getName();
    if (isOf(ResultSet.class) && name.startsWith("get") && position == 0) {
      return column() + 1;
    } else if (isOf(PreparedStatement.class) && name.startsWith("set")) {
      return position == 0
          ? parameter()
          : name.startsWith("setObject") || name.equals("setNull") ? Types.BIGINT : 1;
    } else if (isOf(ResultSetMetaData.class) || isOf(ParameterMetaData.class)) {
      return 1;
    } else if (name.endsWith("FetchDirection")) {
      return ResultSet.FETCH_FORWARD;
    } else if (name.equals("setTransactionIsolation")
        || name.equals("supportsTransactionIsolationLevel")) {
      return Connection.TRANSACTION_NONE;
    } else if (name.equals("supportsConvert")) {
      return position == 0 ? Types.BIGINT : Types.VARCHAR;
    } else if (isOf(DatabaseMetaData.class)
        && name.matches(".*(Visible|Detected|Type|Concurrency)")) {
      return position == 0 ? ResultSet.TYPE_FORWARD_ONLY : ResultSet.CONCUR_READ_ONLY;
    } else if (isOf(Connection.class) && method.getParameterCount() >= 2 && takesResultSetType()) {
      int first = name.equals("createStatement") ? 0 : 1;
      return new int[] {
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT
          }
          [position - first];
    }
    return Statement.RETURN_GENERATED_KEYS;
  }

  private boolean takesResultSetType() {
    String name = method.getName();
    boolean sqlAndKeys = name.equals("prepareStatement") && method.getParameterCount() == 2;
    return (name.equals("createStatement") || name.startsWith("prepare")) && !sqlAndKeys;
  }

  private @Nullable String text(int position) {
    String name = method.getName();
    if (isOf(ResultSet.class)) {
      return COLUMNS[column()];
    } else if (isOf(DatabaseMetaData.class)) {
      return position == 0 ? null : position == 1 ? "helpcrunch" : "customers";
    } else if (name.equals("connect")
        || name.equals("acceptsURL")
        || name.equals("getPropertyInfo")) {
      return "jdbc:helpcrunch:demo";
    } else if (name.startsWith("execute")
        || name.startsWith("prepare")
        || name.equals("nativeSQL")) {
      return LiveObject.QUERY;
    }
    return switch (name) {
      case "setSchema" -> "helpcrunch";
      case "setClientInfo", "getClientInfo" -> "ApplicationName";
      case "createArrayOf", "createStruct" -> "BIGINT";
      default -> "name";
    };
  }

  /** The column that a getter of this name reads. */
  private int column() {
    String name = method.getName();
    if (name.matches("get(Date|Time|Timestamp)")) {
      return 2;
    } else if (name.equals("getBoolean")) {
      return 3;
    } else if (name.equals("getArray")) {
      return 4;
    } else if (name.matches("get(Bytes|Blob|BinaryStream)")) {
      return 5;
    } else if (name.equals("getURL")) {
      return 6;
    } else if (name.matches("get(N?String|.*Clob|AsciiStream|UnicodeStream|.*CharacterStream)")) {
      return 1;
    }
    // Narrow enough for getByte: it is read as a truth value's 0 or 1.
    return name.matches("get(Byte)") ? 3 : 0;
  }

  /** The parameter that a setter of this name sets. */
  private int parameter() {
    String name = method.getName();
    if (name.matches("set(Date|Timestamp)")) {
      return 3;
    } else if (name.equals("setBoolean")) {
      return 4;
    } else if (name.matches("set(Bytes|Blob|BinaryStream)")) {
      return 5;
    } else if (name.equals("setTime")) {
      return 6;
    } else if (name.equals("setArray")) {
      return 7;
    } else if (name.matches(
        "set(N?String|URL|.*Clob|AsciiStream|UnicodeStream|.*CharacterStream)")) {
      return 2;
    }
    return 1;
  }
}
