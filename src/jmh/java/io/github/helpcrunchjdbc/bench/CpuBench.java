package io.github.helpcrunchjdbc.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.jdbc.StandInConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Rows a second where the service takes no time, every value taken: through JDBC from bytes that
 * stand in for the service behind OkHttp, and from a loopback server that only writes them; beside
 * the same bytes merely parsed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 6, time = 2)
public class CpuBench {
  /** No power of ten: the driver would look for customers behind it, and here nobody searches. */
  private static final int CUSTOMERS = 12_000;

  private final JsonFactory json = new JsonFactory();
  private @Nullable List<byte[]> pages;
  private @Nullable CannedAccount account;
  private @Nullable Connection standIn;
  private @Nullable Connection socket;

  /** Starts the service and connects. */
  @Setup(Level.Trial)
  public void start() throws SQLException {
    List<byte[]> all = PageBytes.of(CUSTOMERS);
    pages = all;
    CannedAccount canned = new CannedAccount((offset, limit) -> all.get((int) (offset / 100)));
    account = canned;
    standIn = StandInConnection.to(new CannedAnswers(all));
    socket = Driver.connect(canned.baseUrl(), CannedAccount.API_KEY, Map.of("warmUp", "false"));
  }

  /** Stops both. */
  @TearDown(Level.Trial)
  public void stop() throws SQLException {
    standIn.close();
    socket.close();
    account.close();
  }

  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public long parseOnly() throws Exception {
    long tokens = 0;
    for (byte[] page : pages) {
      try (JsonParser parser = json.createParser(page)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public long selectAll(Blackhole values) throws SQLException {
    return read(standIn, "SELECT * FROM customers", values);
  }

  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public long selectId(Blackhole values) throws SQLException {
    return read(standIn, "SELECT id FROM customers", values);
  }

  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public long selectAllOverLoopback(Blackhole values) throws SQLException {
    return read(socket, "SELECT * FROM customers", values);
  }

  private static long read(Connection connection, String sql, Blackhole values)
      throws SQLException {
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          values.consume(rows.getObject(i));
        }
        count++;
      }
    }
    if (count != CUSTOMERS) {
      throw new IllegalStateException(count + " rows");
    }
    return count;
  }
}
