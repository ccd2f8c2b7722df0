package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of ids that count more than they give are halved while that shows somebody new. */
@Timeout(60)
class TestHalvedRanges {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 250);

  /** A service that changes the rows of its answers, and counts right. */
  private static Api showing(Api honest, BiConsumer<String, ArrayNode> change) {
    return request -> {
      ApiAnswer answer = honest.answer(request);
      if (answer.status() != 200 || request.body().isEmpty()) {
        return answer;
      }
      try {
        ObjectNode told = (ObjectNode) JSON.readTree(answer.body());
        change.accept(request.body(), (ArrayNode) told.get("data"));
        return new ApiAnswer(200, answer.headers(), told.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** One that loses the first customer of every search: each range, however small, is one short. */
  private static Api losingFirst(Api honest) {
    return showing(
        honest,
        (request, rows) -> {
          if (request.contains("\"offset\":0") && rows.size() > 1) {
            rows.remove(0);
          }
        });
  }

  /** One that gives fifty at a time, and some customers only to who asks for ids. */
  private static Api hidingSome(Api honest) {
    return showing(
        honest,
        (request, rows) -> {
          for (int i = rows.size() - 1; i >= 0; i--) {
            boolean isHidden =
                rows.get(i).get("id").asLong() % 97 == 5 && !request.contains("customers.id");
            if (isHidden || i >= 50) {
              rows.remove(i);
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "'', 250",
    "ORDER BY lastSeen, 250",
    "ORDER BY lastSeen DESC, 250",
    "ORDER BY lastSeen LIMIT 40 OFFSET 200, 40",
    "ORDER BY id, 250",
    "ORDER BY id DESC LIMIT 10, 10",
    "ORDER BY lastSeen DESC LIMIT 10, 10"
  })
  void rangesAreNotHalvedInVain(String order, int expected) throws Exception {
    try (AskedAccount asked =
        AskedAccount.behind(TestHalvedRanges::losingFirst, CUSTOMERS, "customFields=off")) {
      asked.account().clear();
      Set<Long> ids = new HashSet<>();
      try (Statement statement = asked.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM customers " + order)) {
        while (rows.next()) {
          assertThat(ids.add(rows.getLong(1))).isTrue();
        }
        assertThat(ids).hasSize(expected);
        assertThat(rows.getWarnings() != null).isTrue();
      }
      assertThat(asked.requests()).hasSizeLessThan(60);
    }
  }

  @Test
  void whoeverIsInAHalfIsFound() throws Exception {
    List<DemoCustomer> many = DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 2_000);
    long hidden = many.stream().filter(customer -> customer.id() % 97 == 5).count();
    assertThat(hidden).isGreaterThan(10);
    for (String order : List.of("", "ORDER BY lastSeen", "ORDER BY lastSeen DESC")) {
      try (AskedAccount asked =
              AskedAccount.behind(TestHalvedRanges::hidingSome, many, "customFields=off");
          Statement statement = asked.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM customers " + order)) {
        Set<Long> ids = new HashSet<>();
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
        assertThat(ids).as(order).hasSize(many.size());
      }
    }
  }
}
