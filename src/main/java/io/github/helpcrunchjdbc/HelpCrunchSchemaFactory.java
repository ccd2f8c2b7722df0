package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.jdbc.settings.JdbcUrl;
import io.github.helpcrunchjdbc.jdbc.settings.SettingsReader;
import io.github.helpcrunchjdbc.plan.catalog.HelpCrunchSchema;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Shows the customers as a schema in a user's own Calcite model, beside other schemas. The operands
 * are the connection properties of {@code docs/connection-properties.md}; {@code url} may be {@code
 * jdbc:helpcrunch:demo}. Filters, limits, orders and counts are sent to the service as the driver
 * sends them. The columns that can only be searched are left out. Thread-safe.
 */
public final class HelpCrunchSchemaFactory implements SchemaFactory {
  private static final String URL = "url";

  /** The operands that Calcite itself adds for each schema. */
  private static final Set<String> OF_CALCITE = Set.of("modelUri", "baseDirectory", "tables");

  /**
   * Creates the schema; sends no request.
   *
   * @throws IllegalArgumentException if an operand is unknown or its value not allowed, or if there
   *     is no API key
   */
  @Override
  public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
    Properties properties = new Properties();
    operand.forEach(
        (key, value) -> {
          // A null in a JSON file means that the operand is not given.
          if (value != null && !OF_CALCITE.contains(key) && !key.equals(URL)) {
            properties.setProperty(key, String.valueOf(value));
          }
        });
    String url = Objects.toString(operand.get(URL), JdbcUrl.PREFIX);
    if (!JdbcUrl.isOurs(url)) {
      throw new IllegalArgumentException(
          "the operand url of schema " + name + " does not begin with " + JdbcUrl.PREFIX);
    }
    try {
      return HelpCrunchSchema.create(
          SharedSessions.ALL.scans(SettingsReader.read(url, properties, System::getenv)));
    } catch (SQLException e) {
      throw new IllegalArgumentException("schema " + name + ": " + e.getMessage(), e);
    }
  }
}
