import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQL written in Java, with bound values everywhere, numbers of rows included. */
class JooqTest {
  private static final Table<Record> CUSTOMERS = table(name("helpcrunch", "customers"));
  private static final Field<Long> ID = field(name("id"), Long.class);
  private static final Field<String> NAME = field(name("name"), String.class);
  private static final Field<String> COUNTRY = field(name("countryCode"), String.class);
  private static final Field<Boolean> UNSUBSCRIBED = field(name("unsubscribed"), Boolean.class);
  private static final Field<LocalDateTime> LAST_SEEN =
      field(name("lastSeen"), LocalDateTime.class);

  private Connection connection;
  private DSLContext jooq;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0;customFields=off");
    jooq = DSL.using(connection, SQLDialect.DEFAULT);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void conditionsOfEveryKind() {
    List<Long> ids =
        jooq.select(ID)
            .from(CUSTOMERS)
            .where(ID.between(1000L, 2000L))
            .and(NAME.like("%I%").or(NAME.isNull()).or(NAME.ne("nobody")))
            .and(UNSUBSCRIBED.eq(false))
            .and(LAST_SEEN.ge(LocalDateTime.of(2020, 1, 1, 0, 0)))
            .and(COUNTRY.isNotNull().or(COUNTRY.isNull()))
            .orderBy(ID)
            .limit(2)
            .offset(0)
            .fetch(ID);
    assertThat(ids).containsExactly(1005L, 1014L);
  }

  @Test
  void pages() {
    Result<?> first = jooq.select(ID).from(CUSTOMERS).orderBy(ID).limit(2).fetch();
    Result<?> second = jooq.select(ID).from(CUSTOMERS).orderBy(ID).limit(2).offset(2).fetch();
    assertThat(first.getValues(ID)).containsExactly(1005L, 1010L);
    assertThat(second.getValues(ID)).first().isEqualTo(1014L);
  }

  @Test
  void groups() {
    Result<?> groups =
        jooq.select(COUNTRY, count(), max(LAST_SEEN))
            .from(CUSTOMERS)
            .where(COUNTRY.in("UA", "US", "PL"))
            .groupBy(COUNTRY)
            .having(count().gt(1))
            .orderBy(count().desc())
            .fetch();
    assertThat(groups.getValues(COUNTRY)).containsExactly("UA", "US", "PL");
    assertThat(groups.getValues(1, Integer.class)).containsExactly(865, 378, 304);
    assertThat(groups.getValue(0, 2)).isInstanceOf(LocalDateTime.class);
  }

  @Test
  void recordsLazily() {
    record Customer(long id, String name, LocalDateTime lastSeen) {}
    try (var customers =
        jooq.select(ID, NAME, LAST_SEEN)
            .from(CUSTOMERS)
            .where(ID.eq(1005L))
            .fetchSize(10)
            .maxRows(10)
            .queryTimeout(30)
            .fetchStreamInto(Customer.class)) {
      assertThat(customers).extracting(Customer::name).containsExactly("isil YILMAZ");
    }
  }

  @Test
  void countsAndExists() {
    assertThat(jooq.fetchCount(CUSTOMERS)).isEqualTo(4000);
    assertThat(jooq.fetchExists(selectFrom(CUSTOMERS).where(ID.eq(1005L)))).isTrue();
    assertThat(jooq.fetchExists(selectFrom(CUSTOMERS).where(ID.eq(3L)))).isFalse();
    assertThat(jooq.selectOne().fetchOne(0, int.class)).isEqualTo(1);
  }

  @Test
  void catalog() {
    Meta meta = jooq.meta();
    assertThat(meta.getSchemas()).extracting(schema -> schema.getName()).containsExactly("helpcrunch");
    Table<?> customers = meta.getTables("customers").get(0);
    assertThat(customers.fields()).hasSize(27);
    assertThat(customers.field("id").getType()).isEqualTo(Long.class);
    assertThat(customers.field("unsubscribed").getType()).isEqualTo(Boolean.class);
    assertThat(customers.field("lastSeen").getDataType().isDateTime()).isTrue();
    assertThat(customers.getPrimaryKey().getFields())
        .extracting(Field::getName)
        .containsExactly("id");
  }

  @Test
  void transactionsAndErrors() {
    assertThat(jooq.<Integer>transactionResult(t -> t.dsl().selectOne().fetchOne(0, int.class)))
        .isEqualTo(1);
    assertThatThrownBy(() -> jooq.fetch("SELECT nmae FROM customers"))
        .isInstanceOf(DataAccessException.class)
        .extracting(thrown -> ((DataAccessException) thrown).sqlState())
        .isEqualTo("42703");
  }
}
