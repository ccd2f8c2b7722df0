package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** JMX shows an account's figures where a connection asks for it, and for as long as one does. */
class TestAccountBeans {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private static Set<ObjectName> beans() throws Exception {
    return SERVER.queryNames(
        new ObjectName("io.github.helpcrunchjdbc:type=Account,service=\"127.0.0.1\",*"), null);
  }

  @Test
  void figuresAreShownWhileSomebodyWantsThem() throws Exception {
    try (WatchedAccount account =
        WatchedAccount.of(
            SimulatedAccount.builder()
                .customers(WatchedAccount.customers(450))
                .apiKey("beans")
                .start())) {
      try (Connection without = account.connect()) {
        assertThat(without.isClosed()).isFalse();
        assertThat(beans()).isEmpty();
      }
      try (Connection first = account.connect("jmx=true", "requestsPerMinute=20")) {
        account.connect("jmx=true").close();
        assertThat(beans()).hasSize(1);
        ObjectName bean = beans().iterator().next();
        assertThat(bean.toString())
            .doesNotContain("beans,")
            .doesNotContain(account.account().apiKey());
        try (ResultSet rows = first.createStatement().executeQuery("SELECT id FROM customers")) {
          while (rows.next()) {
            rows.getLong(1);
          }
        }
        assertThat(SERVER.getAttribute(bean, "Statements")).isEqualTo(1L);
        assertThat(SERVER.getAttribute(bean, "Requests")).isEqualTo(5L);
        assertThat(SERVER.getAttribute(bean, "RequestsPerMinute")).isEqualTo(20);
        assertThat(SERVER.getAttribute(bean, "FreeNow")).isEqualTo(15);
      }
      assertThat(beans()).isEmpty();
    }
  }

  @Test
  void accountsOfOneHostAndKeyHaveABeanEach() throws Exception {
    try (WatchedAccount one = WatchedAccount.of(account("twice"));
        WatchedAccount other = WatchedAccount.of(account("twice"));
        Connection first = one.connect("jmx=true");
        Connection second = other.connect("jmx=true")) {
      assertThat(first.isClosed()).isFalse();
      assertThat(second.isClosed()).isFalse();
      assertThat(beans()).hasSize(2);
    }
    assertThat(beans()).isEmpty();
  }

  private static SimulatedAccount account(String key) {
    return SimulatedAccount.builder().customers(WatchedAccount.customers(3)).apiKey(key).start();
  }
}
