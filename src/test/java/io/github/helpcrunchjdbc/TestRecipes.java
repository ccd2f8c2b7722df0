package io.github.helpcrunchjdbc;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files that tools import say what is so. */
@Tag("everywhere")
@Tag("zones")
class TestRecipes {
  private static final String DEMO = "jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0";
  private static final String FROM = " FROM helpcrunch.customers ";

  /** What a capability of Tableau is good for, tried on a connection. */
  private interface Trial {
    void on(Connection connection) throws SQLException;
  }

  private static final Trial NO_CATALOGS =
      connection -> assertThat(rows(connection.getMetaData().getCatalogs())).isZero();
  private static final Trial CANCELS =
      connection -> {
        try (Statement statement = connection.createStatement()) {
          statement.executeQuery("SELECT id" + FROM);
          statement.cancel();
        }
      };

  private static final Map<String, Trial> TRIALS =
      Map.ofEntries(
          entry(
              "CAP_CREATE_TEMP_TABLES=no", refused("CREATE TEMPORARY TABLE x AS SELECT id" + FROM)),
          entry("CAP_SELECT_INTO=no", refused("SELECT id INTO x" + FROM)),
          entry("CAP_SELECT_TOP_INTO=no", refused("SELECT TOP 1 id INTO x" + FROM)),
          entry("CAP_CONNECT_STORED_PROCEDURE=no", refused("CALL x()")),
          entry(
              "CAP_SET_ISOLATION_LEVEL_VIA_SQL=no",
              connection -> {
                int level = connection.getTransactionIsolation();
                // It is taken, for tools send it, and does nothing.
                connection
                    .createStatement()
                    .execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
                assertThat(connection.getTransactionIsolation()).isEqualTo(level);
              }),
          entry(
              "CAP_FAST_METADATA=yes",
              connection ->
                  assertThat(rows(connection.getMetaData().getTables(null, null, "%", null)))
                      .isEqualTo(3)),
          entry("CAP_QUERY_WHERE_FALSE_METADATA=yes", answered("SELECT *" + FROM + "WHERE 1=0", 0)),
          entry("CAP_QUERY_TOP_0_METADATA=yes", answered("SELECT *" + FROM + "LIMIT 0", 0)),
          entry("CAP_QUERY_TOP_0=yes", answered("SELECT *" + FROM + "LIMIT 0", 0)),
          entry("CAP_QUERY_TOP_N=yes", answered("SELECT id" + FROM + "LIMIT 3", 3)),
          entry("CAP_QUERY_TOPSTYLE_LIMIT=yes", answered("SELECT id" + FROM + "LIMIT 3", 3)),
          entry(
              "CAP_QUERY_SUBQUERIES=yes",
              answered("SELECT SUM(1) FROM (SELECT id" + FROM + ") \"t0\" HAVING COUNT(1) > 0", 1)),
          entry(
              "CAP_QUERY_SUBQUERIES_WITH_TOP=yes",
              answered("SELECT id FROM (SELECT id" + FROM + "LIMIT 3) \"t0\"", 3)),
          entry(
              "CAP_QUERY_GROUP_BY_ALIAS=yes",
              answered("SELECT unsubscribed IS TRUE AS \"x\"" + FROM + "GROUP BY \"x\"", 2)),
          entry(
              "CAP_QUERY_GROUP_BY_DEGREE=yes",
              answered("SELECT unsubscribed IS TRUE AS \"x\"" + FROM + "GROUP BY 1", 2)),
          entry(
              "CAP_QUERY_GROUP_BY_BOOL=yes",
              answered(
                  "SELECT unsubscribed" + FROM + "WHERE unsubscribed GROUP BY unsubscribed", 1)),
          entry(
              "CAP_QUERY_BOOLEXPR_TO_INTEXPR=no",
              answered("SELECT (id > 5) AS \"x\"" + FROM + "LIMIT 1", 1)),
          entry(
              "CAP_QUERY_HAVING_REQUIRES_GROUP_BY=no",
              answered("SELECT COUNT(*)" + FROM + "HAVING COUNT(*) > 0", 1)),
          entry(
              "CAP_QUERY_SORT_BY=yes",
              answered("SELECT id AS \"x\"" + FROM + "ORDER BY \"x\" LIMIT 1", 1)),
          entry(
              "CAP_QUERY_SORT_BY_DEGREE=yes",
              answered("SELECT id" + FROM + "ORDER BY 1 LIMIT 1", 1)),
          entry(
              "CAP_JDBC_EXPORT_DATA_BATCH=no",
              connection ->
                  assertThatThrownBy(() -> connection.createStatement().addBatch("INSERT"))
                      .isInstanceOf(SQLFeatureNotSupportedException.class)),
          entry(
              "CAP_JDBC_METADATA_GET_INDEX_INFO=no",
              connection ->
                  assertThat(
                          rows(
                              metaData(connection)
                                  .getIndexInfo(null, null, "customers", false, true)))
                      .isZero()),
          entry(
              "CAP_JDBC_METADATA_READ_FOREIGNKEYS=yes",
              connection ->
                  assertThat(
                          rows(metaData(connection).getImportedKeys(null, null, "customer_tags")))
                      .isEqualTo(1)),
          entry(
              "CAP_JDBC_METADATA_READ_PRIMARYKEYS=yes",
              connection ->
                  assertThat(rows(metaData(connection).getPrimaryKeys(null, null, "customers")))
                      .isEqualTo(1)),
          entry("CAP_JDBC_QUERY_ASYNC=yes", CANCELS),
          entry("CAP_JDBC_QUERY_CANCEL=yes", CANCELS),
          entry("CAP_JDBC_SUPPRESS_EMPTY_CATALOG_NAME=yes", NO_CATALOGS),
          entry("CAP_JDBC_SUPPRESS_ENUMERATE_DATABASES=yes", NO_CATALOGS));

  private static DatabaseMetaData metaData(Connection connection) throws SQLException {
    return connection.getMetaData();
  }

  private static Trial refused(String sql) {
    return connection ->
        assertThatThrownBy(() -> connection.createStatement().executeQuery(sql))
            .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  private static Trial answered(String sql, int expected) {
    return connection ->
        assertThat(rows(connection.createStatement().executeQuery(sql))).isEqualTo(expected);
  }

  private static int rows(ResultSet result) throws SQLException {
    int count = 0;
    while (result.next()) {
      count++;
    }
    return count;
  }

  private static Element parse(String file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("docs", "recipes", file).toFile())
        .getDocumentElement();
  }

  private static Element only(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    assertThat(found.getLength()).as(name).isEqualTo(1);
    return (Element) found.item(0);
  }

  @Test
  void driverOfDbeaver() throws Exception {
    Element root = parse("dbeaver-drivers.xml");
    assertThat(root.getTagName()).isEqualTo("drivers");
    assertThat(only(root, "provider").getAttribute("id")).isEqualTo("generic");
    Element definition = only(root, "driver");
    Driver driver =
        (Driver)
            Class.forName(definition.getAttribute("class")).getDeclaredConstructor().newInstance();
    String template = definition.getAttribute("url");
    for (String database : new String[] {"", "demo"}) {
      assertThat(driver.acceptsURL(template.replace("[{database}]", database))).isTrue();
    }
    Properties empty = new Properties();
    empty.setProperty("user", "");
    empty.setProperty("password", "");
    try (Connection connection = driver.connect(template.replace("[{database}]", "demo"), empty)) {
      String version = connection.getMetaData().getDriverVersion();
      assertThat(only(root, "library").getAttribute("path"))
          .endsWith("/helpcrunch-jdbc-" + version + "-all.jar");
    }
  }

  @Test
  void capabilitiesOfTableau() throws Exception {
    Element root = parse("helpcrunch.tdc");
    assertThat(root.getTagName()).isEqualTo("connection-customization");
    assertThat(root.getAttribute("class")).isEqualTo("genericjdbc");
    assertThat(only(root, "vendor").getAttribute("name")).isEqualTo("genericjdbc");
    assertThat("jdbc:" + only(root, "driver").getAttribute("name") + ":demo")
        .isEqualTo("jdbc:helpcrunch:demo");
    Map<String, Trial> claimed = new TreeMap<>();
    NodeList all = root.getElementsByTagName("customization");
    for (int i = 0; i < all.getLength(); i++) {
      Element one = (Element) all.item(i);
      String claim = one.getAttribute("name") + "=" + one.getAttribute("value");
      assertThat(TRIALS).as("trials").containsKey(claim);
      claimed.put(claim, TRIALS.get(claim));
    }
    assertThat(claimed).hasSize(all.getLength()).hasSize(TRIALS.size());
    try (Connection connection = DriverManager.getConnection(DEMO)) {
      for (Trial trial : claimed.values()) {
        trial.on(connection);
      }
    }
  }
}
