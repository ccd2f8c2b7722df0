package io.github.helpcrunchjdbc.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.http.settings.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key in a file. */
class TestKeyFile {
  @TempDir private Path folder;

  private static ConnectionSettings read(String url, Path file) throws SQLException {
    Properties info = new Properties();
    info.setProperty("apiKeyFile", file.toString());
    return SettingsReader.read(url, info, name -> null);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("key"), text);
  }

  @Test
  void theKeyIsTakenWithoutTheLineBreakBehindIt() throws Exception {
    ConnectionSettings settings = read("jdbc:helpcrunch:", file("c2VjcmV0==\n"));
    assertThat(settings.client().apiKey()).isEqualTo(new ApiKey("c2VjcmV0=="));
    assertThat(settings.toString()).doesNotContain("c2VjcmV0==");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingShown() throws Exception {
    assertThatThrownBy(() -> read("jdbc:helpcrunch:", file("  \n")))
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("jdbc:helpcrunch:", file("x".repeat(20_000))))
        .hasMessageContaining("longer than any key");
    assertThatThrownBy(() -> read("jdbc:helpcrunch:", file("secret\nmore")))
        .hasMessageContaining("line break")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> read("jdbc:helpcrunch:", folder.resolve("nothing")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("can't be read (NoSuchFileException)");
  }

  @Test
  void twoKeysAreRefused() throws Exception {
    Path file = file("one");
    assertThatThrownBy(() -> read("jdbc:helpcrunch:apiKey=two", file))
        .hasMessageContaining("both given");
  }
}
