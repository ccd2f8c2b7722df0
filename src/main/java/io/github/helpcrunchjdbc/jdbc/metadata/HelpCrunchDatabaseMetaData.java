package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.failure.Wrappers;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a connection: one schema without a catalog. Answers from memory; no method sends
 * a request once the account's own attributes are known. Thread-safe.
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
  private final Supplier<List<TableDef>> tables;
  private final Opener opener;

  /**
   * Metadata of a connection.
   *
   * @param url without the key
   */
  public HelpCrunchDatabaseMetaData(
      Connection connection, String url, Supplier<List<TableDef>> tables, Opener opener) {
    this.connection = connection;
    this.url = url;
    this.tables = tables;
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
            schemaMatches(catalog, schemaPattern), new @Nullable Object[] {TableDef.SCHEMA, null}));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return open(
        MetadataLayout.TABLE_TYPES, rows(true, new @Nullable Object[] {TableRows.TABLE_TYPE}));
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

  @Override
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

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return open(
        MetadataLayout.PRIMARY_KEYS, all(table(catalog, schema, table).map(TableRows::primaryKey)));
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
        all(table(catalog, schema, table).map(TableRows::rowIdentifier)));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return open(
        MetadataLayout.TABLE_PRIVILEGES,
        tables(catalog, schemaPattern, tablePattern).map(TableRows::privilege).toList());
  }

  @Override
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
        functions(catalog, schemaPattern, functionPattern).map(FunctionRows::function).toList());
  }

  @Override
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
    return keys(ours(catalog, schema), name -> true, name -> NamePattern.is(table, name));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(ours(catalog, schema), name -> NamePattern.is(table, name), name -> true);
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
    return open(
        MetadataLayout.PSEUDO_COLUMNS,
        all(
            tables(catalog, schemaPattern, tablePattern)
                .map(table -> table.pseudoColumns(columnPattern))));
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
