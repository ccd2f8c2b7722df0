package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The printers, which see JDBC only, over another driver's results. */
@Tag("everywhere")
class TestPrinters {
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void csvTellsNullFromEmptyAndQuotesWhatNeedsIt() throws Exception {
    assertThat(
            print(
                OutputFormat.CSV,
                """
                SELECT 1 AS "id", NULL AS "a", '' AS "b", 'x,y' AS "c,c", 'say "hi"' AS "d",
                       U&'line\\000Aline' AS "e", ' ' AS "f", 'Ірина' AS "g"
                """))
        .isEqualTo(
            "id,a,b,\"c,c\",d,e,f,g\n1,,\"\",\"x,y\",\"say \"\"hi\"\"\",\"line\nline\", ,Ірина\n");
  }

  @Test
  void csvWithoutRowsIsItsHeader() throws Exception {
    assertThat(print(OutputFormat.CSV, "SELECT 1 AS \"id\" WHERE FALSE")).isEqualTo("id\n");
  }

  @Test
  void jsonKeepsTypes() throws Exception {
    String json =
        print(
            OutputFormat.JSON,
            """
            SELECT 5000000000 AS "long", 1.50 AS "decimal", CAST(0.25 AS DOUBLE PRECISION) AS "double",
                   TRUE AS "yes", CAST(NULL AS BOOLEAN) AS "unknown", NULL AS "nothing",
                   '' AS "empty", '7' AS "text", TIMESTAMP '2020-10-28 11:49:06' AS "time",
                   CAST('NaN' AS DOUBLE PRECISION) AS "nan",
                   CAST('-Infinity' AS DOUBLE PRECISION) AS "infinity"
            """);
    assertThat(json)
        .isEqualTo(
            """
            [
            {"long":5000000000,"decimal":1.50,"double":0.25,"yes":true,"unknown":null,"nothing":null,\
            "empty":"","text":"7","time":"2020-10-28 11:49:06","nan":"NaN","infinity":"-Infinity"}
            ]
            """);
  }

  @Test
  void jsonEscapesWhatItMustSoThatAReaderGetsTheTextBack() throws Exception {
    String text = "quote \" backslash \\ newline \n tab \t bell \u0007 Ірина 😀";
    String json = print(OutputFormat.JSON, "SELECT '" + text + "' AS \"a\" UNION ALL SELECT ''");
    var rows = new ObjectMapper().readTree(json);
    assertThat(rows.get(0).get("a").textValue()).isEqualTo(text);
    assertThat(rows.get(1).get("a").textValue()).isEmpty();
    assertThat(json).contains("Ірина 😀").contains("\\u0007");
  }

  @Test
  void jsonKeepsColumnsOfTheSameLabelApart() throws Exception {
    assertThat(print(OutputFormat.JSON, "SELECT 1 AS \"id\", 2 AS \"id\", 3 AS \"id_2\""))
        .isEqualTo("[\n{\"id\":1,\"id_3\":2,\"id_2\":3}\n]\n");
  }

  @Test
  void jsonWithoutRowsIsAnEmptyArray() throws Exception {
    assertThat(new ObjectMapper().readTree(print(OutputFormat.JSON, "SELECT 1 AS a WHERE FALSE")))
        .isEmpty();
  }

  @Test
  void tableAlignsNumbersRightAndCountsWideCharactersTwice() throws Exception {
    assertThat(
            print(
                OutputFormat.TABLE,
                """
                SELECT * FROM (VALUES (1, 'Anna', NULL), (200, '日本', 'x'), (3, 'é', ''))
                  AS t("id", "name", "city")
                """))
        .isEqualTo(
            """
             id | name | city
            ----+------+-----
              1 | Anna | NULL
            200 | 日本 | x
              3 | é    |
            (3 rows)
            """);
  }

  @Test
  void tableShowsWhatWouldSteerTheTerminalAsEscapes() throws Exception {
    assertThat(print(OutputFormat.TABLE, "SELECT U&'a\\000Ab\\001B[31m\\202Ec\\0009d' AS \"name\""))
        .isEqualTo(
            """
            name
            ------------------------
            a\\nb\\u001b[31m\\u202ec\\td
            (1 row)
            """);
  }

  @Test
  void tableGoesOnBehindTheRowsItMeasured() throws Exception {
    String table =
        print(OutputFormat.TABLE, "SELECT x AS \"x\" FROM SYSTEM_RANGE(9999, 11500) ORDER BY x");
    assertThat(table).startsWith("    x\n-----\n 9999\n10000\n").endsWith("11500\n(1502 rows)\n");
    assertThat(table.lines()).hasSize(1502 + 3);
  }

  @Test
  void tableWithoutRows() throws Exception {
    assertThat(print(OutputFormat.TABLE, "SELECT 1 AS \"id\" WHERE FALSE"))
        .isEqualTo("id\n--\n(0 rows)\n");
  }

  private static String print(OutputFormat format, String sql) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      format.printer().print(rows, out);
    }
    return out.toString();
  }
}
