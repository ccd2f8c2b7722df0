package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.jdbc.MemoryEngine;
import io.github.helpcrunchjdbc.jdbc.MemorySession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TestHelpCrunchDriver {
  private static final String KEY = "c2VjcmV0LWtleQ==";

  private final HelpCrunchDriver driver =
      new HelpCrunchDriver(
          (settings, timeout) -> new MemorySession(new MemoryEngine()), name -> null);

  @Test
  void isRegistered() throws SQLException {
    assertThat(DriverManager.getDriver("jdbc:helpcrunch:demo"))
        .isInstanceOf(HelpCrunchDriver.class);
    assertThat(ServiceLoader.load(Driver.class)).hasAtLeastOneElementOfType(HelpCrunchDriver.class);
  }

  @Test
  void foreignUrls() throws SQLException {
    assertThat(driver.connect("jdbc:calcite:model=x", new Properties())).isNull();
    assertThat(driver.connect("jdbc:helpcrunchy:demo", null)).isNull();
    assertThat(driver.acceptsURL("jdbc:calcite:")).isFalse();
    assertThat(driver.acceptsURL("jdbc:helpcrunch:anything")).isTrue();
    assertThat(driver.getPropertyInfo("jdbc:calcite:", null)).isEmpty();
    assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> driver.connect(null, null)).isInstanceOf(SQLException.class);
  }

  @Test
  void theCallersPropertiesStayAsTheyAre() throws SQLException {
    Properties info = new Properties();
    info.setProperty("apiKey", KEY);
    Properties before = (Properties) info.clone();
    try (Connection connection = driver.connect("jdbc:helpcrunch:", info)) {
      assertThat(connection).isNotNull();
    }
    assertThat(info).isEqualTo(before);
  }

  @Test
  void theKeyIsNotShown() throws SQLException {
    try (Connection connection =
        driver.connect("jdbc:helpcrunch:apiKey=" + KEY + ";pageSize=5", null)) {
      assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:helpcrunch:pageSize=5");
      assertThat(connection.toString()).doesNotContain(KEY);
      assertThat(connection.getMetaData().toString()).doesNotContain(KEY);
      assertThat(connection.getClientInfo().toString()).doesNotContain(KEY);
    }
  }

  @Test
  void theKeyIsNotShownWhereItStandsInAnotherPropertyEither() throws SQLException {
    try (Connection connection =
        driver.connect("jdbc:helpcrunch:apiKey=" + KEY + ";proxyUser=x" + KEY, null)) {
      assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:helpcrunch:proxyUser=x***");
    }
  }

  @Test
  void failureToOpenIsASqlException() {
    HelpCrunchDriver failing =
        new HelpCrunchDriver(
            (settings, timeout) -> {
              throw new HelpCrunchException(ErrorCode.CONNECTION_FAILED, "no way");
            },
            name -> null);
    assertThatThrownBy(() -> failing.connect("jdbc:helpcrunch:demo", null))
        .isInstanceOf(SQLException.class)
        .hasMessage("no way");
  }

  @Test
  void versionIsThePoms() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"), StandardCharsets.UTF_8);
    String version =
        pom.replaceFirst(
            "(?s).*?<artifactId>helpcrunch-jdbc</artifactId>\\s*<version>([^<]+)</version>.*",
            "$1");
    assertThat(version).startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion());
    assertThat(driver.jdbcCompliant()).isFalse();
    assertThat(driver.getParentLogger().getName()).isEqualTo("io.github.helpcrunchjdbc");
  }
}
