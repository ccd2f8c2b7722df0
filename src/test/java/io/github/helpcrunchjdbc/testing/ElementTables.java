package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomData;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Tag;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The judge's tables of what each customer has several of: tags and attributes. */
final class ElementTables {
  private ElementTables() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE customer_tags (customerId BIGINT, name VARCHAR, color VARCHAR)");
      statement.execute(
          "CREATE TABLE customer_attributes"
              + " (customerId BIGINT, name VARCHAR, \"value\" VARCHAR, type VARCHAR)");
    }
  }

  static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE customer_tags");
      statement.execute("TRUNCATE TABLE customer_attributes");
    }
  }

  static void insert(Connection connection, Collection<DemoCustomer> customers, Behaviour behaviour)
      throws SQLException {
    try (PreparedStatement tags =
            connection.prepareStatement("INSERT INTO customer_tags VALUES (?, ?, ?)");
        PreparedStatement attributes =
            connection.prepareStatement("INSERT INTO customer_attributes VALUES (?, ?, ?, ?)")) {
      for (DemoCustomer customer : customers) {
        Object id = customer.get(CustomerField.ID);
        if (customer.get(CustomerField.TAGS) instanceof List<?> list) {
          Set<String> names = new HashSet<>();
          for (Object element : list) {
            Tag tag = (Tag) element;
            if (names.add(tag.name())) {
              add(tags, id, tag.name(), tag.color());
            }
          }
        }
        if (customer.get(CustomerField.CUSTOM_DATA) instanceof Map<?, ?> data) {
          for (Map.Entry<?, ?> entry : data.entrySet()) {
            Object value = CustomData.shown(entry.getValue(), behaviour);
            add(attributes, id, entry.getKey(), value.toString(), type(value));
          }
        }
      }
      tags.executeBatch();
      attributes.executeBatch();
    }
  }

  private static void add(PreparedStatement insert, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
    insert.addBatch();
  }

  private static String type(Object value) {
    if (value instanceof Boolean) {
      return "BOOLEAN";
    }
    if (value instanceof Long || value instanceof Integer) {
      return "BIGINT";
    }
    if (value instanceof BigDecimal) {
      return "DECIMAL";
    }
    boolean isTime = value.toString().matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}");
    return isTime ? "TIMESTAMP" : "VARCHAR";
  }
}
