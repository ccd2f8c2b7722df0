package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.NearestName;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the properties were given. The URL wins over the Properties, as in pgjdbc. An
 * empty text counts as not given, because tools send empty boxes.
 */
final class PropertyValues {
  private final Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);

  private PropertyValues() {}

  static PropertyValues of(JdbcUrl url, @Nullable Properties info) throws SQLException {
    PropertyValues merged = new PropertyValues();
    if (info != null) {
      merged.values.putAll(fromProperties(info));
    }
    merged.values.putAll(fromUrl(url));
    return merged;
  }

  /** Returns the text that was given, or the default. */
  String get(ConnectionProperty property) {
    return values.getOrDefault(property, property.defaultValue());
  }

  boolean isGiven(ConnectionProperty property) {
    return values.containsKey(property);
  }

  private static Map<ConnectionProperty, String> fromUrl(JdbcUrl url) throws SQLException {
    Map<ConnectionProperty, String> found = new EnumMap<>(ConnectionProperty.class);
    List<ConnectionProperty> seen = new ArrayList<>();
    for (JdbcUrl.Pair pair : url.pairs()) {
      ConnectionProperty property = find(pair.name(), TextForMessages.isSurelyAName(pair.name()));
      if (property == null) {
        continue;
      }
      if (seen.contains(property)) {
        throw invalid("the URL gives the property " + property.propertyName() + " twice");
      }
      seen.add(property);
      if (!pair.value().isEmpty()) {
        found.put(property, pair.value());
      }
    }
    return found;
  }

  private static Map<ConnectionProperty, String> fromProperties(Properties info)
      throws SQLException {
    for (Map.Entry<Object, Object> entry : info.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw invalid("the Properties hold a name that is no String");
      } else if (!(entry.getValue() instanceof String)) {
        throw invalid(
            "the property %s is a %s in the Properties; give its text as a String"
                .formatted(name, entry.getValue().getClass().getName()));
      }
    }
    Map<ConnectionProperty, String> found = new EnumMap<>(ConnectionProperty.class);
    for (String name : new TreeSet<>(info.stringPropertyNames())) {
      ConnectionProperty property = find(name, true);
      String value = Objects.requireNonNullElse(info.getProperty(name), "");
      if (property == null || value.isEmpty()) {
        continue;
      }
      String before = found.put(property, value);
      if (before != null && !before.equals(value)) {
        throw invalid(
            "the Properties give "
                + property.propertyName()
                + (property == ConnectionProperty.API_KEY ? ", which is also called password," : "")
                + " twice, with different values");
      }
    }
    return found;
  }

  /** Returns the property of a name, or null for the name that is ignored. */
  private static @Nullable ConnectionProperty find(String name, boolean showable)
      throws SQLException {
    if (ConnectionProperty.IGNORED_NAME.equalsIgnoreCase(name)) {
      return null;
    }
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (property.isNamed(name)) {
        return property;
      }
    }
    List<String> names =
        Arrays.stream(ConnectionProperty.values()).map(ConnectionProperty::propertyName).toList();
    // A longer name is similar to no property, and comparing it would take time in proportion to
    // its length.
    Optional<String> near =
        name.length() <= TextForMessages.LONGEST_NAME
            ? NearestName.of(name, names)
            : Optional.empty();
    String what =
        showable || near.isPresent()
            ? "there is no connection property " + name
            : "the URL gives a connection property that does not exist (not shown, as it might be"
                + " the key)";
    throw invalid(
        what
            + near.map(meant -> "; did you mean " + meant + "?").orElse("")
            + "; there are "
            + String.join(", ", names));
  }

  static SQLException invalid(String message) {
    return SqlExceptions.of(ErrorCode.INVALID_PROPERTY, message);
  }
}
