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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service that lacks the first customer of every search, and counts it: each range of ids,
 * however small, is one short. Halving such ranges leads nowhere.
 */
@Timeout(60)
class TestFirstRowMissing {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 250);

  private static Api before(Api honest) {
    return request -> {
      ApiAnswer answer = honest.answer(request);
      if (answer.status() != 200 || request.body().isEmpty()) {
        return answer;
      }
      try {
        ObjectNode told = (ObjectNode) JSON.readTree(answer.body());
        ArrayNode data = (ArrayNode) told.get("data");
        if (JSON.readTree(request.body()).path("offset").asLong() == 0 && data.size() > 1) {
          data.remove(0);
        }
        return new ApiAnswer(200, answer.headers(), told.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "'', 250, true",
    "ORDER BY lastSeen, 250, true",
    "ORDER BY lastSeen DESC, 250, true",
    "ORDER BY lastSeen LIMIT 40 OFFSET 200, 40, true",
    "ORDER BY id, 250, true",
    "ORDER BY id DESC LIMIT 10, 10, true",
    "ORDER BY lastSeen DESC LIMIT 10, 10, false"
  })
  void rangesAreNotHalvedInVain(String order, int expected, boolean told) throws Exception {
    try (AskedAccount asked =
        AskedAccount.behind(TestFirstRowMissing::before, CUSTOMERS, "customFields=off")) {
      asked.account().clear();
      Set<Long> ids = new HashSet<>();
      try (Statement statement = asked.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM customers " + order)) {
        while (rows.next()) {
          assertThat(ids.add(rows.getLong(1))).isTrue();
        }
        assertThat(ids).hasSize(expected);
        assertThat(rows.getWarnings() != null).isEqualTo(told);
      }
      assertThat(asked.requests()).hasSizeLessThan(60);
    }
  }
}
