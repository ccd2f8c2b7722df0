package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.AnswerFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements with their answers, a file for each kind in {@code src/test/resources/answers}. */
class TestAnswers {
  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  static List<AnswerFile.Line> wholeNumbersAndTimes() {
    return AnswerFile.read("whole-numbers-and-times");
  }

  @ParameterizedTest
  @MethodSource
  void wholeNumbersAndTimes(AnswerFile.Line line) {
    assertAnswer(line);
  }

  /** A line of a file can't hold one, for its pieces stand on lines of their own. */
  @Test
  void aFactorCastFromALiteralInPieces() {
    assertAnswer(
        new AnswerFile.Line("24", "SELECT a * CAST('1'\n'2' AS INTEGER) FROM (VALUES 2) AS t(a)"));
  }

  static List<AnswerFile.Line> json() {
    return AnswerFile.read("json");
  }

  @ParameterizedTest
  @MethodSource
  void json(AnswerFile.Line line) {
    assertAnswer(line);
  }

  @Test
  void jsonOfGroupsHasAnyLength() throws SQLException {
    try (Statement statement = account.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT JSON_ARRAYAGG(x), JSON_OBJECTAGG('k': x), JSON_ARRAYAGG(x ORDER BY x)"
                    + " FROM (VALUES REPEAT('x', 3000)) AS t(x)")) {
      assertThat(result.next()).isTrue();
      for (int i = 1; i <= 3; i++) {
        int length = result.getString(i).length();
        assertThat(length).isGreaterThan(3000);
        assertThat(result.getMetaData().getPrecision(i)).isGreaterThanOrEqualTo(length);
      }
    }
  }

  @Test
  void binaryIsShownWithTwoDigitsAByte() throws SQLException {
    try (Statement statement = account.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT x'1F', CAST(x'1F00' AS VARBINARY)")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("1f");
      assertThat(result.getMetaData().getColumnDisplaySize(1)).isEqualTo(2);
      assertThat(result.getMetaData().getColumnDisplaySize(2)).isGreaterThanOrEqualTo(4);
    }
  }

  static List<AnswerFile.Line> subQueries() {
    return AnswerFile.read("sub-queries");
  }

  @ParameterizedTest
  @MethodSource
  void subQueries(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> decimals() {
    return AnswerFile.read("decimals");
  }

  @ParameterizedTest
  @MethodSource
  void decimals(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> doubles() {
    return AnswerFile.read("doubles");
  }

  @ParameterizedTest
  @MethodSource
  void doubles(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> postgresql() {
    return AnswerFile.read("postgresql");
  }

  @ParameterizedTest
  @MethodSource
  void postgresql(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> text() {
    return AnswerFile.read("text");
  }

  @ParameterizedTest
  @MethodSource
  @Tag("everywhere")
  @Tag("zones")
  void text(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> windows() {
    return AnswerFile.read("windows");
  }

  @ParameterizedTest
  @MethodSource
  void windows(AnswerFile.Line line) {
    assertAnswer(line);
  }

  static List<AnswerFile.Line> nested() {
    return AnswerFile.read("nested");
  }

  @ParameterizedTest
  @MethodSource
  void nested(AnswerFile.Line line) {
    assertAnswer(line);
  }

  private static void assertAnswer(AnswerFile.Line line) {
    assertThat(answer(account.connection(), line.statement())).isEqualTo(line.expected());
  }

  private static String answer(Connection connection, String sql) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 1; i <= columns; i++) {
          String value = result.getString(i);
          row.add(value == null ? "NULL" : value);
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      return "!" + e.getSQLState();
    }
    return String.join(" / ", rows);
  }
}
