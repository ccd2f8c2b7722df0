package io.github.helpcrunchjdbc.jdbc.settings;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes the answer of {@code Driver.getPropertyInfo}. */
public final class PropertyInfos {
  private PropertyInfos() {}

  /** Returns all properties with the values given so far, except the key's value. */
  public static DriverPropertyInfo[] of(String url, @Nullable Properties info) throws SQLException {
    JdbcUrl parsed = JdbcUrl.parse(url);
    PropertyValues values = PropertyValues.of(parsed, info);
    return Arrays.stream(ConnectionProperty.values())
        .map(property -> describe(property, parsed.demo(), values))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo describe(
      ConnectionProperty property, boolean demo, PropertyValues values) {
    String value = values.get(property);
    String key = values.get(ConnectionProperty.API_KEY);
    // The key may have been pasted into another property too.
    boolean isKeyInside = key != null && !key.isEmpty() && value != null && value.contains(key);
    DriverPropertyInfo answer =
        new DriverPropertyInfo(
            property.propertyName(), property.isSecret() || isKeyInside ? null : value);
    answer.description = property.description() + " (" + property.allowed() + ")";
    answer.required =
        property == ConnectionProperty.API_KEY
            && !demo
            && !values.isGiven(property)
            && !values.isGiven(ConnectionProperty.API_KEY_FILE);
    answer.choices =
        property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
    return answer;
  }
}
