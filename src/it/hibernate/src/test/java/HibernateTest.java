import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Immutable;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hibernate with the dialect that the recipe names: what it asks is answered. */
class HibernateTest {
  /** A customer as a program maps it. */
  @Entity(name = "Customer")
  @Table(name = "customers", schema = "helpcrunch")
  @Immutable
  static class Customer {
    @Id Long id;

    String name;

    @Column(name = "countryCode")
    String countryCode;

    @Column(name = "lastSeen")
    LocalDateTime lastSeen;

    Boolean unsubscribed;
  }

  private static SessionFactory factory;

  @BeforeAll
  static void start() {
    factory =
        new Configuration()
            .addAnnotatedClass(Customer.class)
            .setProperty(
                "hibernate.connection.driver_class", "io.github.helpcrunchjdbc.HelpCrunchDriver")
            .setProperty("hibernate.connection.url", "jdbc:helpcrunch:demo;requestsPerMinute=0")
            .setProperty("hibernate.dialect", "org.hibernate.dialect.H2Dialect")
            .buildSessionFactory();
  }

  @AfterAll
  static void stop() {
    factory.close();
  }

  @Test
  void oneById() {
    try (Session session = factory.openSession()) {
      assertThat(session.find(Customer.class, 1005L).name).isEqualTo("isil YILMAZ");
      assertThat(session.find(Customer.class, 1L)).isNull();
    }
  }

  @Test
  void conditionsOrderAndPages() {
    try (Session session = factory.openSession()) {
      List<Customer> first = page(session, 0);
      List<Customer> second = page(session, 1);
      assertThat(first).hasSize(10).allMatch(customer -> customer.countryCode.equals("UA"));
      assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
      assertThat(second.get(0).lastSeen).isBeforeOrEqualTo(first.get(9).lastSeen);
    }
  }

  private static List<Customer> page(Session session, int page) {
    return session
        .createSelectionQuery(
            "from Customer where countryCode = :country and lastSeen < :now order by lastSeen desc",
            Customer.class)
        .setParameter("country", "UA")
        .setParameter("now", LocalDateTime.of(2100, 1, 1, 0, 0))
        .setFirstResult(page * 10)
        .setMaxResults(10)
        .list();
  }

  @Test
  void groups() {
    try (Session session = factory.openSession()) {
      List<Object[]> rows =
          session
              .createSelectionQuery(
                  "select countryCode, count(*) from Customer where countryCode in ('UA', 'US',"
                      + " 'PL') group by countryCode order by count(*) desc",
                  Object[].class)
              .list();
      assertThat(rows).extracting(row -> row[0]).containsExactly("UA", "US", "PL");
      assertThat(rows).extracting(row -> row[1]).containsExactly(865L, 378L, 304L);
    }
  }

  @Test
  void functions() {
    try (Session session = factory.openSession()) {
      assertThat(
              session
                  .createSelectionQuery(
                      "select upper(name) from Customer where lower(name) like :part and id <="
                          + " 1014",
                      String.class)
                  .setParameter("part", "%yilmaz%")
                  .list())
          .contains("ISIL YILMAZ");
    }
  }

  @Test
  void listsOfIds() {
    try (Session session = factory.openSession()) {
      assertThat(session.byMultipleIds(Customer.class).multiLoad(1005L, 1014L))
          .extracting(customer -> customer.id)
          .containsExactly(1005L, 1014L);
    }
  }
}
