import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.lint.Lint;
import schemacrawler.tools.lint.LinterRegistry;
import schemacrawler.tools.lint.Linters;
import schemacrawler.tools.lint.config.LinterConfigs;
import schemacrawler.tools.options.Config;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.LoggingConfig;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** A whole catalog at the highest level, and what the linter has to say about it. */
class SchemaCrawlerTest {
  private static final String URL = "jdbc:helpcrunch:demo;requestsPerMinute=0;customFields=off";

  private static Catalog catalog;

  @BeforeAll
  static void crawl() {
    new LoggingConfig(Level.WARNING);
    SchemaCrawlerOptions options =
        SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLoadOptions(
                LoadOptionsBuilder.builder()
                    .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                    .toOptions());
    catalog =
        SchemaCrawlerUtility.getCatalog(
            DatabaseConnectionSources.newDatabaseConnectionSource(
                URL, new MultiUseUserCredentials("", "")),
            options);
  }

  @Test
  void oneTable() {
    assertThat(catalog.getSchemas())
        .extracting(schema -> schema.getName())
        .contains("helpcrunch");
    Table customers =
        catalog.getTables().stream()
            .filter(table -> table.getName().equals("customers"))
            .findFirst()
            .orElseThrow();
    assertThat(customers.getTableType().getTableType()).isEqualTo("TABLE");
    assertThat(customers.getRemarks()).isNotBlank();
    assertThat(customers.getColumns()).hasSize(27);
    assertThat(customers.getPrimaryKey().getConstrainedColumns())
        .extracting(Column::getName)
        .containsExactly("id");
  }

  @Test
  void columnsKnowTheirTypes() {
    for (Table table : catalog.getTables()) {
      for (Column column : table.getColumns()) {
        assertThat(column.getColumnDataType().getJavaSqlType().getVendorTypeNumber())
            .as("type of " + column)
            .isNotEqualTo(java.sql.Types.OTHER);
        assertThat(column.getColumnDataType().getName()).as("type of " + column).isNotBlank();
        assertThat(column.getRemarks()).as("remarks of " + column).isNotBlank();
      }
    }
    assertThat(catalog.getSystemColumnDataTypes())
        .extracting(type -> type.getName())
        .contains("BIGINT", "VARCHAR", "BOOLEAN", "TIMESTAMP");
  }

  @Test
  void itKnowsTheDriver() {
    assertThat(catalog.getJdbcDriverInfo().getDriverClassName())
        .isEqualTo("io.github.helpcrunchjdbc.HelpCrunchDriver");
    assertThat(catalog.getJdbcDriverInfo().getDriverProperties()).isNotEmpty();
    assertThat(catalog.getDatabaseInfo().getProductName()).contains("HelpCrunch");
    assertThat(catalog.getDatabaseInfo().getProperties()).isNotEmpty();
  }

  /** Linters of columns, keys and types, and those that query the table. */
  @Test
  void lint() throws SQLException {
    Linters linters = new Linters(new LinterConfigs(new Config()), true);
    linters.initialize(LinterRegistry.getLinterRegistry());
    try (Connection connection = DriverManager.getConnection(URL)) {
      linters.lint(catalog, connection);
    }
    assertThat(linters.size()).isGreaterThan(10);
    assertThat(linters.getLints())
        .extracting(Lint::getLinterId)
        .doesNotContain("schemacrawler.tools.linter.LinterTableWithNoPrimaryKey")
        .doesNotContain("schemacrawler.tools.linter.LinterTableWithNoRemarks");
  }
}
