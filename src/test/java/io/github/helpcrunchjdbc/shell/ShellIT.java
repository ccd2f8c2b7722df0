package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.testing.FinishedJar;
import io.github.helpcrunchjdbc.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell as people start it: {@code java -jar} in a process of its own. */
class ShellIT {
  private static final String TWO =
      "SELECT id, name FROM customers WHERE id > 0 ORDER BY id LIMIT 2";

  @TempDir private Path home;

  @Test
  void answersAsTable() throws Exception {
    JavaProcess.Result result = shell("--demo", TWO).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).hasSize(5).first().asString().matches(" *id \\| name");
    assertThat(result.out()).endsWith("(2 rows)\n");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void answersAsCsv() throws Exception {
    JavaProcess.Result result = shell("--demo", "--format", "csv", TWO).run();
    assertThat(result.out().lines()).hasSize(3).first().isEqualTo("id,name");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void answersAsJson() throws Exception {
    JavaProcess.Result result = shell("--demo", "--format=json", TWO).run();
    JsonNode rows = new ObjectMapper().readTree(result.out());
    assertThat(rows).hasSize(2).allMatch(row -> row.get("id").isIntegralNumber());
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void readsTheStatementFromStandardInput() throws Exception {
    JavaProcess.Result result =
        shell("--demo", "--format", "csv", "-").input("SELECT 'Ірина' AS name\n").run();
    assertThat(result.out()).isEqualTo("name\nІрина\n");
  }

  @Test
  void speaksUtf8InALocaleOfAscii() throws Exception {
    JavaProcess.Result result =
        shell("--demo", "--format", "csv", "-")
            .environment("LC_ALL", "C")
            .input("SELECT '日本 Ірина' AS name")
            .run();
    assertThat(result.out()).isEqualTo("name\n日本 Ірина\n");
  }

  @Test
  void wrongSqlIsExitCode1() throws Exception {
    JavaProcess.Result result = shell("--demo", "SELECT emial FROM customers").run();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("Error: ")
        .contains("emial", "email", "(SQLState 42703)")
        .doesNotContain("\tat ");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void writingSqlIsRefused() throws Exception {
    JavaProcess.Result result = shell("--demo", "DELETE FROM customers").run();
    assertThat(result.err()).contains("(SQLState 0A000)");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void wrongArgumentsAreExitCode2() throws Exception {
    JavaProcess.Result result = shell("--demo", "--format", "xml", "SELECT 1").run();
    assertThat(result.err()).startsWith("Error: --format is 'xml'; allowed are table, csv, json");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aMissingKeyIsSaidWhereNobodyCanBeAsked() throws Exception {
    JavaProcess.Result result =
        shell("--url", "jdbc:helpcrunch:", "SELECT id FROM customers").run();
    assertThat(result.err()).contains("HELPCRUNCH_API_KEY", "(SQLState 28000)");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void theKeyIsNeitherPrintedNorKept() throws Exception {
    // Port 1 is reserved and answers nobody.
    String url = "jdbc:helpcrunch:baseUrl=http://127.0.0.1:1;maxRetries=0;apiKey=s3cret=";
    JavaProcess.Result one = shell("--url", url, "SELECT id FROM customers").run();
    assertThat(one.err()).contains("(SQLState 08001)");
    assertThat(one.out() + one.err()).doesNotContain("s3cret");
    JavaProcess.Result interactive =
        shell("--demo").input("!connect " + url + "\nSELECT id FROM customers;\n!quit\n").run();
    assertThat(interactive.err()).isNotEmpty().doesNotContain("s3cret");
    assertThat(filesBelowHome()).noneMatch(text -> text.contains("s3cret"));
  }

  @Test
  void interactiveShellReadsStatementsUntilQuit() throws Exception {
    JavaProcess.Result result = shell("--demo").input(TWO + ";\n!quit\n").run();
    assertThat(result.out()).contains("helpcrunch> ").containsPattern("\\| +id +\\|");
    assertThat(result.exitCode()).isZero();
    assertThat(filesBelowHome()).isEmpty();
  }

  @Test
  void versionAndHelpNeedNoConnection() throws Exception {
    assertThat(shell("--version").run().out())
        .isEqualTo("helpcrunch-jdbc " + System.getProperty("project.version") + "\n");
    assertThat(shell("--help").run().out()).contains("Usage: java -jar");
  }

  private JavaProcess shell(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-Duser.home=" + home, "-jar", FinishedJar.single().toString()));
    command.addAll(List.of(arguments));
    return new JavaProcess(command);
  }

  private List<String> filesBelowHome() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
