package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that find fewer than are asked for, where no row of an answer shows it. */
@Timeout(60)
class TestFewerFound {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  /** Counting and offsets may both end at a thousand. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aRoundTotalIsHeldAgainstAllButOne(String consistency) throws Exception {
    int cap = 1_000;
    int customers = 1_100;
    for (boolean doOffsetsEnd : List.of(true, false)) {
      UnaryOperator<Api> service =
          account ->
              request -> {
                int offset = object(request.body()).path("offset").asInt();
                ObjectNode answer = object(account.answer(request).body());
                if (doOffsetsEnd && offset >= cap) {
                  answer.putArray("data");
                }
                answer.put("total", Math.min(cap, answer.path("total").asInt()));
                return new ApiAnswer(200, answer.toString());
              };
      for (String sql : List.of("id", "COUNT(*)")) {
        try (AskedAccount asked =
            AskedAccount.behind(
                service, DemoAccount.customers(NOW, customers), "consistency=" + consistency)) {
          List<Object> found = asked.ask("SELECT " + sql + " FROM customers").column(0);
          assertThat(sql.equals("id") ? found.size() : ((Number) found.get(0)).intValue())
              .as("%s, %s", sql, doOffsetsEnd)
              .isEqualTo(customers);
          assertThat(asked.requests()).hasSizeLessThan(15 + customers / 50);
        }
      }
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
