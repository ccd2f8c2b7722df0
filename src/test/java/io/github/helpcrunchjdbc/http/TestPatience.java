package io.github.helpcrunchjdbc.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ok;
import static io.github.helpcrunchjdbc.http.ServiceFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request waits for a service that has answered before, and for one that has not. */
class TestPatience {
  private static final PageRequest SECOND = new PageRequest(Search.ALL, 100, 100);
  private static final Search FILTERED =
      Search.ALL.and(new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "gmail"));

  private final ServiceFixture service = new ServiceFixture();
  private final Execution execution = Execution.unbounded();

  @AfterEach
  void close() {
    service.close();
  }

  private CustomerClient client(int retryForSeconds, Duration requestTimeout) {
    ClientSettings usual = service.settings(2);
    return service.client(
        new ClientSettings(
            usual.baseUrl(),
            usual.apiKey(),
            usual.requestsPerMinute(),
            usual.maxConcurrentRequests(),
            usual.connectTimeout(),
            usual.readTimeout(),
            requestTimeout,
            usual.maxRetries(),
            Duration.ofSeconds(retryForSeconds),
            false,
            null,
            null));
  }

  private HelpCrunchException failure(CustomerClient client) {
    return catchThrowableOfType(
        HelpCrunchException.class, () -> client.search(ALL, IDS, execution));
  }

  private static ResponseDefinitionBuilder[] okThen(
      ResponseDefinitionBuilder trouble, int times, boolean recovers) {
    ResponseDefinitionBuilder[] answers = new ResponseDefinitionBuilder[times + 2];
    answers[0] = ok();
    for (int i = 1; i <= times; i++) {
      answers[i] = trouble;
    }
    answers[times + 1] = recovers ? ok() : trouble;
    return answers;
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 408, 425})
  void aServiceThatHasAnsweredIsWaitedForHoweverOften(int status) {
    service.answers(okThen(status(status), 6, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(client.search(ALL, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests()).hasSize(8);
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() {
    service.answers(okThen(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), 5, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(client.search(ALL, IDS, execution).rows()).hasSize(1);
  }

  @Test
  void anAnswerThatIsCutIsABrokenConnection() {
    service.answers(okThen(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), 5, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(client.search(ALL, IDS, execution).rows()).hasSize(1);
  }

  @Test
  void patienceEnds() {
    service.answers(okThen(status(503), 1, false));
    CustomerClient client = client(20, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(failure(client).code()).isEqualTo(ErrorCode.SERVER_ERROR);
    // Waits of 0.5, 1, 2, 4, 8 and 16 seconds: the last begins within the 20.
    assertThat(service.requests()).hasSize(1 + 7);
  }

  /** The request at 0 seconds, and those at 50 and 100; the next would be beyond the 120. */
  @ParameterizedTest
  @CsvSource({"50, 3, 100", "61, 2, 61", "120, 2, 120", "121, 1, 0", "300, 1, 0"})
  void noWaitThatIsAskedForLeadsBeyondRetryFor(String retryAfter, int requests, long seconds) {
    service.answers(okThen(status(503).withHeader("Retry-After", retryAfter), 1, false));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(failure(client)).hasMessageContaining("503");
    assertThat(service.requests()).hasSize(1 + requests);
    assertThat(service.time().waits().stream().mapToLong(wait -> wait).sum())
        .isEqualTo(1000 * seconds);
  }

  /** Each of the tries would wait for five minutes, of a service that has answered nothing yet. */
  @ParameterizedTest
  @ValueSource(strings = {"121", "99999999999"})
  void aFirstRequestDoesNotWaitForLongerEither(String retryAfter) {
    service.answers(status(503).withHeader("Retry-After", retryAfter));
    assertThat(failure(client(120, Duration.ofSeconds(30)))).hasMessageContaining("503");
    assertThat(service.requests()).hasSize(1);
    assertThat(service.time().waits()).isEmpty();
  }

  /** A 429 is the whole account's: who comes next does not wait either, and sends nothing. */
  @ParameterizedTest
  @CsvSource({"120, 121, 121", "0, 61, 61", "5, 99999999999, 3153600000"})
  void a429IsNotWaitedForBeyondRetryFor(int retryFor, String retryAfter, long seconds) {
    service.answers(status(429).withHeader("Retry-After", retryAfter));
    CustomerClient client = client(retryFor, Duration.ofSeconds(30));
    HelpCrunchException first = failure(client);
    assertThat(first.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(first)
        .hasMessageContaining("429")
        .hasMessageContaining(seconds + " s (Retry-After)")
        .hasMessageContaining("retryFor");
    HelpCrunchException next = failure(client);
    assertThat(next.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(next).hasMessageContaining("retryFor");
    assertThat(service.requests()).hasSize(1);
    assertThat(service.time().waits()).isEmpty();
  }

  /** The service's minute is waited for, however little patience there is. */
  @ParameterizedTest
  @CsvSource({"120, 120", "0, 60", "5, 60"})
  void a429IsWaitedForAsLongAsRetryForOrAMinute(int retryFor, String retryAfter) {
    service.answers(status(429).withHeader("Retry-After", retryAfter), ok());
    CustomerClient client = client(retryFor, Duration.ofSeconds(30));
    assertThat(client.search(ALL, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests()).hasSize(2);
  }

  /** Whether the service has answered before or not, and however often is set to try. */
  @ParameterizedTest
  @CsvSource({
    "120, 50, 4, 150",
    "120, 60, 3, 120",
    "120, 70, 3, 140",
    "120, 100, 2, 100",
    "120, 120, 2, 120",
    "0, 30, 3, 60",
    "0, 50, 3, 100",
    "5, 60, 2, 60",
    "600, 300, 3, 600"
  })
  void a429ForEverIsWaitedForAMinuteBeyondRetryForAtTheMost(
      int retryFor, String retryAfter, int requests, long seconds) {
    service.answers(status(429).withHeader("Retry-After", retryAfter));
    assertThat(failure(client(retryFor, Duration.ofSeconds(30))))
        .hasMessageContaining("tried " + requests + " times; retryFor is " + retryFor + " s")
        .hasMessageContaining(retryAfter + " s (Retry-After)");
    assertThat(service.requests()).hasSize(requests);
    assertThat(service.time().waits().stream().mapToLong(wait -> wait).sum())
        .isEqualTo(1000 * seconds);
  }

  /** By growing pauses of the driver's own. */
  @ParameterizedTest
  @CsvSource({"0, 60, 75", "120, 120, 135"})
  void a429WithoutAWaitIsTriedForAMinuteOrAsLongAsRetryFor(int retryFor, long least, long most) {
    service.answers(status(429));
    assertThat(failure(client(retryFor, Duration.ofSeconds(30))).code())
        .isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(service.time().waits().stream().mapToLong(wait -> wait).sum())
        .isBetween(1000 * least, 1000 * most);
  }

  @Test
  void aServiceThatHasNotAnsweredYetIsTriedAFewTimes() {
    service.answers(status(503));
    assertThat(failure(client(120, Duration.ofSeconds(30))).code())
        .isEqualTo(ErrorCode.SERVER_ERROR);
    assertThat(service.requests()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"400, SEARCH_REFUSED", "401, NOT_AUTHORIZED", "403, NOT_AUTHORIZED", "407, REFUSED"})
  void whatDoesNotPassIsNotWaitedFor(int status, ErrorCode code) {
    service.answers(okThen(status(status), 1, false));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ServiceFixture.ALL, IDS, execution);
    assertThat(failure(client).code()).isEqualTo(code);
    assertThat(service.requests().size()).isLessThanOrEqualTo(3);
  }

  @Test
  void partOfAnAnswerIsABrokenAnswer() {
    service.answers(status(206).withBody(ServiceFixture.ONE_ROW));
    assertThat(failure(client(0, Duration.ofSeconds(30))).code())
        .isEqualTo(ErrorCode.BROKEN_ANSWER);
  }

  @Test
  void anAnswerThatDripsEndsAtTheRequestTimeout() {
    service.answers(dripping());
    HelpCrunchException failure = failure(client(0, Duration.ofMillis(700)));
    assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    assertThat(failure).hasMessageContaining("700 ms (requestTimeout");
    assertThat(service.requests()).hasSize(1);
  }

  /** Or one slow answer would cost all that a statement has read. */
  @Test
  void aServiceThatHasAnsweredIsAskedAgainAfterAnAnswerThatDrips() {
    service.answers(okThen(dripping(), 2, true));
    client(120, Duration.ofSeconds(30)).search(ALL, IDS, execution);
    CustomerClient hasty = client(120, Duration.ofMillis(700));
    assertThat(hasty.search(ALL, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests()).hasSizeGreaterThanOrEqualTo(4);
  }

  /** Its headers come late, as those of an answer behind endless 1xx answers do. */
  @Test
  void aServiceThatHasAnsweredIsAskedAgainAfterHeadersThatDoNotCome() {
    service.answers(okThen(ok().withFixedDelay(20_000), 1, true));
    client(120, Duration.ofSeconds(30)).search(ALL, IDS, execution);
    CustomerClient hasty = client(120, Duration.ofMillis(700));
    assertThat(hasty.search(ALL, IDS, execution).rows()).hasSize(1);
  }

  @Test
  void patienceWithAnswersThatDripEnds() {
    service.answers(okThen(dripping(), 1, false));
    client(3, Duration.ofSeconds(30)).search(ALL, IDS, execution);
    HelpCrunchException failure = failure(client(3, Duration.ofMillis(200)));
    assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    // Waits of 0.5, 1 and 2 seconds: the last begins within the 3.
    assertThat(failure)
        .hasMessageContaining("200 ms (requestTimeout")
        .hasMessageContaining("4 times");
  }

  /** JDBC has the statement fail where it passes. */
  @Test
  void theNetworkTimeoutOfJdbcIsNotWaitedForAgain() {
    service.answers(okThen(dripping(), 1, false));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(failure(client.withNetworkTimeout(Duration.ofMillis(700))).code())
        .isEqualTo(ErrorCode.CONNECTION_LOST);
    assertThat(service.requests()).hasSize(2);
  }

  /** In the middle of a scan it may be a passing fault, which would cost all that was read. */
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 413, 416, 422})
  void aPageBehindTheFirstThatIsRefusedOnceIsAskedForAgain(int status) {
    service.answers(okThen(status(status), 1, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(client.search(SECOND, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests())
        .hasSize(3)
        .allMatch(request -> request.getUrl().endsWith("/search"));
  }

  /**
   * A key that was taken before; the first page of a range of ids is in the middle of a scan too.
   */
  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatIsRefusedOnceIsSentAgain(int status) {
    service.answers(okThen(status(status), 1, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(client.search(ALL, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 413})
  void whoSaysWhenToComeAgainIsAskedThen(int status) {
    service.answers(okThen(status(status).withHeader("Retry-After", "7"), 1, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    long before = service.time().nanoTime();
    assertThat(client.search(SECOND, IDS, execution).rows()).hasSize(1);
    assertThat(Duration.ofNanos(service.time().nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(7));
  }

  /** Nothing is waited for longer than {@code retryFor}. */
  @Test
  void aRefusalWithALongWaitIsBelieved() {
    service.answers(okThen(status(413).withHeader("Retry-After", "240"), 1, true));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(
            catchThrowableOfType(
                    HelpCrunchException.class, () -> client.search(SECOND, IDS, execution))
                .code())
        .isEqualTo(ErrorCode.REFUSED);
    assertThat(service.requests()).hasSize(2);
  }

  /** A timeout would hide that the key, or the offset, was refused. */
  @ParameterizedTest
  @CsvSource({
    "401, NOT_AUTHORIZED",
    "400, SEARCH_REFUSED",
    "413, REFUSED",
    "416, REFUSED",
    "422, REFUSED"
  })
  void aRefusalThatWaitsBeyondTheTimeoutIsBelieved(int status, ErrorCode code) {
    service.answers(okThen(status(status).withHeader("Retry-After", "100"), 1, false));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    Execution hasty = Execution.of(0, 0, Duration.ofSeconds(90).toNanos());
    PageRequest second = new PageRequest(FILTERED, 100, 100);
    assertThat(
            catchThrowableOfType(HelpCrunchException.class, () -> client.search(second, IDS, hasty))
                .code())
        .isEqualTo(code);
    assertThat(service.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 413})
  void aRefusalThatIsRepeatedIsBelieved(int status) {
    service.answers(okThen(status(status), 1, false));
    CustomerClient client = client(120, Duration.ofSeconds(30));
    client.search(ALL, IDS, execution);
    assertThat(
            catchThrowableOfType(
                HelpCrunchException.class, () -> client.search(SECOND, IDS, execution)))
        .hasMessageContaining("tried 2 times");
    assertThat(service.requests()).hasSize(3);
  }

  private static ResponseDefinitionBuilder dripping() {
    return aResponse().withBody(ServiceFixture.ONE_ROW).withChunkedDribbleDelay(20, 20_000);
  }
}
