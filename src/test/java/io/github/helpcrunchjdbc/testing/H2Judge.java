package io.github.helpcrunchjdbc.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/**
 * Another SQL engine over the rows that an account's answers show, to say what the right answer is.
 * It knows the tables, also as {@code helpcrunch.customers}, names in any case but the schema's,
 * HAS_TAG, and puts NULLs last in either direction. Of the columns that are only searched it holds
 * the true values, which the driver never shows: name columns, rather than {@code *}, when
 * comparing.
 *
 * <p>One connection in UTC; not thread-safe.
 */
public final class H2Judge implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<CustomerField> FIELDS = List.of(CustomerField.values());

  private final Connection connection;
  private final JudgedAttributes attributes;

  private H2Judge(Connection connection, JudgedAttributes attributes) {
    this.connection = connection;
    this.attributes = attributes;
  }

  /** Names in SQL of this class's functions. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "hasTag", "HAS_TAG",
          "tagNames", "TAG_NAMES",
          "upper", "JUDGE_UPPER",
          "lower", "JUDGE_LOWER",
          "charLength", "JUDGE_CHAR_LENGTH");

  /** A judge of a plain account. */
  public static H2Judge over(Collection<DemoCustomer> customers) throws SQLException {
    return over(customers, Behaviour.PLAIN);
  }

  /** A judge of an account whose answers show these customers in that way. */
  public static H2Judge over(Collection<DemoCustomer> customers, Behaviour behaviour)
      throws SQLException {
    return over(customers, behaviour, JudgedAttributes.NONE);
  }

  /** A judge that has columns for attributes too. */
  public static H2Judge over(
      Collection<DemoCustomer> customers, Behaviour behaviour, JudgedAttributes attributes)
      throws SQLException {
    Connection connection =
        // Not by DriverManager: whether other drivers load must not matter here.
        Driver.load()
            .connect(
                "jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DATABASE_TO_UPPER=FALSE"
                    + ";DEFAULT_NULL_ORDERING=LAST;DEFAULT_ESCAPE=;TIME ZONE=UTC",
                new Properties());
    H2Judge judge = new H2Judge(connection, attributes);
    judge.create();
    judge.insert(customers, behaviour);
    return judge;
  }

  /** The columns that the driver shows values of, as a select list. */
  public static String shownColumns() {
    return String.join(", ", names(FIELDS.stream().filter(CustomerField::isShown)));
  }

  private static List<String> names(Stream<CustomerField> fields) {
    return fields.map(CustomerField::column).toList();
  }

  private void create() throws SQLException {
    List<String> columns = new ArrayList<>();
    FIELDS.forEach(field -> columns.add(field.column() + " " + sqlType(field)));
    columns.addAll(attributes.columns());
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA helpcrunch");
      statement.execute("SET SCHEMA helpcrunch");
      statement.execute("CREATE TABLE customers (" + String.join(", ", columns) + ")");
      ElementTables.create(connection);
      for (String function : ALIASES.keySet()) {
        statement.execute(
            "CREATE ALIAS %s FOR '%s.%s'"
                .formatted(ALIASES.get(function), H2Judge.class.getName(), function));
      }
    }
  }

  private static String sqlType(CustomerField field) {
    String type =
        switch (field.kind()) {
          case INTEGER -> "BIGINT";
          case DATE -> "TIMESTAMP(3)";
          case BOOLEAN -> "BOOLEAN";
          case STRING, TAGS, ATTRIBUTES -> "VARCHAR";
        };
    return field == CustomerField.ID ? type + " PRIMARY KEY" : type;
  }

  private void insert(Collection<DemoCustomer> customers, Behaviour behaviour) throws SQLException {
    String marks = "?" + ", ?".repeat(FIELDS.size() + attributes.types().size() - 1);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO customers VALUES (" + marks + ")")) {
      for (DemoCustomer customer : customers) {
        int index = 0;
        for (CustomerField field : FIELDS) {
          insert.setObject(++index, ShownCustomer.value(customer, field, behaviour));
        }
        for (Object value : attributes.values(customer, behaviour)) {
          insert.setObject(++index, value);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    ElementTables.insert(connection, customers, behaviour);
  }

  /** The function of that name, as H2 calls it: null if either is null. */
  public static @Nullable Boolean hasTag(@Nullable String tags, @Nullable String name)
      throws JsonProcessingException {
    if (tags == null || name == null) {
      return null;
    }
    for (JsonNode tag : JSON.readTree(tags)) {
      if (tag.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The function of that name, as H2 calls it. */
  public static String @Nullable [] tagNames(@Nullable String tags) throws JsonProcessingException {
    if (tags == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    JSON.readTree(tags).forEach(tag -> names.add(tag.asText()));
    return names.toArray(new String[0]);
  }

  /** Unlike H2's own, which goes by the JVM's locale. */
  public static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  /** Unlike H2's own, which goes by the JVM's locale. */
  public static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** Counts characters as PostgreSQL does; H2's own counts units of UTF-16. */
  public static @Nullable Long charLength(@Nullable String text) {
    return text == null ? null : (Long) text.codePoints().count();
  }

  /** Takes the place of the rows so far. */
  public void replace(Collection<DemoCustomer> customers, Behaviour behaviour) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE customers");
    }
    ElementTables.clear(connection);
    insert(customers, behaviour);
  }

  /** Runs a query with values for its question marks. */
  public ResultRows query(String sql, @Nullable Object... parameters) throws SQLException {
    String judged = sql.replaceAll("\\b(UPPER|LOWER|CHAR_LENGTH)\\(", "JUDGE_$1(");
    return query(connection, judged, parameters);
  }

  /** Runs a query on any connection, for one that is to be compared. */
  public static ResultRows query(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return ResultRows.read(result);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
