package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("everywhere")
class TestShell {
  /** The quota of the demo account is one for all tests: who is bound by it may wait a minute. */
  private static final String DEMO = "jdbc:helpcrunch:demo;requestsPerMinute=0";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @Test
  void help() {
    assertThat(run("--help")).isEqualTo(Shell.ANSWERED);
    assertThat(output()).contains("--demo", "--url", "--format", "HELPCRUNCH_API_KEY", "don't");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version() {
    assertThat(run("--version")).isEqualTo(Shell.ANSWERED);
    assertThat(output()).startsWith("helpcrunch-jdbc ").endsWith("\n");
  }

  @Test
  void wrongUsageSaysSoOnTheErrorOutput() {
    assertThat(run("--demo", "--format", "xml", "SELECT 1")).isEqualTo(Shell.WRONG_USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Error: --format is 'xml'; allowed are table, csv, json. --help says more.");
    assertThat(output()).isEmpty();
  }

  @Test
  void diagnoseChecksTheService() {
    assertThat(run("--url", DEMO, "--format", "csv", "diagnose")).isEqualTo(Shell.ANSWERED);
    assertThat(output()).startsWith("check,verdict,detail,property\n").contains("key,OK,");
  }

  @Test
  void outputThatNobodyReadsIsAFailure() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int code =
        new Shell(InputStream.nullInputStream(), closed, new PrintWriter(err), () -> false)
            .run("--help");
    assertThat(code).isEqualTo(Shell.FAILED);
    assertThat(err.toString()).contains("Broken pipe");
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    return new Shell(InputStream.nullInputStream(), out, new PrintWriter(err), () -> false)
        .run(args);
  }
}
