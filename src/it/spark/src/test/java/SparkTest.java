import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spark's JDBC source: schema, pushed conditions, limits, partitions. */
class SparkTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> customers(String... options) {
    var reader =
        spark
            .read()
            .format("jdbc")
            .option("driver", "io.github.helpcrunchjdbc.HelpCrunchDriver")
            .option("url", "jdbc:helpcrunch:demo;requestsPerMinute=0;customFields=off")
            .option("fetchsize", 100);
    for (int i = 0; i < options.length; i += 2) {
      reader = reader.option(options[i], options[i + 1]);
    }
    return reader.load();
  }

  @Test
  void schema() {
    Dataset<Row> customers = customers("dbtable", "helpcrunch.customers");
    assertThat(customers.schema().fields()).hasSize(27);
    assertThat(customers.schema().apply("id").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(customers.schema().apply("name").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(customers.schema().apply("unsubscribed").dataType())
        .isEqualTo(DataTypes.BooleanType);
    assertThat(customers.schema().apply("lastSeen").dataType()).isEqualTo(DataTypes.TimestampType);
  }

  @Test
  void pushedConditions() {
    List<Row> rows =
        customers("dbtable", "helpcrunch.customers")
            .filter(col("id").leq(1014).or(col("id").isNull()))
            .filter(col("name").startsWith("In").or(col("name").contains("YIL")))
            .filter(col("lastSeen").geq(Timestamp.valueOf("2020-01-01 00:00:00")))
            .filter(col("unsubscribed").equalTo(false))
            .select("id", "name", "lastSeen")
            .orderBy("id")
            .collectAsList();
    assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(1005L, 1014L);
  }

  /** In the JVM of this test, which is in Kyiv: what Spark reads it finds by its own filters. */
  @Test
  void timesAreFoundAgainOutsideUtc() {
    Dataset<Row> customers = customers("dbtable", "helpcrunch.customers");
    List<Row> some =
        customers
            .filter(col("id").leq(1300).and(col("lastSeen").isNotNull()))
            .select("id", "lastSeen")
            .collectAsList();
    assertThat(some).hasSizeGreaterThan(10);
    for (Row row : some.subList(0, 10)) {
      Timestamp seen = row.getTimestamp(1);
      assertThat(customers.filter(col("lastSeen").equalTo(seen)).select("id").collectAsList())
          .extracting(found -> found.getLong(0))
          .contains(row.getLong(0));
      assertThat(customers.filter(col("lastSeen").geq(seen)).count())
          .isEqualTo(
              customers("dbtable", "helpcrunch.customers", "pushDownPredicate", "false")
                  .filter(col("lastSeen").geq(seen))
                  .count());
    }
  }

  @Test
  void limitsAreFew() {
    List<Row> rows =
        customers("dbtable", "helpcrunch.customers")
            .select("id")
            .orderBy(col("id").desc_nulls_last())
            .limit(5)
            .collectAsList();
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0).getLong(0)).isEqualTo(5000015211L);
  }

  @Test
  void groups() {
    List<Row> rows =
        customers("dbtable", "helpcrunch.customers")
            .filter(col("countryCode").isin("UA", "US", "PL"))
            .groupBy("countryCode")
            .agg(count(lit(1)).as("n"))
            .orderBy(col("n").desc())
            .collectAsList();
    assertThat(rows).extracting(row -> row.getString(0)).containsExactly("UA", "US", "PL");
    assertThat(rows).extracting(row -> row.getLong(1)).containsExactly(865L, 378L, 304L);
  }

  @Test
  void aQueryInPlaceOfTheTable() {
    List<Row> rows =
        customers("query", "SELECT id, name FROM customers WHERE id < 1010").collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getString(1)).isEqualTo("isil YILMAZ");
  }

  @Test
  void partitions() {
    Dataset<Row> customers =
        customers(
            "dbtable", "helpcrunch.customers",
            "partitionColumn", "id",
            "lowerBound", "1000",
            "upperBound", "20000",
            "numPartitions", "4");
    assertThat(customers.rdd().getNumPartitions()).isEqualTo(4);
    assertThat(customers.count()).isEqualTo(4000);
  }

  @Test
  void sqlOfSparkOverAView() {
    customers("dbtable", "helpcrunch.customers").createOrReplaceTempView("c");
    Row row = spark.sql("SELECT COUNT(DISTINCT id), MIN(id) FROM c").first();
    assertThat(row.getLong(0)).isEqualTo(4000);
    assertThat(row.getLong(1)).isEqualTo(1005);
  }
}
