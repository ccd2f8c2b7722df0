import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sqlline.SqlLine;

/** What is typed into sqlline, and what it shows. */
class SqllineTest {
  private static final String[] CONNECT = {
    "-d", "io.github.helpcrunchjdbc.HelpCrunchDriver",
    "-u", "jdbc:helpcrunch:demo",
    "-n", "",
    "-p", "",
    "--color=false",
    "--maxWidth=400"
  };

  private static String shown(String... typed) throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    SqlLine sqlline = new SqlLine();
    try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      sqlline.setOutputStream(out);
      sqlline.setErrorStream(out);
      String lines = String.join("\n", typed) + "\n!quit\n";
      sqlline.begin(
          CONNECT, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), false);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void queries() throws IOException {
    assertThat(
            shown(
                "!set outputformat csv",
                "SELECT id, name FROM customers WHERE id <= 1010 ORDER BY id;",
                "SELECT COUNT(*) FROM helpcrunch.customers;"))
        .contains("'id','name'")
        .contains("'1005','isil YILMAZ'")
        .contains("'1010','Inês Assunção'")
        .contains("'4000'")
        .doesNotContain("Error");
  }

  @Test
  void looksAtTheCatalog() throws IOException {
    assertThat(shown("!tables")).contains("customers", "TABLE").doesNotContain("Error");
    assertThat(shown("!columns customers"))
        .contains("lastSeen", "TIMESTAMP", "customData")
        .doesNotContain("Error");
    assertThat(shown("!primarykeys customers")).contains("id").doesNotContain("Error");
    assertThat(shown("!indexes customers", "!importedkeys customers", "!exportedkeys customers"))
        .doesNotContain("Error");
    assertThat(shown("!metadata getTypeInfo")).contains("VARCHAR", "BIGINT");
    assertThat(shown("!procedures", "!nativesql SELECT 1")).doesNotContain("Error");
  }

  /** It calls every method of DatabaseMetaData that has no arguments, and shows what failed. */
  @Test
  void dbinfo() throws IOException {
    assertThat(shown("!dbinfo"))
        .contains("supportsGroupBy", "getDatabaseProductName", "isReadOnly")
        .doesNotContain("Error")
        .doesNotContain("Exception");
  }

  @Test
  void errorsAreShownAndTheNextStatementRuns() throws IOException {
    assertThat(
            shown(
                "!set outputformat csv",
                "SELECT nmae FROM customers;",
                "DELETE FROM customers;",
                "SELECT 6 * 7;"))
        .contains("nmae", "42703", "0A000", "'42'");
  }

  @Test
  void transactionsAreHarmless() throws IOException {
    assertThat(
            shown(
                "!autocommit off",
                "SELECT 6 * 7;",
                "!commit",
                "!rollback",
                "!autocommit on",
                "!isolation TRANSACTION_NONE",
                "!readonly on"))
        .contains("42")
        .doesNotContain("Error");
  }
}
