package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that find fewer than are asked for, where no row of an answer shows it. */
@Timeout(60)
class TestFewerFound {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 250);
  private static final String FIRST_SECOND = "-62135596800";

  /** Ways to take a search for another. */
  private enum Taken {
    LAST_OF_RANGE_LEFT_OUT {
      @Override
      void change(ObjectNode search) {
        for (JsonNode filter : search.path("filter")) {
          if (filter.path("operator").asText().equals("<=")) {
            ((ObjectNode) filter).put("operator", "<");
          }
        }
      }
    },
    FIRST_OF_RANGE_LEFT_OUT {
      @Override
      void change(ObjectNode search) {
        for (JsonNode filter : search.path("filter")) {
          if (filter.path("operator").asText().equals(">=")) {
            ((ObjectNode) filter).put("operator", ">");
          }
        }
      }
    },
    LAST_OF_OR_IGNORED {
      @Override
      void change(ObjectNode search) {
        if (search.path("comparison").asText().equals("OR")) {
          ((ArrayNode) search.path("filter")).remove(search.path("filter").size() - 1);
        }
      }
    },
    OR_AS_AND {
      @Override
      void change(ObjectNode search) {
        if (search.has("comparison")) {
          search.put("comparison", "AND");
        }
      }
    },
    WITHOUT_A_TIME_LEFT_OUT {
      @Override
      void change(ObjectNode search) {
        if (search.path("sort").asText().endsWith("lastSeen") && !search.has("filter")) {
          search
              .putArray("filter")
              .addObject()
              .put("field", "customers.lastSeen")
              .put("operator", ">=")
              .put("value", Long.parseLong(FIRST_SECOND));
        }
      }
    },
    SORTED_ONLY_WITHOUT_FILTERS {
      @Override
      void change(ObjectNode search) {
        if (search.has("filter")) {
          search.remove(List.of("sort", "order"));
        }
      }
    };

    abstract void change(ObjectNode search);

    UnaryOperator<Api> service() {
      return account ->
          request -> {
            ObjectNode search = object(request.body());
            change(search);
            return account.answer(with(request, search));
          };
    }
  }

  /** What is sent does not hang on it whether a bound is in its range. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LAST_OF_RANGE_LEFT_OUT | SELECT COUNT(*) FROM customers WHERE id BETWEEN 1020 AND 1100",
        "LAST_OF_RANGE_LEFT_OUT | SELECT id FROM customers WHERE id > 1020 AND id <= 1100",
        "LAST_OF_RANGE_LEFT_OUT | SELECT id FROM customers ORDER BY id LIMIT 130",
        "FIRST_OF_RANGE_LEFT_OUT | SELECT id FROM customers WHERE id >= 1020 AND id < 1100",
        "FIRST_OF_RANGE_LEFT_OUT | SELECT id FROM customers ORDER BY id DESC LIMIT 130",
      })
  void rangesOfIdsHangOnNoBound(Taken taken, String sql) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      assertThat(ask(taken.service(), consistency, sql)).as(consistency).isEqualTo(right(sql));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LAST_OF_OR_IGNORED | SELECT id FROM customers WHERE HAS_TAG(tags, 'vip') OR id < 1050",
        "OR_AS_AND | SELECT id FROM customers WHERE HAS_TAG(tags, 'vip') OR id < 1050",
        "OR_AS_AND | SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') OR id < 1050",
        "WITHOUT_A_TIME_LEFT_OUT | SELECT id FROM customers ORDER BY lastSeen",
        "SORTED_ONLY_WITHOUT_FILTERS | SELECT MIN(firstSeen), MAX(lastSeen) FROM customers",
      })
  void strictSeesWhoIsNotFound(Taken taken, String sql) throws Exception {
    assertRightOrTold(taken.service(), "strict", sql, right(sql));
    // What it costs where all are found: a request for each kind of search, once an hour.
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS, "consistency=strict")) {
      asked.ask(sql);
      int first = asked.requests().size();
      asked.ask(sql);
      assertThat(asked.requests().size()).isLessThan(first);
    }
  }

  /** Searches in which the service leaves out nobody say nothing of others. */
  @Test
  void strictSeesWhoLacksInAnOrderAfterSearchesWhereNobodyDoes() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen";
    for (String before :
        List.of(
            "SELECT id FROM customers",
            "SELECT id FROM customers WHERE lastSeen >= '2024-01-01' ORDER BY lastSeen",
            "SELECT id FROM customers WHERE id = 1005 ORDER BY lastSeen",
            "SELECT id FROM customers WHERE city = 'Nowhere' ORDER BY lastSeen")) {
      try (AskedAccount asked =
          AskedAccount.behind(
              Taken.WITHOUT_A_TIME_LEFT_OUT.service(), CUSTOMERS, "consistency=strict")) {
        String state = stateOf(asked, before, right(before));
        String then = stateOf(asked, sql, right(sql));
        assertThat(List.of(state, then)).as(before).contains("HCI01");
      }
    }
  }

  /** The SQLState a statement ends with, empty if it does not; then its rows must be right. */
  private static String stateOf(AskedAccount asked, String sql, List<List<Object>> right) {
    List<List<Object>> rows = new ArrayList<>();
    try {
      assertThat(isTold(asked, sql, rows)).isFalse();
    } catch (SQLException e) {
      return e.getSQLState();
    }
    assertThat(rows).as(sql).containsExactlyInAnyOrderElementsOf(right);
    return "";
  }

  /** One may have gone since a page showed him. */
  @ParameterizedTest
  @ValueSource(strings = {"id <= 1100", "id < 1050 OR lastSeen > TIMESTAMP '2026-11-20 00:00:00'"})
  void whoGoesIsNoContradiction(String condition) throws Exception {
    String sql = "SELECT id FROM customers WHERE " + condition;
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS)) {
      long first = (Long) asked.ask(sql).column(0).get(0);
      try (AskedAccount changing =
          AskedAccount.changedAt(
              1, store -> store.delete(first), CUSTOMERS, "consistency=strict")) {
        assertThat(changing.ask(sql).column(0)).isNotEmpty();
      }
    }
  }

  /** An answer that has and counts nobody may be a passing fault. */
  @ParameterizedTest
  @CsvSource({"2, strict", "3, strict", "4, strict", "5, strict", "2, warn"})
  void nobodyIsAskedForOnceMore(int nth, String consistency) throws Exception {
    List<String> asked = new ArrayList<>(List.of("SELECT MAX(id) FROM customers"));
    if (consistency.equals("strict")) {
      asked.add("SELECT id FROM customers ORDER BY id LIMIT 130");
      asked.add("SELECT id FROM customers WHERE blocked ORDER BY id LIMIT 5");
    }
    for (String sql : asked) {
      AtomicInteger requests = new AtomicInteger();
      UnaryOperator<Api> service =
          account ->
              request ->
                  requests.incrementAndGet() % nth == 0
                      ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                      : account.answer(request);
      assertRightOrTold(service, consistency, sql, right(sql));
    }
  }

  /** The page that comes in place of one with a stranger may have a customer twice. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aPageAskedForAgainIsLookedAtAsWell(String consistency) throws Exception {
    String sql = "SELECT id FROM customers WHERE id > 1020 AND id < 1100";
    AtomicInteger requests = new AtomicInteger();
    Consumer<ArrayNode> replace =
        rows -> {
          if (rows.size() > 20) {
            JsonNode other =
                requests.incrementAndGet() % 2 == 0
                    ? rows.get(3)
                    : rows.get(7).<ObjectNode>deepCopy().put("id", 7);
            rows.set(7, other);
          }
        };
    assertRightOrTold(changing(replace, Integer.MAX_VALUE), consistency, sql, right(sql));
  }

  /** A page whose customers all have one id can't be halved. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void oneIdForAllIsToldOf(String consistency) throws Exception {
    Consumer<ArrayNode> same = rows -> rows.forEach(row -> ((ObjectNode) row).put("id", 10));
    String sql = "SELECT id FROM customers LIMIT 120 OFFSET 60";
    assertRightOrTold(changing(same, Integer.MAX_VALUE), consistency, sql, right(sql));
  }

  /** A filter that holds for first pages alone moves an offset. */
  @Test
  void strictSeesFiltersThatHoldForFirstPagesAlone() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 50 OFFSET 120";
    UnaryOperator<Api> service =
        account ->
            request -> {
              ObjectNode search = object(request.body());
              if (search.path("offset").asInt() > 0) {
                search.remove(List.of("filter", "comparison"));
              }
              return account.answer(with(request, search));
            };
    assertRightOrTold(service, "strict", sql, right(sql));
  }

  private static ApiRequest with(ApiRequest request, ObjectNode search) {
    return new ApiRequest(
        request.method(), request.path(), request.query(), request.headers(), search.toString());
  }

  private static UnaryOperator<Api> changing(Consumer<ArrayNode> change, int cap) {
    return account ->
        request -> {
          ObjectNode answer = object(account.answer(request).body());
          change.accept((ArrayNode) answer.path("data"));
          answer.put("total", Math.min(cap, answer.path("total").asInt()));
          return new ApiAnswer(200, answer.toString());
        };
  }

  private static List<List<Object>> ask(UnaryOperator<Api> service, String consistency, String sql)
      throws Exception {
    try (AskedAccount asked =
        AskedAccount.behind(service, CUSTOMERS, "consistency=" + consistency)) {
      List<List<Object>> rows = new ArrayList<>();
      assertThat(isTold(asked, sql, rows)).isFalse();
      return rows;
    }
  }

  private static List<List<Object>> right(String sql) throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS)) {
      List<List<Object>> rows = new ArrayList<>();
      assertThat(isTold(asked, sql, rows)).isFalse();
      return rows;
    }
  }

  private static void assertRightOrTold(
      UnaryOperator<Api> service, String consistency, String sql, List<List<Object>> right)
      throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    try (AskedAccount asked =
        AskedAccount.behind(service, CUSTOMERS, "consistency=" + consistency)) {
      if (!isTold(asked, sql, rows)) {
        assertThat(rows)
            .as("%s: %s", sql, asked.requests())
            .containsExactlyInAnyOrderElementsOf(right);
      }
    } catch (SQLException e) {
      assertThat(consistency).isEqualTo("strict");
      assertThat(e.getSQLState()).isIn("HCI01", "08P01");
    }
  }

  /** Whether a statement warns. */
  private static boolean isTold(AskedAccount asked, String sql, List<List<Object>> found)
      throws SQLException {
    asked.account().clear();
    try (Statement statement = asked.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        found.add(row);
      }
      return rows.getWarnings() != null || statement.getWarnings() != null;
    }
  }

  private static ObjectNode object(String json) {
    try {
      return json.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
