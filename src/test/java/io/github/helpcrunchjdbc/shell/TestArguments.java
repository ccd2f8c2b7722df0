package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
class TestArguments {
  @Test
  void demoAndStatement() throws UsageException {
    assertThat(Arguments.parse("--demo", "SELECT 1"))
        .isEqualTo(
            new Arguments(
                Arguments.Mode.CONNECT, "jdbc:helpcrunch:demo", OutputFormat.TABLE, "SELECT 1"));
  }

  @Test
  void valuesStandApartOrBehindAnEqualsSign() throws UsageException {
    Arguments apart =
        Arguments.parse("--url", "jdbc:helpcrunch:pageSize=10", "--format", "csv", "-");
    assertThat(apart)
        .isEqualTo(Arguments.parse("--url=jdbc:helpcrunch:pageSize=10", "--format=csv", "-"))
        .isEqualTo(
            new Arguments(
                Arguments.Mode.CONNECT, "jdbc:helpcrunch:pageSize=10", OutputFormat.CSV, "-"));
  }

  @Test
  void noStatementMeansInteractive() throws UsageException {
    assertThat(Arguments.parse("--demo").sql()).isNull();
  }

  @Test
  void afterTwoDashesAnythingIsAStatement() throws UsageException {
    assertThat(Arguments.parse("--demo", "--", "-- a comment\nSELECT 1").sql())
        .isEqualTo("-- a comment\nSELECT 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--version"})
  void helpAndVersionNeedNothingElse(String option) throws UsageException {
    assertThat(Arguments.parse(option).mode()).isNotEqualTo(Arguments.Mode.CONNECT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --verbose                        | found the option --verbose; allowed are --demo, --url
          --demo --format xml              | --format is 'xml'; allowed are table, csv, json
          --demo --format TABLE            | --format is 'TABLE'; allowed are table, csv, json
          --demo --format                  | found --format without a value
          --url                            | found --url without a value
          --demo --demo                    | found --demo or --url twice
          --demo --url jdbc:helpcrunch:    | found --demo or --url twice
          SELECT_1                         | found nothing to connect to; give --demo, or --url
          --demo SELECT id                 | found two SQL statements, 'SELECT' and 'id'
          --url jdbc:postgresql://h/d      | --url starts with jdbc:postgresql:; allowed is what
          --url helpcrunch                 | --url is no JDBC URL; allowed is what starts with
          """)
  void wrongUsage(String commandLine, String message) {
    assertThatThrownBy(() -> Arguments.parse(commandLine.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void emptyStatement() {
    assertThatThrownBy(() -> Arguments.parse("--demo", " "))
        .hasMessage("found an empty SQL statement; leave it out for a shell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--apiKey=s3cret", "--url=jdbc:other:password=s3cret", "--url=user:s3cret"})
  void secretsAreNotRepeated(String argument) {
    assertThatThrownBy(() -> Arguments.parse(argument)).message().doesNotContain("s3cret");
  }
}
