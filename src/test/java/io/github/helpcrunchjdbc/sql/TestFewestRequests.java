package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each question is the first that a program asks: right by another engine, and of no more requests
 * than now, of which reading all customers takes 30.
 */
class TestFewestRequests {
  private static final Instant BEGIN = Instant.parse("2024-01-01T08:00:00Z");
  private static final long DAY = 86_400;
  private static final int PAGES = 30;
  private static final int COUNT = 600;

  private enum Crowd {
    /** As many each month; some have no time, no country or no address. */
    STEADY(20, Crowd::steady),
    /**
     * Many came at one time, the latest the most, and a third were never seen; ids tell nothing.
     */
    CROWDED(20, Crowd::crowded),
    /** The same as the first, and pages that show which values are frequent. */
    MANY(100, Crowd::steady);

    private final String pageSize;
    private final List<DemoCustomer> customers;

    Crowd(int pageSize, IntFunction<DemoCustomer> customer) {
      this.pageSize = "pageSize=" + pageSize;
      this.customers = IntStream.range(0, PAGES * pageSize).mapToObj(customer).toList();
    }

    private static DemoCustomer steady(int i) {
      return DemoCustomer.of(100 + 2L * i + i % 2)
          .with(CustomerField.NAME, "Ann " + i % 47)
          .with(CustomerField.EMAIL, i % 9 == 0 ? null : "ann" + i + "@example.com")
          .with(
              CustomerField.COUNTRY_CODE,
              i % 8 == 0 ? null : List.of("UA", "PL", "DE", "UA", "FR").get(i % 5))
          .with(
              CustomerField.CITY, i % 7 == 0 ? null : List.of("Kyiv", "Lviv", "Berlin").get(i % 3))
          .with(CustomerField.BLOCKED, i % 31 == 3)
          .with(CustomerField.FIRST_SEEN, even(i))
          .with(CustomerField.LAST_SEEN, i % 10 == 4 ? null : even(i * 593 % COUNT))
          .withTags(
              List.of("vip", "Lead", "Lead", "Paid").subList(0, i % 4).toArray(String[]::new));
    }

    private static @Nullable Instant even(int i) {
      return i % 13 == 5 ? null : BEGIN.plusSeconds(DAY * i * 3 / 2 - i % 4 * 40_000);
    }

    private static DemoCustomer crowded(int i) {
      int place = i * 7 % COUNT;
      double share = i * 211 % COUNT / (double) COUNT;
      Instant time = BEGIN.plusSeconds((long) (Math.sqrt(share) * 90) * 10 * DAY);
      return steady(i)
          .with(CustomerField.ID, 100L + place * (place < 300 ? 1 : 3))
          .with(CustomerField.FIRST_SEEN, i % 3 == 0 ? null : time)
          .with(CustomerField.LAST_SEEN, i % 3 == 0 ? null : time.plusSeconds(DAY * (i % 40)));
    }
  }

  private static final Map<Crowd, AskedAccount> ACCOUNTS = new EnumMap<>(Crowd.class);

  @BeforeAll
  static void start() throws Exception {
    for (Crowd crowd : Crowd.values()) {
      ACCOUNTS.put(crowd, AskedAccount.of(crowd.customers));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (AskedAccount account : ACCOUNTS.values()) {
      account.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STEADY | 8 | SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2025-06-01 00:00:00'
          CROWDED | 5 | SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '2025-06-01 00:00:00'
          STEADY | 4 | SELECT COUNT(*) FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2025-02-01 00:00:00' AND TIMESTAMP '2025-09-01 00:00:00'
          CROWDED | 5 | SELECT COUNT(*) FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-05-05'
          STEADY | 7 | SELECT COUNT(*) FROM customers WHERE firstSeen > TIMESTAMP '2030-01-01 00:00:00'
          CROWDED | 2 | SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '2000-01-01 00:00:00'
          STEADY | 8 | SELECT COUNT(*) FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2026
          CROWDED | 6 | SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-02-01 00:00:00' AND firstSeen < TIMESTAMP '2027-01-01 00:00:00'
          STEADY | 8 | SELECT COUNT(*) FROM customers WHERE firstSeen IS NULL
          CROWDED | 6 | SELECT COUNT(firstSeen), COUNT(*) FROM customers
          STEADY | 8 | SELECT COUNT(*) FROM customers WHERE firstSeen <> TIMESTAMP '2025-06-01 00:00:00'
          CROWDED | 8 | SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2025-06-01 00:00:00' AND countryCode = 'UA'
          STEADY | 9 | SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '2024-03-01 00:00:00' OR firstSeen >= TIMESTAMP '2026-03-01 00:00:00'
          CROWDED | 7 | SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2026-04-01 00:00:00'
          STEADY | 2 | SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2024-03-01 00:00:00'
          CROWDED | 6 | SELECT id FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2025-02-01 00:00:00' AND TIMESTAMP '2025-03-01 00:00:00'
          STEADY | 4 | SELECT id FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2025 AND EXTRACT(MONTH FROM firstSeen) = 7
          CROWDED | 4 | SELECT id FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-05-05'
          STEADY | 3 | SELECT id FROM customers WHERE firstSeen = TIMESTAMP '2025-05-05 08:00:00'
          CROWDED | 7 | SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2024-02-01 00:00:00' OR firstSeen >= TIMESTAMP '2026-05-01 00:00:00'
          STEADY | 7 | SELECT id FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2024-11-01 00:00:00' AND TIMESTAMP '2024-11-20 00:00:00' OR firstSeen BETWEEN TIMESTAMP '2025-11-01 00:00:00' AND TIMESTAMP '2025-11-20 00:00:00'
          CROWDED | 6 | SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2026-02-01 00:00:00' AND countryCode = 'UA'
          STEADY | 13 | SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2026-03-01 00:00:00' AND UPPER(name) LIKE 'ANN 1%'
          CROWDED | 16 | SELECT id FROM customers WHERE firstSeen IS NULL
          STEADY | 5 | SELECT id FROM customers WHERE firstSeen IS NULL OR firstSeen < TIMESTAMP '2024-02-01 00:00:00'
          CROWDED | 30 | SELECT id FROM customers WHERE firstSeen IS NULL OR firstSeen >= TIMESTAMP '2026-04-15 00:00:00'
          STEADY | 5 | SELECT id FROM customers WHERE firstSeen > TIMESTAMP '2030-01-01 00:00:00'
          CROWDED | 1 | SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2000-01-01 00:00:00'
          CROWDED | 5 | SELECT firstSeen, id FROM customers WHERE firstSeen > TIMESTAMP '2025-05-05 08:00:00' OR (firstSeen = TIMESTAMP '2025-05-05 08:00:00' AND id > 300) ORDER BY firstSeen, id LIMIT 20
          CROWDED | 5 | SELECT firstSeen FROM customers WHERE firstSeen < TIMESTAMP '2025-06-01 00:00:00' AND UPPER(name) LIKE 'ANN 1%' ORDER BY firstSeen DESC LIMIT 5
          STEADY | 6 | SELECT firstSeen FROM customers ORDER BY firstSeen DESC NULLS LAST LIMIT 15
          CROWDED | 2 | SELECT firstSeen FROM customers ORDER BY firstSeen NULLS FIRST LIMIT 15
          STEADY | 2 | SELECT firstSeen FROM customers ORDER BY firstSeen NULLS LAST LIMIT 15 OFFSET 20
          CROWDED | 5 | SELECT MIN(firstSeen), MAX(firstSeen) FROM customers
          STEADY | 2 | SELECT MIN(lastSeen), MAX(lastSeen) FROM customers
          CROWDED | 4 | SELECT MAX(firstSeen) FROM customers WHERE firstSeen < TIMESTAMP '2025-06-01 00:00:00'
          STEADY | 2 | SELECT MIN(firstSeen) FROM customers WHERE firstSeen >= TIMESTAMP '2025-06-01 00:00:00'
          CROWDED | 6 | SELECT MIN(firstSeen), MAX(firstSeen), COUNT(*) FROM customers WHERE countryCode = 'PL'
          STEADY | 12 | SELECT MIN(firstSeen), MAX(firstSeen) FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2025-02-01 00:00:00' AND TIMESTAMP '2025-09-01 00:00:00'
          CROWDED | 8 | SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM firstSeen)
          STEADY | 36 | SELECT EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen)
          CROWDED | 15 | SELECT EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen), COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2025-11-12 13:14:15' GROUP BY EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen)
          STEADY | 9 | SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2024-06-07 08:09:10' AND TIMESTAMP '2026-01-20 00:00:00' GROUP BY EXTRACT(YEAR FROM firstSeen)
          CROWDED | 5 | SELECT CAST(firstSeen AS DATE), COUNT(*) FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2025-02-01 00:00:00' AND TIMESTAMP '2025-02-06 00:00:00' GROUP BY CAST(firstSeen AS DATE)
          STEADY | 17 | SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers WHERE countryCode = 'UA' GROUP BY EXTRACT(YEAR FROM firstSeen)
          CROWDED | 8 | SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers WHERE firstSeen IS NOT NULL GROUP BY EXTRACT(YEAR FROM firstSeen)
          STEADY | 8 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen)
          CROWDED | 32 | SELECT EXTRACT(YEAR FROM lastSeen), EXTRACT(MONTH FROM lastSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen), EXTRACT(MONTH FROM lastSeen)
          STEADY | 8 | SELECT EXTRACT(YEAR FROM lastSeen), EXTRACT(MONTH FROM lastSeen), COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP '2025-11-12 13:14:15' GROUP BY EXTRACT(YEAR FROM lastSeen), EXTRACT(MONTH FROM lastSeen)
          CROWDED | 7 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE lastSeen BETWEEN TIMESTAMP '2024-06-07 08:09:10' AND TIMESTAMP '2026-01-20 00:00:00' GROUP BY EXTRACT(YEAR FROM lastSeen)
          STEADY | 1 | SELECT CAST(lastSeen AS DATE), COUNT(*) FROM customers WHERE lastSeen BETWEEN TIMESTAMP '2025-02-01 00:00:00' AND TIMESTAMP '2025-02-06 00:00:00' GROUP BY CAST(lastSeen AS DATE)
          STEADY | 11 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE countryCode = 'UA' GROUP BY EXTRACT(YEAR FROM lastSeen)
          CROWDED | 1 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE lastSeen > TIMESTAMP '2030-01-01 00:00:00' GROUP BY EXTRACT(YEAR FROM lastSeen)
          STEADY | 3 | SELECT COUNT(email) FROM customers
          CROWDED | 3 | SELECT COUNT(lastSeen), COUNT(*) FROM customers
          STEADY | 3 | SELECT COUNT(*) FROM customers WHERE lastSeen IS NULL
          CROWDED | 1 | SELECT COUNT(*) FROM customers WHERE lastSeen IS NOT NULL
          CROWDED | 4 | SELECT COUNT(*) FROM customers WHERE id BETWEEN 100 AND 400 OR id BETWEEN 900 AND 1300
          CROWDED | 4 | SELECT COUNT(*) FROM customers WHERE lastSeen BETWEEN TIMESTAMP '2024-06-07 00:00:00' AND TIMESTAMP '2025-01-01 00:00:00' OR lastSeen BETWEEN TIMESTAMP '2025-06-01 00:00:00' AND TIMESTAMP '2026-01-01 00:00:00'
          CROWDED | 4 | SELECT id FROM customers WHERE id BETWEEN 100 AND 150 OR id BETWEEN 900 AND 950
          MANY | 4 | SELECT COUNT(*) FROM customers WHERE NOT HAS_TAG(tags, 'vip')
          MANY | 3 | SELECT COUNT(*), COUNT(*) FILTER (WHERE lastSeen IS NULL) FROM customers WHERE HAS_TAG(tags, 'vip') AND id > 150
          MANY | 9 | SELECT COUNT(*) FROM customers WHERE countryCode <> 'UA'
          STEADY | 3 | SELECT COUNT(*) FROM customers WHERE email IS NULL
          MANY | 9 | SELECT COUNT(*) FROM customers WHERE email IS NOT NULL AND city IS NOT NULL
          MANY | 9 | SELECT COUNT(*) FROM customers WHERE id > 150 AND email IS NOT NULL AND city IS NOT NULL
          MANY | 4 | SELECT COUNT(*) FROM customers WHERE countryCode = 'PL' OR HAS_TAG(tags, 'vip')
          MANY | 4 | SELECT COUNT(*) FROM customers WHERE countryCode = 'PL' OR HAS_TAG(tags, 'vip') OR id > 900
          MANY | 7 | SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') AND (countryCode = 'PL' OR countryCode = 'DE')
          MANY | 7 | SELECT COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')), SUM(CASE WHEN id > 900 THEN 1 ELSE 0 END), COUNT(CASE WHEN countryCode = 'PL' THEN 1 END) FROM customers
          CROWDED | 6 | SELECT COUNT(*), COUNT(email), MAX(lastSeen), MIN(lastSeen) FROM customers WHERE countryCode = 'PL'
          STEADY | 1 | SELECT SUM(CASE WHEN id > 900 THEN 1 ELSE 0 END) FROM customers WHERE id < 0
          CROWDED | 1 | SELECT COUNT(*) FROM customers WHERE lastSeen <> TIMESTAMP '2025-05-05 08:00:00'
          STEADY | 8 | SELECT COUNT(*) FROM customers WHERE lastSeen < TIMESTAMP '2025-05-05 08:00:00' OR lastSeen IS NULL
          MANY | 9 | SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode
          MANY | 9 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IS NOT NULL GROUP BY countryCode
          MANY | 9 | SELECT countryCode, COUNT(*) FROM customers WHERE id > 500 GROUP BY countryCode
          MANY | 8 | SELECT countryCode, COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') GROUP BY countryCode
          MANY | 9 | SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode HAVING COUNT(*) > 90
          MANY | 9 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IS NOT NULL GROUP BY countryCode ORDER BY 2 DESC LIMIT 1
          MANY | 4 | SELECT DISTINCT countryCode FROM customers
          MANY | 4 | SELECT COUNT(DISTINCT countryCode) FROM customers
          MANY | 9 | SELECT COUNT(DISTINCT countryCode), COUNT(*) FROM customers WHERE id > 500
          MANY | 8 | SELECT COUNT(DISTINCT countryCode), COUNT(DISTINCT city), COUNT(*) FROM customers
          MANY | 8 | SELECT COUNT(DISTINCT city) * 100 + COUNT(DISTINCT countryCode) FROM customers WHERE id > 500
          MANY | 30 | SELECT COUNT(DISTINCT countryCode), COUNT(DISTINCT name) FROM customers
          MANY | 30 | SELECT name, COUNT(*) FROM customers GROUP BY name
          MANY | 30 | SELECT countryCode, COUNT(*), COUNT(email) FROM customers GROUP BY countryCode
          MANY | 15 | SELECT countryCode, COUNT(*), MAX(lastSeen) FROM customers GROUP BY countryCode
          MANY | 15 | SELECT countryCode, MAX(lastSeen) FROM customers WHERE countryCode IS NOT NULL AND id > 500 GROUP BY countryCode
          MANY | 20 | SELECT countryCode, MIN(firstSeen), MAX(lastSeen), COUNT(*) FROM customers GROUP BY countryCode
          MANY | 29 | SELECT countryCode, COUNT(*), MAX(id) FROM customers GROUP BY countryCode
          STEADY | 3 | SELECT lastSeen IS NULL, COUNT(*) FROM customers GROUP BY lastSeen IS NULL
          CROWDED | 4 | SELECT lastSeen >= TIMESTAMP '2025-05-05 08:00:00', COUNT(*) FROM customers GROUP BY lastSeen >= TIMESTAMP '2025-05-05 08:00:00'
          STEADY | 5 | SELECT CASE WHEN lastSeen >= TIMESTAMP '2026-03-01 00:00:00' THEN 'new' WHEN lastSeen >= TIMESTAMP '2025-03-01 00:00:00' THEN 'old' WHEN lastSeen IS NULL THEN 'new' ELSE 'older' END, COUNT(*) FROM customers GROUP BY CASE WHEN lastSeen >= TIMESTAMP '2026-03-01 00:00:00' THEN 'new' WHEN lastSeen >= TIMESTAMP '2025-03-01 00:00:00' THEN 'old' WHEN lastSeen IS NULL THEN 'new' ELSE 'older' END
          MANY | 4 | SELECT HAS_TAG(tags, 'vip'), COUNT(*) FROM customers GROUP BY HAS_TAG(tags, 'vip')
          MANY | 3 | SELECT ROUND(AVG(CASE WHEN lastSeen >= TIMESTAMP '2025-05-05 08:00:00' THEN 100.0 ELSE 0 END), 3), SUM(CASE WHEN lastSeen >= TIMESTAMP '2025-05-05 08:00:00' THEN 5 END) FROM customers
          MANY | 6 | SELECT CASE WHEN HAS_TAG(tags, 'vip') THEN 1 WHEN id > 500 THEN 2 END, COUNT(*), COUNT(id) FROM customers GROUP BY CASE WHEN HAS_TAG(tags, 'vip') THEN 1 WHEN id > 500 THEN 2 END
          MANY | 30 | SELECT name, COUNT(*), MAX(lastSeen) FROM customers GROUP BY name
          MANY | 4 | SELECT t.v, COUNT(*) FROM (VALUES ('Lead'), ('vip'), ('none')) AS t (v) JOIN customers c ON HAS_TAG(c.tags, t.v) GROUP BY t.v
          MANY | 6 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'PL', 'XX') GROUP BY countryCode
          MANY | 4 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode = 'UA' GROUP BY countryCode
          STEADY | 4 | SELECT MAX(id) FROM customers
          CROWDED | 3 | SELECT MIN(id) FROM customers
          STEADY | 8 | SELECT MIN(id), MAX(id) FROM customers WHERE countryCode = 'PL'
          CROWDED | 4 | SELECT MAX(id) FROM customers WHERE id < 700
          STEADY | 2 | SELECT MIN(id) FROM customers WHERE id >= 700
          CROWDED | 1 | SELECT MAX(id) FROM customers WHERE id < 0
          CROWDED | 3 | SELECT id FROM customers WHERE countryCode = 'PL' ORDER BY id LIMIT 9
          STEADY | 3 | SELECT id FROM customers WHERE countryCode = 'PL' AND id > 500 ORDER BY id DESC LIMIT 25
          CROWDED | 11 | SELECT id FROM customers WHERE blocked ORDER BY id LIMIT 5
          CROWDED | 25 | SELECT id FROM customers WHERE id < 300 OR id > 1000 ORDER BY id LIMIT 12
          STEADY | 32 | SELECT TO_CHAR(lastSeen, 'YYYY-MM'), COUNT(*) FROM customers GROUP BY TO_CHAR(lastSeen, 'YYYY-MM')
          STEADY | 9 | SELECT TO_CHAR(lastSeen, 'Q "HH:MI" YYYY'), COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP '2025-06-01 00:00:00' GROUP BY TO_CHAR(lastSeen, 'Q "HH:MI" YYYY')
          CROWDED | 8 | SELECT TO_CHAR(firstSeen, 'YYYY'), COUNT(*) FROM customers GROUP BY TO_CHAR(firstSeen, 'YYYY')
          STEADY | 30 | SELECT TO_CHAR(lastSeen, 'YYYY MI'), COUNT(*) FROM customers GROUP BY TO_CHAR(lastSeen, 'YYYY MI')
          MANY | 8 | SELECT COUNT(NULLIF(countryCode, 'PL')) FROM customers
          MANY | 12 | SELECT COUNT(CASE WHEN HAS_TAG(tags, 'vip') THEN city ELSE 'x' END) FROM customers
          STEADY | 3 | SELECT SUM(CASE WHEN lastSeen >= TIMESTAMP '2025-05-05 08:00:00' THEN 0 ELSE 3 END), COUNT(*) FROM customers
          MANY | 9 | SELECT SUM(CASE WHEN countryCode IN ('UA', 'PL') THEN 0 ELSE 1 END) FROM customers
          STEADY | 3 | SELECT ROUND(AVG(CASE WHEN lastSeen >= TIMESTAMP '2025-05-05 08:00:00' THEN 0.0 ELSE 100.0 END), 3) FROM customers
          STEADY | 3 | SELECT MIN(lastSeen), MAX(lastSeen) FROM customers WHERE NOT blocked
          CROWDED | 16 | SELECT MIN(id), MAX(id) FROM customers WHERE countryCode IS NOT NULL
          STEADY | 4 | SELECT MIN(id) FROM customers WHERE city IS NOT NULL
          CROWDED | 30 | SELECT MIN(id), MAX(id), MIN(firstSeen) FROM customers WHERE name = 'nobody' OR notes = 'nobody'
          STEADY | 33 | SELECT MAX(id), MIN(firstSeen) FROM customers WHERE blocked AND CHAR_LENGTH(name) = 6 AND lastSeen IS NULL
          MANY | 30 | SELECT countryCode, city, COUNT(*) FROM customers GROUP BY countryCode, city
          MANY | 30 | SELECT countryCode, email, COUNT(*) FROM customers GROUP BY countryCode, email
          MANY | 30 | SELECT name, countryCode, COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') GROUP BY name, countryCode
          STEADY | 30 | SELECT MIN(id) FROM customers WHERE MOD(id, 1000003) = 7
          STEADY | 30 | SELECT MIN(id) FROM customers WHERE MOD(id, 1000003) = 700
          STEADY | 30 | SELECT MIN(id), MAX(id), MIN(firstSeen), MAX(firstSeen) FROM customers WHERE MOD(id, 1000003) = 104
          STEADY | 30 | SELECT COUNT(NULLIF(city, 'Kyiv')), (SELECT MAX(name) FROM customers) FROM customers
          STEADY | 30 | SELECT (SELECT SUM(id) FROM customers), (SELECT COUNT(NULLIF(countryCode, 'PL')) FROM customers) FROM (VALUES 1) AS t(x)
          STEADY | 63 | SELECT COUNT(NULLIF(countryCode, 'PL')) FROM customers UNION ALL SELECT SUM(CASE WHEN city = 'Kyiv' THEN 0 ELSE 1 END) FROM customers UNION ALL SELECT COUNT(DISTINCT name) FROM customers
          STEADY | 30 | SELECT id, name FROM customers WHERE blocked AND id > (SELECT MIN(id) FROM customers WHERE blocked)
          STEADY | 30 | WITH b AS (SELECT id, name FROM customers WHERE blocked) SELECT b.name, t.least, t.greatest FROM b, (SELECT MIN(id) AS least, MAX(id) AS greatest FROM b) AS t
          STEADY | 30 | SELECT (SELECT MIN(id) FROM customers WHERE NOT blocked), (SELECT MAX(id) FROM customers WHERE NOT blocked), (SELECT SUM(id) FROM customers WHERE NOT blocked) FROM (VALUES 1) AS t(x)
          STEADY | 30 | SELECT (SELECT SUM(id) FROM customers), t.n FROM (SELECT countryCode, city, COUNT(*) AS n FROM customers GROUP BY countryCode, city) AS t
          STEADY | 30 | SELECT (SELECT SUM(id) FROM customers), t.n FROM (SELECT TO_CHAR(lastSeen, 'YYYY'), COUNT(*) AS n FROM customers GROUP BY TO_CHAR(lastSeen, 'YYYY')) AS t
          STEADY | 1 | SELECT COUNT(CASE WHEN FALSE THEN 1 END), COUNT(NULLIF('a', 'a')), COUNT(*) FROM customers
          MANY | 2 | SELECT MIN(lastSeen), COUNT(CASE WHEN id > 30 AND id < 20 THEN 1 END) FROM customers
          CROWDED | 0 | SELECT 1, 'a' FROM customers WHERE id > 9999999999999999999
          CROWDED | 0 | SELECT COUNT(*), MAX(lastSeen) FROM customers WHERE HAS_TAG(tags, CAST(NULL AS VARCHAR))
          STEADY | 4 | SELECT id FROM (SELECT id, name, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers) AS t WHERE rn BETWEEN 11 AND 20
          STEADY | 5 | SELECT id, rn FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id DESC) AS rn FROM customers) AS t WHERE NOT rn >= 6
          STEADY | 2 | SELECT id, rn FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY lastSeen DESC, id) AS rn FROM customers) AS t WHERE rn BETWEEN 3 AND 5
          STEADY | 4 | SELECT id FROM (SELECT id, name, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers) AS t WHERE rn < 12 AND rn < id AND name LIKE '%1%'
          STEADY | 0 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers) AS t WHERE rn <= -1
          STEADY | 30 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers) AS t WHERE rn <= 3 OR id = 900
          STEADY | 30 | SELECT id, n FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rn, COUNT(*) OVER () AS n FROM customers) AS t WHERE rn <= 3
          MANY | 30 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY countryCode ORDER BY id) AS rn FROM customers) AS t WHERE rn <= 2
          MANY | 30 | SELECT id FROM (SELECT id, RANK() OVER (ORDER BY countryCode) AS rn FROM customers) AS t WHERE rn <= 2
          MANY | 1 | SELECT 1 FROM customers WHERE countryCode = 'ua'
          MANY | 1 | SELECT 1 FROM customers WHERE email = 'a@b.c'
          MANY | 1 | SELECT 1 FROM customers WHERE lastSeen >= TIMESTAMP '2030-01-01 00:00:00' AND countryCode = 'UA'
          STEADY | 7 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers WHERE lastSeen IS NULL) AS t WHERE rn <= 50
          STEADY | 6 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY lastSeen, id) AS rn FROM customers WHERE firstSeen IS NULL) AS t WHERE rn <= 40
          STEADY | 6 | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rn FROM customers WHERE firstSeen >= TIMESTAMP '2026-06-01 00:00:00') AS t WHERE rn <= 40
          MANY | 9 | SELECT 1 FROM customers WHERE countryCode = 'UA' LIMIT 170
          STEADY | 2 | SELECT id FROM customers ORDER BY lastSeen DESC, id LIMIT 20
          CROWDED | 2 | SELECT id FROM customers WHERE lastSeen > TIMESTAMP '2025-05-05 08:00:00' OR (lastSeen = TIMESTAMP '2025-05-05 08:00:00' AND id > 300) ORDER BY lastSeen, id LIMIT 20
          """)
  void noMoreThanNow(Crowd crowd, int most, String sql) throws Exception {
    AskedAccount account = ACCOUNTS.get(crowd);
    boolean isSorted = sql.replaceAll("OVER \\([^)]*\\)", "").contains("ORDER BY");
    account.assertJudgedAnew(
        sql, isSorted ? List.of(0) : List.of(), crowd.pageSize, "maxConcurrentRequests=1");
    assertThat(account.account().bodies().size()).as(sql).isLessThanOrEqualTo(most);
  }
}
