package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("everywhere")
class TestShell {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help() {
    assertThat(run("--help")).isEqualTo(Shell.ANSWERED);
    assertThat(out.toString())
        .contains("--demo", "--url", "--format", "HELPCRUNCH_API_KEY", "don't");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version() {
    assertThat(run("--version")).isEqualTo(Shell.ANSWERED);
    assertThat(out.toString()).startsWith("helpcrunch-jdbc ").endsWith("\n");
  }

  @Test
  void wrongUsageSaysSoOnTheErrorOutput() {
    assertThat(run("--demo", "--format", "xml", "SELECT 1")).isEqualTo(Shell.WRONG_USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Error: --format is 'xml'; allowed are table, csv, json. --help says more.");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void diagnoseChecksTheService() {
    assertThat(run("--demo", "--format", "csv", "diagnose")).isEqualTo(Shell.ANSWERED);
    assertThat(out.toString()).startsWith("check,verdict,detail,property\n").contains("key,OK,");
  }

  @Test
  void outputThatNobodyReadsIsAFailure() {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] characters, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code =
        new Shell(InputStream.nullInputStream(), closed, new PrintWriter(err), () -> false)
            .run("--help");
    assertThat(code).isEqualTo(Shell.FAILED);
    assertThat(err.toString()).contains("Broken pipe");
  }

  private int run(String... args) {
    return new Shell(InputStream.nullInputStream(), out, new PrintWriter(err), () -> false)
        .run(args);
  }
}
