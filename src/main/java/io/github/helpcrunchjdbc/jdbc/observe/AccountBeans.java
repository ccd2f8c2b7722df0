package io.github.helpcrunchjdbc.jdbc.observe;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The JMX beans of accounts. Each account with an open connection that has {@code jmx=true} has
 * one. Thread-safe.
 */
public final class AccountBeans {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.connection");

  /** Sums what the statements of one account have cost. */
  private static final class Bean implements AccountMXBean {
    private final SendRate sendRate;
    private final ObjectName name;
    private int connections;
    private final LongAdder statements = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder sharedRequests = new LongAdder();
    private final LongAdder cachedPages = new LongAdder();

    Bean(SendRate sendRate, ObjectName name) {
      this.sendRate = sendRate;
      this.name = name;
    }

    void add(StatementTrace ended) {
      statements.increment();
      requests.add(ended.requests());
      rateLimited.add(ended.rateLimited());
      sharedRequests.add(ended.sharedRequests());
      cachedPages.add(ended.cachedPages());
    }

    @Override
    public long getStatements() {
      return statements.sum();
    }

    @Override
    public long getRequests() {
      return requests.sum();
    }

    @Override
    public long getRateLimited() {
      return rateLimited.sum();
    }

    @Override
    public long getSharedRequests() {
      return sharedRequests.sum();
    }

    @Override
    public long getCachedPages() {
      return cachedPages.sum();
    }

    @Override
    public int getRequestsPerMinute() {
      return sendRate.quota().limit();
    }

    @Override
    public int getUsedInLastMinute() {
      return sendRate.quota().used();
    }

    @Override
    public int getFreeNow() {
      return sendRate.quota().free();
    }
  }

  // Guarded by this.
  private final Map<Object, Bean> beans = new HashMap<>();

  /**
   * Shows the figures of an account in JMX, until every caller that registered the account has
   * undone it.
   *
   * @param account tells the account from others
   * @param service the host of its service
   * @param key a stand-in for its key, from which the key can't be computed
   * @return undoes the registration; must be run once
   */
  public synchronized Runnable register(
      Object account, String service, String key, SendRate sendRate) {
    try {
      Bean bean = beans.get(account);
      if (bean == null) {
        bean = new Bean(sendRate, freeName(service, key));
        ManagementFactory.getPlatformMBeanServer().registerMBean(bean, bean.name);
        beans.put(account, bean);
      }
      bean.connections++;
      return () -> unregister(account);
    } catch (JMException e) {
      // For example, another class loader has loaded a second copy of the driver.
      LOG.log(Level.FINE, "the account's JMX bean can't be registered", e);
      return () -> {};
    }
  }

  /**
   * Returns a name that no bean has, because accounts with one host and key may differ in the path
   * or the port of their service.
   */
  private static ObjectName freeName(String service, String key) throws JMException {
    String usual =
        "io.github.helpcrunchjdbc:type=Account,service="
            + ObjectName.quote(service)
            + ",key="
            + key;
    ObjectName name = new ObjectName(usual);
    for (int account = 2;
        ManagementFactory.getPlatformMBeanServer().isRegistered(name);
        account++) {
      name = new ObjectName(usual + ",account=" + account);
    }
    return name;
  }

  private synchronized void unregister(Object account) {
    Bean bean = beans.get(account);
    if (bean == null || --bean.connections > 0) {
      return;
    }
    beans.remove(account);
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean.name);
    } catch (JMException e) {
      LOG.log(Level.FINE, "the account's JMX bean can't be taken back", e);
    }
  }

  synchronized void ended(StatementTrace trace) {
    Bean bean = beans.get(trace.text().account());
    if (bean != null) {
      bean.add(trace);
    }
  }
}
