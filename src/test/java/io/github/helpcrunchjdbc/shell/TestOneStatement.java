package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestOneStatement {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final OneStatement one = new OneStatement(new CsvPrinter(), out, new PrintWriter(err));
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void printsTheAnswer() throws Exception {
    one.run(connection, "SELECT 1 AS \"id\"");
    assertThat(out.toString()).isEqualTo("id\n1\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsNothingWhereThereIsNoAnswer() throws Exception {
    one.run(connection, "SET @a = 1");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void warnsOfWhatIsPrintedAlsoWhereTheRestFails() throws Exception {
    AnswerPrinter failing =
        (rows, to) -> {
          rows.next();
          throw new SQLException("broken");
        };
    try (Connection demo =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;maxRequests=2;maxRequestsAction=warn;warmUp=false")) {
      assertThatThrownBy(
              () ->
                  new OneStatement(failing, out, new PrintWriter(err))
                      .run(demo, "SELECT id FROM customers"))
          .hasMessage("broken");
    }
    assertThat(err.toString()).startsWith("Warning: ").contains("maxRequests is 2", "01HCR");
  }

  @Test
  void aFailureIsOneLineWithItsSqlState() {
    assertThat(OneStatement.describe(new SQLException("no such column: emial", "42703")))
        .isEqualTo("no such column: emial (SQLState 42703)");
    assertThat(OneStatement.describe(new SQLException("no state"))).isEqualTo("no state");
  }
}
