package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a connection: one schema without a catalog. DatabaseMetaData has 177 methods.
 * {@link DriverFacts} answers most of them; this class answers the others by their names. All
 * answers come from memory; once the account's own attributes are known, no method sends a request.
 * Thread-safe.
 */
public final class HelpCrunchDatabaseMetaData implements MethodsByName {
  /** Makes a result set of a result in memory. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens the result set.
     *
     * @throws SQLException if the connection is closed
     */
    ResultSet open(MemoryResult result) throws SQLException;
  }

  /** The methods that never have a row, with the columns of their results. */
  private static final Map<String, MetadataLayout> ALWAYS_EMPTY =
      Map.of(
          "getAttributes", MetadataLayout.ATTRIBUTES,
          "getCatalogs", MetadataLayout.CATALOGS,
          "getIndexInfo", MetadataLayout.INDEX_INFO,
          "getProcedureColumns", MetadataLayout.PROCEDURE_COLUMNS,
          "getProcedures", MetadataLayout.PROCEDURES,
          "getSuperTables", MetadataLayout.SUPER_TABLES,
          "getSuperTypes", MetadataLayout.SUPER_TYPES,
          "getUDTs", MetadataLayout.UDTS,
          "getVersionColumns", MetadataLayout.ROW_IDENTIFIERS);

  /** A catalog argument has to match this name, because there are no catalogs. */
  private static final String NO_CATALOG = "";

  /** The most arguments of one method that are names. */
  private static final int MOST_NAMES = 6;

  private final Connection connection;
  private final String url;
  private final Supplier<List<TableDef>> tables;
  private final Opener opener;

  private HelpCrunchDatabaseMetaData(
      Connection connection, String url, Supplier<List<TableDef>> tables, Opener opener) {
    this.connection = connection;
    this.url = url;
    this.tables = tables;
    this.opener = opener;
  }

  /**
   * Returns the metadata of a connection.
   *
   * @param url the URL without the key
   */
  public static DatabaseMetaData of(
      Connection connection, String url, Supplier<List<TableDef>> tables, Opener opener) {
    return new HelpCrunchDatabaseMetaData(connection, url, tables, opener)
        .as(DatabaseMetaData.class);
  }

  @Override
  public @Nullable Object answer(String method, @Nullable Object[] arguments) throws SQLException {
    Object constant = DriverFacts.answer(method);
    if (constant != null) {
      return constant;
    }
    return switch (method) {
      case "getConnection" -> connection;
      case "getURL" -> url;
      case "supportsConvert" ->
          arguments.length == 0 || type(arguments[0]).convertsTo(type(arguments[1]));
      case "supportsTransactionIsolationLevel" ->
          number(arguments[0]) == Connection.TRANSACTION_NONE;
      case "supportsResultSetHoldability" ->
          number(arguments[0]) == ResultSet.HOLD_CURSORS_OVER_COMMIT;
      case "supportsResultSetType" -> hasResults(number(arguments[0]));
      case "supportsResultSetConcurrency" ->
          hasResults(number(arguments[0])) && number(arguments[1]) == ResultSet.CONCUR_READ_ONLY;
      default -> {
        MemoryResult result = result(method, arguments);
        yield result == null ? null : opener.open(result);
      }
    };
  }

  private static int number(@Nullable Object argument) {
    return argument instanceof Integer number ? number : 0;
  }

  private static SqlType type(@Nullable Object jdbcType) {
    return SqlType.of(number(jdbcType), "");
  }

  private static boolean hasResults(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  /**
   * Returns the result set of a method, null for a method that returns something else.
   *
   * @param arguments catalog, schema and table first, where the method takes them
   */
  private @Nullable MemoryResult result(String method, @Nullable Object[] arguments)
      throws SQLException {
    MetadataLayout empty = ALWAYS_EMPTY.get(method);
    if (empty != null) {
      return empty.empty();
    }
    @Nullable String[] names = names(arguments);
    String last = names[3];
    return switch (method) {
      case "getSchemas" ->
          MetadataLayout.SCHEMAS.with(
              schemaMatches(names)
                  ? List.<@Nullable Object[]>of(new @Nullable Object[] {TableDef.SCHEMA, null})
                  : List.of());
      case "getTableTypes" ->
          MetadataLayout.TABLE_TYPES.with(
              List.<@Nullable Object[]>of(new @Nullable Object[] {TableRows.TABLE_TYPE}));
      case "getTables" ->
          MetadataLayout.TABLES.with(
              areTablesWanted(arguments[3])
                  ? matching(names).map(table -> table.table(TableRows.TABLE_TYPE)).toList()
                  : List.of());
      case "getColumns" ->
          MetadataLayout.COLUMNS.with(all(matching(names).map(table -> table.columns(last))));
      case "getPseudoColumns" ->
          MetadataLayout.PSEUDO_COLUMNS.with(
              all(matching(names).map(table -> table.pseudoColumns(last))));
      case "getTablePrivileges" ->
          MetadataLayout.TABLE_PRIVILEGES.with(matching(names).map(TableRows::privilege).toList());
      case "getColumnPrivileges" ->
          MetadataLayout.COLUMN_PRIVILEGES.with(
              all(named(names).map(table -> table.columnPrivileges(last))));
      case "getPrimaryKeys" ->
          MetadataLayout.PRIMARY_KEYS.with(all(named(names).map(TableRows::primaryKey)));
      case "getBestRowIdentifier" ->
          MetadataLayout.ROW_IDENTIFIERS.with(all(named(names).map(TableRows::rowIdentifier)));
      case "getImportedKeys" -> MetadataLayout.FOREIGN_KEYS.with(references(named(names)));
      case "getExportedKeys" ->
          MetadataLayout.FOREIGN_KEYS.with(
              areCustomers(names) ? references(tables(name -> true)) : List.of());
      case "getCrossReference" ->
          MetadataLayout.FOREIGN_KEYS.with(
              areCustomers(names) && isOurs(names, 3)
                  ? references(tables(name -> NamePattern.is(names[5], name)))
                  : List.of());
      case "getTypeInfo" -> MetadataLayout.TYPE_INFO.with(TypeInfo.rows());
      case "getFunctions" ->
          MetadataLayout.FUNCTIONS.with(functions(names).map(FunctionRows::function).toList());
      case "getFunctionColumns" ->
          MetadataLayout.FUNCTION_COLUMNS.with(
              all(functions(names).map(function -> function.columns(last))));
      case "getClientInfoProperties" ->
          MetadataLayout.CLIENT_INFO.with(
              ClientInfoNames.ALL.entrySet().stream()
                  .map(
                      entry ->
                          new @Nullable Object[] {
                            entry.getKey(), Integer.MAX_VALUE, "", entry.getValue()
                          })
                  .toList());
      default -> null;
    };
  }

  /**
   * Returns the arguments that are names or patterns, each at its place; null for those not given.
   */
  private static @Nullable String[] names(@Nullable Object[] arguments) {
    @Nullable String[] names = new @Nullable String[MOST_NAMES];
    for (int i = 0; i < arguments.length && i < MOST_NAMES; i++) {
      names[i] = arguments[i] instanceof String name ? name : null;
    }
    return names;
  }

  private static boolean areTablesWanted(@Nullable Object types) {
    return !(types instanceof String[] kinds)
        || Arrays.stream(kinds).anyMatch(TableRows.TABLE_TYPE::equalsIgnoreCase);
  }

  private static boolean schemaMatches(@Nullable String[] names) {
    return NamePattern.matches(names[0], NO_CATALOG)
        && NamePattern.matches(names[1], TableDef.SCHEMA);
  }

  /**
   * Returns whether a catalog, and the schema after it, are the names under which the tables are.
   */
  private static boolean isOurs(@Nullable String[] names, int first) {
    return NamePattern.is(names[first], NO_CATALOG)
        && NamePattern.is(names[first + 1], TableDef.SCHEMA);
  }

  /** Returns the tables that match the patterns, in the order of their names, as JDBC says. */
  private Stream<TableRows> matching(@Nullable String[] names) throws SQLException {
    // For a schema that does not exist, the account is asked nothing.
    return schemaMatches(names)
        ? tables(name -> NamePattern.matches(names[2], name))
        : Stream.empty();
  }

  /** Like {@link #matching}, for methods whose arguments are names, not patterns. */
  private Stream<TableRows> named(@Nullable String[] names) throws SQLException {
    return isOurs(names, 0) ? tables(name -> NamePattern.is(names[2], name)) : Stream.empty();
  }

  private Stream<TableRows> tables(Predicate<String> named) throws SQLException {
    try {
      return tables.get().stream()
          .filter(table -> named.test(table.name()))
          .sorted(Comparator.comparing(TableDef::name))
          .map(TableRows::new);
    } catch (RuntimeException e) {
      // Asking for the account's own attributes failed.
      throw SqlExceptions.of(e);
    }
  }

  private static List<@Nullable Object[]> all(Stream<List<@Nullable Object[]>> rows) {
    return rows.flatMap(List::stream).toList();
  }

  private static Stream<FunctionRows> functions(@Nullable String[] names) {
    boolean wanted = NamePattern.matches(names[0], NO_CATALOG) && NamePattern.matches(names[1], "");
    return Arrays.stream(FunctionRows.values())
        .filter(function -> wanted && NamePattern.matches(names[2], function.name()));
  }

  private static boolean areCustomers(@Nullable String[] names) {
    return isOurs(names, 0) && NamePattern.is(names[2], TableDef.CUSTOMERS.name());
  }

  private static List<@Nullable Object[]> references(Stream<TableRows> tables) {
    return all(tables.map(TableRows::foreignKey));
  }
}
