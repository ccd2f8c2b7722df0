package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionProperty;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The DataSource as pools and containers set it up: a bean. */
class TestHelpCrunchDataSource {
  private static PropertyDescriptor bean(String name) throws Exception {
    return Arrays.stream(
            Introspector.getBeanInfo(HelpCrunchDataSource.class).getPropertyDescriptors())
        .filter(property -> property.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("HelpCrunchDataSource has no property " + name));
  }

  @TestFactory
  List<DynamicTest> aConnectionPropertyIsABeanProperty() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      tests.add(
          DynamicTest.dynamicTest(
              property.propertyName(),
              () -> {
                PropertyDescriptor bean = bean(property.propertyName());
                HelpCrunchDataSource source = new HelpCrunchDataSource();
                assertThat(bean.getReadMethod() == null).isEqualTo(property.isSecret());
                if (!property.isSecret()) {
                  Object value = bean.getReadMethod().invoke(source);
                  assertThat(String.valueOf(value)).isEqualTo(property.defaultValue());
                  bean.getWriteMethod().invoke(source, value);
                  assertThat(bean.getReadMethod().invoke(source)).isEqualTo(value);
                }
              }));
    }
    return tests;
  }

  @Test
  void whatIsSetCounts() throws SQLException {
    HelpCrunchDataSource source = new HelpCrunchDataSource();
    source.setUrl("jdbc:helpcrunch:demo");
    source.setUser("me");
    source.setPassword("any");
    source.setPageSize(50);
    source.setTimeZone("UTC");
    source.setWarmUp(false);
    source.setLoginTimeout(7);
    try (Connection connection = source.getConnection();
        ResultSet row =
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM customers")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(4000);
      assertThat(connection.getMetaData().getURL())
          .contains("pageSize=50", "timeZone=UTC", "warmUp=false")
          .doesNotContain("any");
    }
    try (Connection connection = source.getConnection("me", "another")) {
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(source.unwrap(DataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(String.class)).isFalse();
  }

  private static HelpCrunchDataSource of(SimulatedAccount account) {
    HelpCrunchDataSource source = new HelpCrunchDataSource();
    source.setUrl("jdbc:helpcrunch:baseUrl=" + account.baseUrl());
    source.setWarmUp(false);
    return source;
  }

  @Test
  void aPasswordGivenLateIsTheKey(@TempDir Path folder) throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)))) {
      HelpCrunchDataSource source = of(account);
      source.setApiKeyFile(Files.writeString(folder.resolve("key"), "another").toString());
      source.getConnection("me", account.apiKey()).close();
      source.setApiKeyFile(null);
      source.setApiKey("another");
      source.getConnection("me", account.apiKey()).close();
      assertState("28000", () -> source.getConnection("me", "wrong"));
    }
  }

  @Test
  void anEmptyPasswordIsNone() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)))) {
      HelpCrunchDataSource source = of(account);
      source.setApiKey(account.apiKey());
      source.getConnection("me", "").close();
      source.getConnection("me", null).close();
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void aPasswordBesideAnotherKeyInTheUrlIsRefused() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)))) {
      HelpCrunchDataSource source = of(account);
      for (String name : List.of("apiKey", "APIKEY", "password")) {
        source.setUrl(
            "jdbc:helpcrunch:" + name + "=" + account.apiKey() + ";baseUrl=" + account.baseUrl());
        assertState("22023", () -> source.getConnection("me", "another"));
        source.getConnection("me", account.apiKey()).close();
        source.getConnection("me", "").close();
      }
      source.setUrl("jdbc:helpcrunch:apiKeyFile=/nowhere;baseUrl=" + account.baseUrl());
      assertState("22023", () -> source.getConnection("me", account.apiKey()));
    }
  }

  @Test
  @Timeout(20)
  void theLoginTimeoutBoundsConnecting() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)))) {
      HelpCrunchDataSource source = of(account);
      source.setApiKey(account.apiKey());
      source.setConnectTimeout(60);
      source.setLoginTimeout(1);
      account.failNext(9, new Failure.Hang());
      assertThatThrownBy(source::getConnection).isInstanceOf(SQLTimeoutException.class);
      account.clear();
      source.setLoginTimeout(1_000_000_000);
      source.getConnection().close();
      source.setLoginTimeout(-1);
      assertState("22023", source::getConnection);
    }
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThat(catchThrowableOfType(SQLException.class, call).getSQLState()).isEqualTo(state);
  }

  @Test
  void whatIsWrongIsSaidAsTheDriverSaysIt() {
    HelpCrunchDataSource source = new HelpCrunchDataSource();
    source.setUrl("jdbc:other:");
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("jdbc:helpcrunch:")
        .hasMessageNotContaining("other");
    source.setUrl("jdbc:helpcrunch:demo");
    source.setPageSize(500);
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pageSize")
        .hasMessageContaining("1 to 100");
  }
}
