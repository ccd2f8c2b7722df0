package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a connection: one schema without a catalog. It has those methods of
 * DatabaseMetaData, with the same names and arguments, that take more than a constant; see {@link
 * MetaDataProxy}. Answers from memory; no method sends a request once the account's own attributes
 * are known. Thread-safe.
 */
public final class HelpCrunchDatabaseMetaData {
  /** Makes a result set of a result in memory. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it.
     *
     * @throws SQLException if the connection is closed
     */
    ResultSet open(MemoryResult result) throws SQLException;
  }

  /** The methods that never have a row, with the columns of their results. */
  static final Map<String, MetadataLayout> ALWAYS_EMPTY =
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

  /** The product has no catalogs: this is what a catalog argument has to match. */
  private static final String NO_CATALOG = "";

  private final Connection connection;
  private final String url;
  private final Supplier<List<TableDef>> tables;
  private final Opener opener;

  /**
   * Metadata of a connection.
   *
   * @param url without the key
   */
  public static DatabaseMetaData of(
      Connection connection, String url, Supplier<List<TableDef>> tables, Opener opener) {
    return MetaDataProxy.of(new HelpCrunchDatabaseMetaData(connection, url, tables, opener));
  }

  private HelpCrunchDatabaseMetaData(
      Connection connection, String url, Supplier<List<TableDef>> tables, Opener opener) {
    this.connection = connection;
    this.url = url;
    this.tables = tables;
    this.opener = opener;
  }

  public Connection getConnection() {
    return connection;
  }

  public String getURL() {
    return url;
  }

  private ResultSet open(MetadataLayout layout, List<@Nullable Object[]> rows) throws SQLException {
    return opener.open(layout.with(rows));
  }

  ResultSet none(MetadataLayout layout) throws SQLException {
    return opener.open(layout.empty());
  }

  private static List<@Nullable Object[]> rows(boolean wanted, @Nullable Object[]... rows) {
    List<@Nullable Object[]> answer = new ArrayList<>();
    if (wanted) {
      answer.addAll(List.of(rows));
    }
    return answer;
  }

  private static boolean schemaMatches(@Nullable String catalog, @Nullable String pattern) {
    return NamePattern.matches(catalog, NO_CATALOG)
        && NamePattern.matches(pattern, TableDef.SCHEMA);
  }

  /** The tables in the order of their names, as JDBC has it. */
  private Stream<TableRows> tables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern)
      throws SQLException {
    // Nothing is asked of the account for a schema that is not there.
    return schemaMatches(catalog, schemaPattern)
        ? tables(name -> NamePattern.matches(pattern, name))
        : Stream.empty();
  }

  /** For the methods whose arguments are names, not patterns. */
  private Stream<TableRows> table(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return ours(catalog, schema) ? tables(name -> NamePattern.is(table, name)) : Stream.empty();
  }

  private Stream<TableRows> tables(Predicate<String> named) throws SQLException {
    return all().stream()
        .filter(table -> named.test(table.name()))
        .sorted(Comparator.comparing(TableDef::name))
        .map(TableRows::new);
  }

  private List<TableDef> all() throws SQLException {
    try {
      return tables.get();
    } catch (RuntimeException e) {
      // The account's own attributes could not be asked for.
      throw SqlExceptions.of(e);
    }
  }

  private static List<@Nullable Object[]> all(Stream<List<@Nullable Object[]>> rows) {
    List<@Nullable Object[]> answer = new ArrayList<>();
    rows.forEach(answer::addAll);
    return answer;
  }

  private static Stream<FunctionRows> functions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern) {
    boolean wanted =
        NamePattern.matches(catalog, NO_CATALOG) && NamePattern.matches(schemaPattern, "");
    return Arrays.stream(FunctionRows.values())
        .filter(function -> wanted && NamePattern.matches(pattern, function.name()));
  }

  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return open(
        MetadataLayout.SCHEMAS,
        rows(
            schemaMatches(catalog, schemaPattern), new @Nullable Object[] {TableDef.SCHEMA, null}));
  }

  public ResultSet getTableTypes() throws SQLException {
    return open(
        MetadataLayout.TABLE_TYPES, rows(true, new @Nullable Object[] {TableRows.TABLE_TYPE}));
  }

  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    boolean wanted = types == null;
    if (types != null) {
      for (String type : types) {
        wanted |= TableRows.TABLE_TYPE.equalsIgnoreCase(type);
      }
    }
    return open(
        MetadataLayout.TABLES,
        wanted
            ? tables(catalog, schemaPattern, tablePattern)
                .map(table -> table.table(TableRows.TABLE_TYPE))
                .toList()
            : List.of());
  }

  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return open(
        MetadataLayout.COLUMNS,
        all(
            tables(catalog, schemaPattern, tablePattern)
                .map(table -> table.columns(columnPattern))));
  }

  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(
        MetadataLayout.PRIMARY_KEYS, all(table(catalog, schema, table).map(TableRows::primaryKey)));
  }

  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return open(
        MetadataLayout.ROW_IDENTIFIERS,
        all(table(catalog, schema, table).map(TableRows::rowIdentifier)));
  }

  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return open(
        MetadataLayout.TABLE_PRIVILEGES,
        tables(catalog, schemaPattern, tablePattern).map(TableRows::privilege).toList());
  }

  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return open(
        MetadataLayout.COLUMN_PRIVILEGES,
        all(table(catalog, schema, table).map(rows -> rows.columnPrivileges(columnPattern))));
  }

  public ResultSet getTypeInfo() throws SQLException {
    return open(MetadataLayout.TYPE_INFO, TypeInfo.rows());
  }

  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionPattern)
      throws SQLException {
    return open(
        MetadataLayout.FUNCTIONS,
        functions(catalog, schemaPattern, functionPattern).map(FunctionRows::function).toList());
  }

  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionPattern,
      @Nullable String columnPattern)
      throws SQLException {
    return open(
        MetadataLayout.FUNCTION_COLUMNS,
        all(
            functions(catalog, schemaPattern, functionPattern)
                .map(function -> function.columns(columnPattern))));
  }

  public ResultSet getClientInfoProperties() throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    ClientInfoNames.ALL.forEach(
        (name, description) ->
            rows.add(new @Nullable Object[] {name, Integer.MAX_VALUE, "", description}));
    return open(MetadataLayout.CLIENT_INFO, rows);
  }

  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(ours(catalog, schema), name -> true, name -> NamePattern.is(table, name));
  }

  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(ours(catalog, schema), name -> NamePattern.is(table, name), name -> true);
  }

  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return keys(
        ours(parentCatalog, parentSchema) && ours(foreignCatalog, foreignSchema),
        name -> NamePattern.is(parentTable, name),
        name -> NamePattern.is(foreignTable, name));
  }

  private static boolean ours(@Nullable String catalog, @Nullable String schema) {
    return NamePattern.is(catalog, NO_CATALOG) && NamePattern.is(schema, TableDef.SCHEMA);
  }

  private ResultSet keys(boolean wanted, Predicate<String> parent, Predicate<String> referring)
      throws SQLException {
    return open(
        MetadataLayout.FOREIGN_KEYS,
        wanted ? ForeignKeys.between(all(), parent, referring) : List.of());
  }

  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return open(
        MetadataLayout.PSEUDO_COLUMNS,
        all(
            tables(catalog, schemaPattern, tablePattern)
                .map(table -> table.pseudoColumns(columnPattern))));
  }

  public boolean supportsConvert() {
    return true;
  }

  public boolean supportsConvert(int fromType, int toType) {
    SqlType from = SqlType.of(fromType, "");
    SqlType to = SqlType.of(toType, "");
    if (from == to) {
      return from != SqlType.ANY;
    }
    return switch (from.kind()) {
      case TEXT -> to.kind() != SqlType.Kind.OTHER || to == SqlType.BOOLEAN;
      case NUMBER -> to.kind() == SqlType.Kind.NUMBER || to.kind() == SqlType.Kind.TEXT;
      case BINARY -> to.kind() == SqlType.Kind.BINARY;
      case TIME ->
          to.kind() == SqlType.Kind.TEXT
              || (from == SqlType.TIMESTAMP && to.kind() == SqlType.Kind.TIME)
              || (from == SqlType.DATE && to == SqlType.TIMESTAMP);
      case OTHER -> from == SqlType.BOOLEAN && to.kind() == SqlType.Kind.TEXT;
    };
  }

  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }
}
