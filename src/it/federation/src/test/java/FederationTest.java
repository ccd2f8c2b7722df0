import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders in a database, prices in a file and customers of the account, in one query. */
class FederationTest {
  @BeforeAll
  static void fillTheShop() throws SQLException, URISyntaxException {
    try (Connection shop = DriverManager.getConnection("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        Statement statement = shop.createStatement()) {
      statement.execute("CREATE TABLE orders (customer BIGINT, item VARCHAR(20))");
      statement.execute("INSERT INTO orders VALUES (1010, 'pen'), (1014, 'ink'), (1, 'pen')");
      statement.execute(
          "CREATE VIEW prices AS SELECT item, CAST(price AS INTEGER) AS price FROM CSVREAD('"
              + file("/prices.csv")
              + "')");
    }
  }

  @Test
  void oneQuery() throws Exception {
    List<String> rows = new ArrayList<>();
    Properties properties = new Properties();
    properties.setProperty("model", file("/model.json").toString());
    properties.setProperty("lex", "JAVA");
    properties.setProperty("caseSensitive", "false");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT c.id, o.item, p.price, t.name"
                    + " FROM shop.orders o"
                    + " JOIN shop.prices p ON p.item = o.item"
                    + " JOIN customers c ON c.id = o.customer"
                    + " JOIN customer_tags t ON t.customerId = c.id"
                    + " WHERE p.price > 1 ORDER BY c.id")) {
      while (result.next()) {
        rows.add(
            result.getLong(1)
                + " "
                + result.getString(2)
                + " "
                + result.getInt(3)
                + " "
                + result.getString(4));
      }
    }
    assertThat(rows).containsExactly("1010 pen 7 Lead", "1014 ink 3 Lead");
  }

  private static Path file(String resource) throws URISyntaxException {
    return Path.of(FederationTest.class.getResource(resource).toURI());
  }
}
