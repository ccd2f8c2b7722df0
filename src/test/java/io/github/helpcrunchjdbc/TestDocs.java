package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionProperty;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.testing.DocsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the documentation say what the code does. */
class TestDocs {
  /** The target of a Markdown link that is no address and no place on the same page. */
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");

  @Test
  void columns() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Column", "SQL type", "What it holds", "From", "Searched by", "Sorted by"));
    for (ColumnDef column : CustomerColumns.all()) {
      rows.add(
          List.of(
              code(column.name()),
              sqlType(column),
              column.remark(),
              column.hidden() ? "hidden" : code(String.join(".", column.path())),
              operators(column),
              column.isSortable() ? "yes" : ""));
    }
    new DocsPage("columns.md").assertTable(rows);
  }

  @Test
  void errors() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SQLState", "Code", "When", "Exception"));
    for (ErrorCode error : ErrorCode.values()) {
      rows.add(
          List.of(
              code(error.sqlState()),
              code(error.name()),
              error.meaning(),
              code(SqlExceptions.of(error, "").getClass().getSimpleName())));
    }
    new DocsPage("errors.md").assertTable(rows);
  }

  @Test
  void connectionProperties() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Property", "What it is", "Default", "Allowed"));
    for (ConnectionProperty property : ConnectionProperty.values()) {
      rows.add(
          List.of(
              code(property.propertyName()),
              property.description(),
              property.defaultValue().isEmpty() ? "" : code(property.defaultValue()),
              property.allowed()));
    }
    new DocsPage("connection-properties.md").assertTable(rows);
  }

  @Test
  void linksBetweenPagesLeadSomewhere() throws IOException {
    for (Path page : pages()) {
      for (Matcher link = LINK.matcher(Files.readString(page)); link.find(); ) {
        assertThat(page.resolveSibling(link.group(1))).as("a link of " + page).exists();
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Stream.concat(Files.list(Path.of("")), Files.walk(Path.of("docs")))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String operators(ColumnDef column) {
    return column.operators().stream()
        .map(Operator::symbol)
        .map(TestDocs::code)
        .collect(Collectors.joining(" "));
  }

  private static String sqlType(ColumnDef column) {
    ColumnType.Sql sql = column.type().sql();
    String type = sql.isTime() ? sql + "(" + sql.precision() + ")" : sql.toString();
    return column.equals(CustomerColumns.ID) ? type + " NOT NULL" : type;
  }
}
