package io.github.helpcrunchjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.jdbc.MemorySession;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("everywhere")
class TestHelpCrunchDatabaseMetaData {
  private Connection connection;
  private DatabaseMetaData metaData;

  @BeforeEach
  void connect() throws SQLException {
    connection = MemorySession.connect(null);
    metaData = connection.getMetaData();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  static Stream<Method> methodsWithAResult() {
    return Arrays.stream(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getReturnType() == ResultSet.class);
  }

  static Stream<Method> methodsThatH2Has() {
    return methodsWithAResult()
        .filter(method -> !method.getName().matches("getSuperT.*|getAttributes|getUDTs"));
  }

  @Test
  void isAnObjectLikeOthers() throws SQLException {
    assertThat(metaData).isNotEqualTo(connection.getMetaData());
    assertThat(Set.of(metaData)).contains(metaData);
    assertThat(metaData.toString()).contains("HelpCrunchDatabaseMetaData");
    assertThat(metaData.unwrap(DatabaseMetaData.class)).isSameAs(metaData);
  }

  /** H2's metadata is held to the specification by its own tests, so it can judge the shape. */
  @ParameterizedTest
  @MethodSource("methodsThatH2Has")
  void shapeIsTheSpecifications(Method method) throws Exception {
    try (Connection judge = DriverManager.getConnection("jdbc:h2:mem:")) {
      ResultSetMetaData expected = call(judge.getMetaData(), method).getMetaData();
      ResultSetMetaData columns = call(metaData, method).getMetaData();
      List<String> wanted = new ArrayList<>();
      List<String> found = new ArrayList<>();
      for (int i = 1; i <= expected.getColumnCount(); i++) {
        wanted.add(expected.getColumnLabel(i) + " " + kind(expected.getColumnType(i)));
      }
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.add(columns.getColumnLabel(i) + " " + kind(columns.getColumnType(i)));
      }
      if (method.getName().equals("getProcedures")) {
        // Columns 4 to 6 are reserved and have no names in the specification.
        assertThat(found).hasSize(9);
        found.subList(3, 6).clear();
        wanted.subList(3, 6).clear();
      }
      if (method.getName().equals("getClientInfoProperties")) {
        wanted.remove("VALUE text");
      }
      assertThat(found).isEqualTo(wanted);
    }
  }

  /** What H2 does not have. */
  @ParameterizedTest
  @CsvSource({
    "getSuperTables, TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME",
    "getSuperTypes, TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME",
    "getUDTs, TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE REMARKS BASE_TYPE",
    "getAttributes, TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE ATTR_TYPE_NAME ATTR_SIZE "
        + "DECIMAL_DIGITS NUM_PREC_RADIX NULLABLE REMARKS ATTR_DEF SQL_DATA_TYPE SQL_DATETIME_SUB "
        + "CHAR_OCTET_LENGTH ORDINAL_POSITION IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE "
        + "SOURCE_DATA_TYPE"
  })
  void shapeOfTheRest(String name, String labels) throws Exception {
    Method method =
        methodsWithAResult().filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
    ResultSetMetaData columns = call(metaData, method).getMetaData();
    List<String> found = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      found.add(columns.getColumnLabel(i));
    }
    assertThat(String.join(" ", found)).isEqualTo(labels);
  }

  private static String kind(int type) {
    return switch (type) {
      case Types.VARCHAR, Types.CHAR, Types.NULL -> "text";
      case Types.BOOLEAN, Types.BIT -> "boolean";
      default -> "number";
    };
  }

  private static ResultSet call(DatabaseMetaData target, Method method) throws Exception {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? false : null)
            .toArray();
    // H2 wants a table where the specification does.
    for (int table : new int[] {2, 5}) {
      if (table < arguments.length && method.getParameterTypes()[table] == String.class) {
        arguments[table] = "customers";
      }
    }
    return (ResultSet) method.invoke(target, arguments);
  }

  @ParameterizedTest
  @MethodSource("methodsWithAResult")
  void neverNullMeansNeverNull(Method method) throws Exception {
    try (ResultSet rows = call(metaData, method)) {
      ResultSetMetaData columns = rows.getMetaData();
      while (rows.next()) {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          if (columns.isNullable(i) == ResultSetMetaData.columnNoNulls) {
            assertThat(rows.getObject(i)).as(columns.getColumnLabel(i)).isNotNull();
          }
        }
      }
      assertThat((Object) rows.getStatement()).isNull();
    }
  }

  @Test
  void columnsAreThoseOfTheTable() throws SQLException {
    List<ColumnDef> expected = TableDef.CUSTOMERS.visible();
    try (ResultSet rows = metaData.getColumns(null, "helpcrunch", "customers", null)) {
      int ordinal = 0;
      while (rows.next()) {
        ColumnDef column = expected.get(ordinal++);
        assertThat(rows.getString("TABLE_CAT")).isNull();
        assertThat(rows.getString("TABLE_SCHEM")).isEqualTo("helpcrunch");
        assertThat(rows.getString("TABLE_NAME")).isEqualTo("customers");
        assertThat(rows.getString("COLUMN_NAME")).isEqualTo(column.name());
        assertThat(rows.getString("REMARKS")).isEqualTo(column.remark());
        assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(ordinal);
        assertThat(rows.getInt("COLUMN_SIZE")).isPositive();
        assertThat(rows.getString("IS_NULLABLE"))
            .isEqualTo(column.name().equals("id") ? "NO" : "YES");
        assertThat(rows.getInt("NULLABLE")).isEqualTo(column.name().equals("id") ? 0 : 1);
      }
      assertThat(ordinal).isEqualTo(expected.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, BIGINT, -5, 19, 0",
    "email, VARCHAR, 12, 2147483647, 0",
    "lastSeen, TIMESTAMP, 93, 23, 3",
    "blocked, BOOLEAN, 16, 1, 0",
    "tags, VARCHAR, 12, 2147483647, 0",
    "customData, VARCHAR, 12, 2147483647, 0"
  })
  void typesOfColumns(String name, String typeName, int type, int size, int digits)
      throws SQLException {
    try (ResultSet rows = metaData.getColumns(null, null, "customers", name)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("TYPE_NAME")).isEqualTo(typeName);
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(type);
      assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(size);
      assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(digits);
    }
    List<String> known = list(metaData.getTypeInfo(), "TYPE_NAME");
    assertThat(known).contains(typeName);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, null, null, 1",
        "'', helpcrunch, customers, 1",
        "%, %, %, 1",
        "null, HELPCRUNCH, CUSTOMERS, 1",
        "null, help%, cust_mers, 1",
        "null, help\\%, null, 0",
        "null, null, cust\\_mers, 0",
        "null, null, cu%t%rs, 1",
        "null, null, customers%, 1",
        "null, null, customer, 0",
        "null, null, '', 0",
        "null, '', null, 0",
        "other, null, null, 0",
        "null, other, null, 0"
      })
  void patternsOfTables(
      @Nullable String catalog, @Nullable String schema, @Nullable String table, int count)
      throws Exception {
    Surroundings.runInAll(
        () -> {
          assertThat(list(metaData.getTables(catalog, schema, table, null), "TABLE_NAME"))
              .hasSize(count);
          assertThat(list(metaData.getColumns(catalog, schema, table, "id"), "COLUMN_NAME"))
              .hasSize(count);
        });
  }

  @Test
  void patternsOfColumns() throws SQLException {
    assertThat(list(metaData.getColumns(null, null, null, "%Seen"), "COLUMN_NAME"))
        .containsExactly("firstSeen", "lastSeen");
    assertThat(list(metaData.getColumns(null, null, null, "DEVICEID"), "COLUMN_NAME"))
        .containsExactly("deviceId");
    assertThat(list(metaData.getColumns(null, null, null, "_d"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(list(metaData.getColumns(null, null, null, "%%%a%%%b%%%c%%%d"), "COLUMN_NAME"))
        .isEmpty();
  }

  @Test
  void typesOfTables() throws SQLException {
    assertThat(list(metaData.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
    assertThat(list(tables("VIEW", "TABLE"), "TABLE_NAME")).containsExactly("customers");
    assertThat(list(tables("VIEW"), "TABLE_NAME")).isEmpty();
    assertThat(list(tables(), "TABLE_NAME")).isEmpty();
    assertThat(list(tables((String) null), "TABLE_NAME")).isEmpty();
  }

  private ResultSet tables(@Nullable String... types) throws SQLException {
    return metaData.getTables(null, null, "%", types);
  }

  @Test
  void keysAndNames() throws SQLException {
    assertThat(list(metaData.getSchemas(), "TABLE_SCHEM")).containsExactly("helpcrunch");
    assertThat(list(metaData.getCatalogs(), "TABLE_CAT")).isEmpty();
    assertThat(list(metaData.getPrimaryKeys(null, "helpcrunch", "Customers"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(list(metaData.getPrimaryKeys(null, null, "custom%"), "COLUMN_NAME")).isEmpty();
    assertThat(
            list(
                metaData.getBestRowIdentifier(
                    null, null, "customers", DatabaseMetaData.bestRowSession, false),
                "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(list(metaData.getFunctions(null, null, "HAS%"), "FUNCTION_NAME"))
        .containsExactly("HAS_TAG");
    assertThat(list(metaData.getFunctionColumns(null, "%", "has_tag", null), "COLUMN_NAME"))
        .containsExactly("", "tags", "name");
    assertThat(list(metaData.getTablePrivileges(null, null, "%"), "PRIVILEGE"))
        .containsExactly("SELECT");
    assertThat(list(metaData.getColumnPrivileges(null, null, "customers", "%"), "COLUMN_NAME"))
        .isSorted()
        .hasSameSizeAs(TableDef.CUSTOMERS.visible());
    assertThat(list(metaData.getClientInfoProperties(), "NAME")).isSorted().hasSize(3);
  }

  /** There are no such things, and a tool that asks for them goes on. */
  @Test
  void whatThereIsNotIsAnEmptyAnswer() throws SQLException {
    List<ResultSet> answers =
        List.of(
            metaData.getCrossReference(null, null, "customers", null, null, "customers"),
            metaData.getExportedKeys(null, "helpcrunch", "customers"),
            metaData.getImportedKeys(null, "helpcrunch", "customers"),
            metaData.getIndexInfo(null, "helpcrunch", "customers", false, true),
            metaData.getProcedures(null, null, "%"),
            metaData.getProcedureColumns(null, null, "%", "%"),
            metaData.getSuperTables(null, null, "%"),
            metaData.getSuperTypes(null, null, "%"),
            metaData.getUDTs(null, null, "%", null),
            metaData.getVersionColumns(null, "helpcrunch", "customers"),
            metaData.getAttributes(null, null, "%", "%"),
            metaData.getPseudoColumns(null, "helpcrunch", "customers", "no such"));
    for (ResultSet answer : answers) {
      assertThat(answer.getMetaData().getColumnCount()).isGreaterThan(3);
      assertThat(answer.next()).isFalse();
      answer.close();
    }
  }

  @Test
  void typeInfoIsOrderedAndHasNoStrangers() throws SQLException {
    List<Integer> types = new ArrayList<>();
    try (ResultSet rows = metaData.getTypeInfo()) {
      while (rows.next()) {
        types.add(rows.getInt("DATA_TYPE"));
        assertThat(rows.getInt("PRECISION")).isPositive();
        if (rows.getInt("DATA_TYPE") == Types.DECIMAL) {
          assertThat(rows.getInt("PRECISION")).isEqualTo(38);
          assertThat(rows.getInt("MAXIMUM_SCALE")).isEqualTo(38);
        }
      }
    }
    assertThat(types)
        .isSorted()
        .doesNotHaveDuplicates()
        .doesNotContain(Types.OTHER, Types.NULL, Types.DISTINCT, Types.ARRAY);
  }

  @Test
  void factsThatToolsActUpon() throws SQLException {
    assertThat(metaData.getDatabaseProductName()).isEqualTo("HelpCrunch");
    assertThat(metaData.getDriverName()).contains("HelpCrunch");
    assertThat(metaData.getDriverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(metaData.getJDBCMajorVersion()).isEqualTo(4);
    assertThat(metaData.getURL()).isEqualTo("jdbc:helpcrunch:demo");
    assertThat(metaData.getConnection()).isSameAs(connection);
    assertThat(metaData.isReadOnly()).isTrue();
    assertThat(metaData.nullsAreSortedAtEnd()).isTrue();
    assertThat(metaData.nullsAreSortedAtStart()).isFalse();
    assertThat(metaData.nullsAreSortedHigh()).isFalse();
    assertThat(metaData.nullsAreSortedLow()).isFalse();
    assertThat(metaData.storesMixedCaseIdentifiers()).isTrue();
    assertThat(metaData.storesUpperCaseIdentifiers()).isFalse();
    assertThat(metaData.supportsMixedCaseIdentifiers()).isFalse();
    assertThat(metaData.supportsMixedCaseQuotedIdentifiers()).isFalse();
    assertThat(metaData.supportsCatalogsInDataManipulation()).isFalse();
    assertThat(metaData.supportsSchemasInDataManipulation()).isTrue();
    assertThat(metaData.supportsSchemasInTableDefinitions()).isTrue();
    assertThat(metaData.supportsTransactions()).isFalse();
    assertThat(metaData.supportsBatchUpdates()).isFalse();
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE)).isTrue();
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE)).isFalse();
    assertThat(
            metaData.supportsResultSetConcurrency(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY))
        .isTrue();
    assertThat(
            metaData.supportsResultSetConcurrency(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE))
        .isFalse();
    assertThat(metaData.supportsConvert(Types.VARCHAR, Types.BIGINT)).isTrue();
    assertThat(metaData.supportsConvert(Types.BIGINT, Types.TIMESTAMP)).isFalse();
    assertThat(metaData.supportsConvert(Types.BOOLEAN, Types.INTEGER)).isTrue();
    assertThat(metaData.supportsConvert(Types.BOOLEAN, Types.DOUBLE)).isFalse();
    assertThat(metaData.supportsConvert(Types.DOUBLE, Types.BOOLEAN)).isTrue();
    assertThat(metaData.supportsConvert(Types.BLOB, Types.BIGINT)).isFalse();
    assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
    assertThat(metaData.getMaxColumnNameLength()).isEqualTo(128);
    assertThat(metaData.getSQLKeywords().split(",")).contains("LIMIT").doesNotContain("SELECT");
  }

  @Test
  void closedConnection() throws SQLException {
    connection.close();
    assertThatThrownBy(() -> metaData.getTables(null, null, null, null))
        .isInstanceOf(SQLException.class)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("08003");
  }

  private static List<String> list(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(label));
      }
    }
    return values;
  }
}
