package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.Wrappers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a connection: one schema without a catalog, with one table. Answers from memory;
 * no method sends a request. Thread-safe.
 */
public final class HelpCrunchDatabaseMetaData extends DriverFacts {
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

  /** The product has no catalogs: this is what a catalog argument has to match. */
  private static final String NO_CATALOG = "";

  private final Connection connection;
  private final String url;
  private final Opener opener;

  /**
   * Metadata of a connection.
   *
   * @param url without the key
   */
  public HelpCrunchDatabaseMetaData(Connection connection, String url, Opener opener) {
    this.connection = connection;
    this.url = url;
    this.opener = opener;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connection;
  }

  @Override
  public String getURL() throws SQLException {
    return url;
  }

  private ResultSet open(MetadataLayout layout, List<@Nullable Object[]> rows) throws SQLException {
    return opener.open(layout.with(rows));
  }

  private ResultSet none(MetadataLayout layout) throws SQLException {
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
        && NamePattern.matches(pattern, CustomersTable.SCHEMA);
  }

  private static boolean tableMatches(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern) {
    return schemaMatches(catalog, schemaPattern)
        && NamePattern.matches(pattern, CustomersTable.TABLE);
  }

  /** For the methods whose arguments are names, not patterns. */
  private static boolean isTable(
      @Nullable String catalog, @Nullable String schema, @Nullable String table) {
    return NamePattern.is(catalog, NO_CATALOG)
        && NamePattern.is(schema, CustomersTable.SCHEMA)
        && NamePattern.is(table, CustomersTable.TABLE);
  }

  private static boolean functionMatches(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern) {
    return NamePattern.matches(catalog, NO_CATALOG)
        && NamePattern.matches(schemaPattern, "")
        && NamePattern.matches(pattern, HasTagFunction.NAME);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return none(MetadataLayout.CATALOGS);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return open(
        MetadataLayout.SCHEMAS,
        rows(
            schemaMatches(catalog, schemaPattern),
            new @Nullable Object[] {CustomersTable.SCHEMA, null}));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return open(
        MetadataLayout.TABLE_TYPES, rows(true, new @Nullable Object[] {CustomersTable.TABLE_TYPE}));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    boolean wanted = types == null;
    if (types != null) {
      for (String type : types) {
        wanted |= CustomersTable.TABLE_TYPE.equalsIgnoreCase(type);
      }
    }
    return open(
        MetadataLayout.TABLES,
        rows(wanted && tableMatches(catalog, schemaPattern, tablePattern), CustomersTable.table()));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return tableMatches(catalog, schemaPattern, tablePattern)
        ? open(MetadataLayout.COLUMNS, CustomersTable.columns(columnPattern))
        : none(MetadataLayout.COLUMNS);
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(
        MetadataLayout.PRIMARY_KEYS,
        rows(isTable(catalog, schema, table), CustomersTable.primaryKey()));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return open(
        MetadataLayout.ROW_IDENTIFIERS,
        rows(isTable(catalog, schema, table), CustomersTable.rowIdentifier()));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return open(
        MetadataLayout.TABLE_PRIVILEGES,
        rows(tableMatches(catalog, schemaPattern, tablePattern), CustomersTable.tablePrivilege()));
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return isTable(catalog, schema, table)
        ? open(MetadataLayout.COLUMN_PRIVILEGES, CustomersTable.columnPrivileges(columnPattern))
        : none(MetadataLayout.COLUMN_PRIVILEGES);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return open(MetadataLayout.TYPE_INFO, TypeInfo.rows());
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionPattern)
      throws SQLException {
    return open(
        MetadataLayout.FUNCTIONS,
        rows(functionMatches(catalog, schemaPattern, functionPattern), HasTagFunction.function()));
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionPattern,
      @Nullable String columnPattern)
      throws SQLException {
    return functionMatches(catalog, schemaPattern, functionPattern)
        ? open(MetadataLayout.FUNCTION_COLUMNS, HasTagFunction.columns(columnPattern))
        : none(MetadataLayout.FUNCTION_COLUMNS);
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    ClientInfoNames.ALL.forEach(
        (name, description) ->
            rows.add(new @Nullable Object[] {name, Integer.MAX_VALUE, "", description}));
    return open(MetadataLayout.CLIENT_INFO, rows);
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return none(MetadataLayout.ROW_IDENTIFIERS);
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return none(MetadataLayout.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return none(MetadataLayout.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return none(MetadataLayout.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return none(MetadataLayout.INDEX_INFO);
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String pattern)
      throws SQLException {
    return none(MetadataLayout.PROCEDURES);
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedurePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return none(MetadataLayout.PROCEDURE_COLUMNS);
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return none(MetadataLayout.PSEUDO_COLUMNS);
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      int @Nullable [] types)
      throws SQLException {
    return none(MetadataLayout.UDTS);
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typePattern)
      throws SQLException {
    return none(MetadataLayout.SUPER_TYPES);
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return none(MetadataLayout.SUPER_TABLES);
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return none(MetadataLayout.ATTRIBUTES);
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return Wrappers.isWrapperFor(this, type);
  }
}
