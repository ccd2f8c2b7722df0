package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.jdbc.settings.ConnectionProperty;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
          .contains("pageSize=50", "connectTimeout=7", "timeZone=UTC", "warmUp=false")
          .doesNotContain("any");
    }
    try (Connection connection = source.getConnection("me", "another")) {
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(source.unwrap(DataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(String.class)).isFalse();
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
