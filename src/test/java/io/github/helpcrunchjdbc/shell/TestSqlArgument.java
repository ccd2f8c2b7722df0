package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("everywhere")
class TestSqlArgument {
  @Test
  void standardInputIsUtf8InEveryLocale() throws Exception {
    assertThat(SqlArgument.read("-", utf8("SELECT 'Ірина?'"))).isEqualTo("SELECT 'Ірина?'");
  }

  @Test
  void emptyStandardInput() {
    assertThatThrownBy(() -> SqlArgument.read("-", utf8("\n")))
        .isInstanceOf(UsageException.class)
        .hasMessage("found no SQL on standard input");
  }

  @Test
  void argumentIsTakenAsItIs() throws Exception {
    assertThat(SqlArgument.checkDecoded("SELECT 'Ірина?'", "UTF-8")).isEqualTo("SELECT 'Ірина?'");
    assertThat(SqlArgument.checkDecoded("SELECT 1", "ANSI_X3.4-1968")).isEqualTo("SELECT 1");
  }

  @Test
  void whatTheLocaleCouldNotPassOnIsRefused() {
    assertThatThrownBy(() -> SqlArgument.checkDecoded("SELECT '??'", "ANSI_X3.4-1968"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
    assertThatThrownBy(() -> SqlArgument.checkDecoded("SELECT '\uFFFD'", "UTF-8"))
        .isInstanceOf(UsageException.class);
  }

  private static InputStream utf8(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
