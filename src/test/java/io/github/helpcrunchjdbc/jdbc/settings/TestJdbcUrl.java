package io.github.helpcrunchjdbc.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
class TestJdbcUrl {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "jdbc:helpcrunch:                            | false |",
        "jdbc:helpcrunch:;;                          | false |",
        "jdbc:helpcrunch:demo                        | true  |",
        "jdbc:helpcrunch:Demo;                       | true  |",
        "JDBC:HELPCRUNCH:demo                        | true  |",
        "jdbc:helpcrunch:demo;a=1                    | true  | a->1",
        "jdbc:helpcrunch:demo=1                      | false | demo->1",
        "jdbc:helpcrunch:a=1;b=2;                    | false | a->1,b->2",
        "jdbc:helpcrunch: a = 1 ; b = 2              | false | a->1,b->2",
        "jdbc:helpcrunch:a=abc==;b=                  | false | a->abc==,b->",
        "jdbc:helpcrunch:a='x;y=z';b=2               | false | a->x;y=z,b->2",
        "jdbc:helpcrunch:a=\"it''s\";b=2             | false | a->it''s,b->2",
        "jdbc:helpcrunch:a='it''s' ;b=2              | false | a->it's,b->2",
        "jdbc:helpcrunch:a='';b=2                    | false | a->,b->2",
        "jdbc:helpcrunch:a=x'y                       | false | a->x'y",
      })
  void takesApart(String url, boolean demo, String pairs) throws SQLException {
    JdbcUrl parsed = JdbcUrl.parse(url);
    assertThat(parsed.demo()).isEqualTo(demo);
    assertThat(
            parsed.pairs().stream()
                .map(pair -> pair.name() + "->" + pair.value())
                .collect(Collectors.joining(",")))
        .isEqualTo(pairs == null ? "" : pairs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:helpcrunch:a=1;secret",
        "jdbc:helpcrunch:a=1;b='secret",
        "jdbc:helpcrunch:a=1;b='secret'x",
        "jdbc:helpcrunch:a=1;b='secret'=x",
      })
  void refusesWithPositionAndWithoutText(String url) {
    assertThatThrownBy(() -> JdbcUrl.parse(url))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("part 2 of the URL")
        .hasMessageNotContaining("secret")
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("22023");
  }

  @Test
  void toStringLeavesValuesOut() throws SQLException {
    assertThat(JdbcUrl.parse("jdbc:helpcrunch:apiKey=secret").toString()).doesNotContain("secret");
  }
}
