package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.DocExample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every SQL of the documentation, asked of the demo account. Where a block of text follows, it is
 * what the shell prints; one that begins with {@code Error:} is the failure that is shown there.
 * With the system property {@code docs.write=true} the answers are written instead of compared.
 */
@Tag("everywhere")
@Tag("zones")
class TestDocExamples {
  /** Without the quota, which so many statements one after another would have to wait for. */
  private static final String DEMO = Arguments.DEMO_URL + ";timeZone=UTC;requestsPerMinute=0";

  static List<DocExample> examples() throws IOException {
    return DocExample.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void answersAsShown(DocExample example) throws Exception {
    String shown = example.answer();
    String found = ask(example.sql(), shown != null && shown.startsWith("Error:"));
    if (shown == null) {
      return;
    }
    if (Boolean.getBoolean("docs.write")) {
      example.write(found);
    } else {
      assertThat(found).isEqualTo(shown);
    }
  }

  private static String ask(String sql, boolean fails) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    try (Connection connection = DriverManager.getConnection(DEMO)) {
      new OneStatement(new TablePrinter(), out, new PrintWriter(out)).run(connection, sql);
    } catch (SQLException e) {
      if (!fails) {
        throw e;
      }
      return "Error: " + OneStatement.describe(e) + "\n";
    }
    return out.toString();
  }
}
