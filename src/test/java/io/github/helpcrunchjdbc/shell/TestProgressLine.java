package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.Progress;
import io.github.helpcrunchjdbc.Progress.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The shell shows on a terminal how far a statement is, and leaves nothing of it. */
class TestProgressLine {
  private final StringWriter written = new StringWriter();

  private static Progress progress(boolean done) {
    return new Progress(
        1, 120, OptionalLong.of(80), 12_000, OptionalLong.of(101), Waiting.QUOTA, 41, done);
  }

  private ProgressLine line(boolean isTerminal) {
    return new ProgressLine(new PrintWriter(written), () -> isTerminal);
  }

  @Test
  void oneLineThatIsTakenAwayInTheEnd() {
    ProgressLine line = line(true);
    line.progressed(progress(false));
    line.progressed(progress(false));
    line.progressed(progress(true));
    String shown = "\r\u001b[Kpage 120 of 200, quota full, goes on in 41 s, about 2 min left";
    assertThat(written.toString()).isEqualTo(shown + shown + "\r\u001b[K");
  }

  @Test
  void nothingWhereThereIsNoTerminal() {
    ProgressLine line = line(false);
    line.progressed(progress(false));
    line.progressed(progress(true));
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void rowsTakeTheLineAway() throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    ProgressLine line =
        new ProgressLine(new PrintWriter(shown, false, StandardCharsets.UTF_8), () -> true);
    line.progressed(progress(false));
    try (ErasingStream out = new ErasingStream(shown, line)) {
      out.write("id\n".getBytes(StandardCharsets.UTF_8));
      out.write("1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith("left\r\u001b[Kid\n1\n");
  }

  @Test
  void itsDriverConnectsAsTheOneBehindIt() throws Exception {
    List<Progress> told = new ArrayList<>();
    String url = "jdbc:helpcrunch:demo;warmUp=false";
    try (ProgressDriver.Registration registered = ProgressDriver.register(url, told::add)) {
      assertThat(DriverManager.getDriver(url)).isInstanceOf(ProgressDriver.class);
      try (Connection connection = DriverManager.getConnection(url);
          ResultSet rows =
              connection.createStatement().executeQuery("SELECT COUNT(*) FROM customers")) {
        assertThat(rows.next()).isTrue();
      }
    }
    assertThat(DriverManager.getDriver(url)).isNotInstanceOf(ProgressDriver.class);
  }
}
