package io.github.helpcrunchjdbc.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static io.github.helpcrunchjdbc.http.ServiceFixture.error;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ok;
import static io.github.helpcrunchjdbc.http.ServiceFixture.okJsonBody;
import static io.github.helpcrunchjdbc.http.ServiceFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.LimitedStream;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestCustomerClient {
  private static final Search FILTERED =
      new Search(
          List.of(
              new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "gmail"),
              new SearchFilter(CustomerColumns.LAST_SEEN, Operator.GE, 1603885746L)),
          Comparison.AND,
          null);

  private final ServiceFixture service = new ServiceFixture();
  private final Execution execution = Execution.unbounded();

  @AfterEach
  void stop() {
    service.close();
  }

  private CustomerClient client(int requestsPerMinute, Duration readTimeout) {
    ClientSettings usual = service.settings(5);
    return service.client(
        PlainSettings.of(
            usual.baseUrl(),
            usual.apiKey(),
            requestsPerMinute,
            4,
            usual.connectTimeout(),
            readTimeout,
            5));
  }

  @Test
  void requestIsTheOneOfTheDocumentation() {
    service.answers(okJsonBody("{\"data\":[{\"id\":7},{\"id\":8}],\"total\":256}"));
    Search search =
        new Search(
            List.of(new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "gmail")),
            Comparison.AND,
            new SortOrder(CustomerColumns.FIRST_SEEN, true));
    Page page = service.client(5).search(new PageRequest(search, 0, 5), IDS, execution);
    assertThat(page.total()).isEqualTo(256);
    assertThat(page.rows()).containsExactly(new Object[] {7L}, new Object[] {8L});
    assertThat(execution.statistics().requests()).isEqualTo(1);
    service
        .server()
        .verify(
            1,
            postRequestedFor(urlEqualTo("/v1/customers/search"))
                .withHeader("Authorization", equalTo("Bearer " + ServiceFixture.KEY))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("User-Agent", matching("helpcrunch-jdbc/.+"))
                .withRequestBody(
                    equalToJson(
                        """
                        {"filter":[{"field":"customers.email","operator":"~","value":"gmail"}],
                         "limit":5,"offset":0,"sort":"customers.firstSeen","order":"DESC"}
                        """)));
  }

  @Test
  void baseUrlMayEndInASlash() {
    service.answers(ok());
    URI base = URI.create("http://localhost:" + service.server().port() + "/v1/");
    service.client(ServiceFixture.settings(base, 0)).search(ALL, IDS, execution);
    service.server().verify(1, postRequestedFor(urlEqualTo("/v1/customers/search")));
  }

  @ParameterizedTest
  @CsvSource({
    "401, NOT_AUTHORIZED, check apiKey",
    "403, NOT_AUTHORIZED, check apiKey",
    "400, SEARCH_REFUSED, refused the search",
    "404, NOT_FOUND, check baseUrl",
    "405, REFUSED, status 405",
    "422, REFUSED, status 422",
    "301, REFUSED, a redirect",
    "302, REFUSED, a redirect",
    "307, REFUSED, a redirect",
    "308, REFUSED, a redirect",
    "304, REFUSED, status 304",
  })
  void statusThatIsNotRetried(int status, ErrorCode code, String message) {
    service.answers(error(status, "some_code", "Some words").withHeader("Location", "/elsewhere"));
    HelpCrunchException failure = failure(new PageRequest(FILTERED, 0, 100), 5);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.vendorCode()).isEqualTo(status);
    assertThat(failure).hasMessageContaining(message);
    if (status != 304) {
      assertThat(failure)
          .hasMessageEndingWith("; it said: invalid_request: Invalid; some_code: Some words");
    }
    assertThat(service.requests()).hasSize(1);
    assertThat(execution.statistics().requests()).isEqualTo(1);
  }

  @Test
  void refusedFilterIsNamedAsColumn() {
    service.answers(
        error(400, "filter[1].value", "This value should be numeric.", "filter[9].value", "No."));
    assertThat(failure(new PageRequest(FILTERED, 0, 100), 5))
        .hasMessageContaining(
            "the predicate on column lastSeen (filter[1].value: This value should be numeric.)")
        .hasMessageContaining("filter[9].value: No.");
  }

  @Test
  void errorBodyThatIsNoJson() {
    service.answers(status(403).withBody("<html>Blocked</html>"));
    assertThat(failure(ALL, 5))
        .hasMessageMatching("localhost:\\d+ refused the API key with status 403; check apiKey");
  }

  /** The service refuses a search without a filter, and lists all customers. */
  private void listsInstead() {
    service
        .server()
        .stubFor(post("/v1/customers/search").willReturn(error(400, "filter", "Blank")));
    service.server().stubFor(get(urlPathEqualTo("/v1/customers")).willReturn(ok()));
  }

  @Test
  void searchWithoutFilterFallsBackToTheList() {
    listsInstead();
    Search sorted = Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, true));
    CustomerClient client = service.client(5);
    assertThat(client.search(new PageRequest(sorted, 200, 50), IDS, execution).rows()).hasSize(1);
    service
        .server()
        .verify(
            getRequestedFor(
                    urlEqualTo(
                        "/v1/customers?limit=50&offset=200&sort=customers.lastSeen&order=DESC"))
                .withHeader("Authorization", equalTo("Bearer " + ServiceFixture.KEY)));
    // It is remembered, by all clients of the account.
    assertThat(service.client(5).search(ALL, IDS, execution).rows()).hasSize(1);
    service.server().verify(1, postRequestedFor(urlEqualTo("/v1/customers/search")));
    service.server().verify(1, getRequestedFor(urlEqualTo("/v1/customers?limit=100&offset=0")));
    assertThat(execution.statistics().requests()).isEqualTo(3);
  }

  /** A refused offset is no refusal of searches without a filter. */
  @Test
  void whereSearchesWithoutFilterAreAnsweredTheListIsNotAsked() {
    service.answers(ok(), error(400, "offset", "Too deep"));
    CustomerClient client = service.client(0);
    client.search(ALL, IDS, execution);
    PageRequest deep = new PageRequest(Search.ALL, 10_000, 100);
    assertThat(failure(deep, 0)).hasMessageContaining("offset: Too deep");
    service.server().verify(0, getRequestedFor(urlPathEqualTo("/v1/customers")));
    assertThat(execution.statistics().requests()).isEqualTo(2);
  }

  @Test
  void whatIsForgottenOfTheServiceIsFoundOutAgain() {
    listsInstead();
    CustomerClient client = service.client(5);
    client.search(ALL, IDS, execution);
    service.access().forgetService();
    client.search(ALL, IDS, execution);
    service.server().verify(2, postRequestedFor(urlEqualTo("/v1/customers/search")));
  }

  @Test
  void listThatDoesNotHelpLeavesTheRefusalOfTheSearch() {
    service.server().stubFor(post("/v1/customers/search").willReturn(error(400, "limit", "Wrong")));
    service.server().stubFor(get(urlPathEqualTo("/v1/customers")).willReturn(error(404)));
    HelpCrunchException failure = failure(ALL, 5);
    assertThat(failure.code()).isEqualTo(ErrorCode.SEARCH_REFUSED);
    assertThat(failure).hasMessageContaining("limit: Wrong");
    failure(ALL, 5);
    service.server().verify(2, postRequestedFor(urlEqualTo("/v1/customers/search")));
  }

  @Test
  void notFoundForNoMatchIsAnEmptyPage() {
    service.answers(error(404, "not_found", "Not found"), ok(), error(404, "not_found", "Not"));
    CustomerClient client = service.client(5);
    assertThat(client.search(new PageRequest(FILTERED, 0, 100), IDS, execution))
        .returns(List.of(), Page::rows)
        .returns(0L, Page::total);
    assertThat(execution.statistics().requests()).isEqualTo(2);
    // The control is sent once.
    assertThat(service.client(5).search(new PageRequest(FILTERED, 0, 100), IDS, execution))
        .returns(List.of(), Page::rows)
        .returns(0L, Page::total);
    Page beyond = client.search(new PageRequest(Search.ALL, 900, 100), IDS, execution);
    assertThat(beyond.rows()).isEmpty();
    assertThat(beyond.total()).isEqualTo(Page.UNKNOWN_TOTAL);
    assertThat(execution.statistics().requests()).isEqualTo(4);
  }

  /** After a 429 one request at a time goes out, until one is answered. */
  @Test
  @Timeout(15)
  void notFoundForNoMatchIsAnAnswer() {
    ResponseDefinitionBuilder nobody = error(404, "not_found", "Not found");
    service.answers(
        ok(),
        status(429),
        nobody,
        nobody,
        error(404, "not_found", "Not found").withFixedDelay(20_000));
    CustomerClient client = client(120, Duration.ofSeconds(60));
    client.search(ALL, IDS, execution);
    client.search(new PageRequest(FILTERED, 0, 100), IDS, execution);
    service.time().schedule(() -> {}, Duration.ofSeconds(61).toNanos());
    client.search(new PageRequest(FILTERED, 0, 100), IDS, execution);
    client.ping(execution);
    assertThat(execution.statistics().requests()).isEqualTo(4);
    List<CompletableFuture<Page>> underWay = new ArrayList<>();
    for (int offset : new int[] {0, 100}) {
      PageRequest page = new PageRequest(FILTERED, offset, 100);
      underWay.add(client.searchAsync(PageFetch.now(page, IDS, execution, Freshness.ANEW)));
    }
    while (execution.statistics().requests() < 6) {
      Thread.onSpinWait();
    }
    underWay.forEach(page -> page.cancel(true));
  }

  @Test
  void notFoundForTheControlTooIsAnError() {
    service.answers(error(404, "not_found", "Not found"));
    HelpCrunchException failure = failure(new PageRequest(FILTERED, 0, 100), 5);
    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(execution.statistics().requests()).isEqualTo(2);
  }

  @Test
  void notFoundForAllCustomersIsAnError() {
    service.answers(ok(), error(404, "not_found", "Not found"));
    service.client(5).search(ALL, IDS, execution);
    assertThat(failure(ALL, 5).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(execution.statistics().requests()).isEqualTo(2);
  }

  @Test
  void undecodableValueIsNotAskedForAgain() {
    service.answers(okJsonBody("{\"data\":[{\"id\":\"x\"}]}"));
    assertThat(failure(ALL, 5).code()).isEqualTo(ErrorCode.UNDECODABLE);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void answerBeyondAllMeasureIsRefused() {
    byte[] blank = new byte[(int) LimitedStream.MAX_BYTES + 10];
    java.util.Arrays.fill(blank, (byte) ' ');
    ClientSettings settings = service.settings(5);
    CustomerClient client =
        CustomerClient.open(
            settings,
            ServiceAccess.create(),
            chain ->
                new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(200)
                    .message("OK")
                    .body(ResponseBody.create(blank, MediaType.get("application/json")))
                    .build());
    HelpCrunchException failure =
        catchThrowableOfType(HelpCrunchException.class, () -> client.search(ALL, IDS, execution));
    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(failure).hasMessageContaining("larger than 64 MB");
    assertThat(execution.statistics().requests()).isEqualTo(1);
  }

  @Test
  void pingIsAnsweredFromFreshTraffic() {
    service.answers(ok());
    CustomerClient client = service.client(5);
    client.ping(execution);
    client.ping(execution);
    assertThat(service.requests()).hasSize(1);
    assertThat(service.requests().get(0).getBodyAsString()).isEqualTo("{\"offset\":0,\"limit\":1}");
    service.time().schedule(() -> {}, Duration.ofSeconds(61).toNanos());
    client.ping(execution);
    assertThat(service.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pingDoesNotWaitForAFullMinute(boolean answeredBefore) {
    service.answers(ok(), ok().withFixedDelay(20_000));
    if (!answeredBefore) {
      service.answers(ok().withFixedDelay(20_000));
    }
    CustomerClient client = client(1, service.settings(5).readTimeout());
    if (answeredBefore) {
      client.ping(execution);
    }
    service.time().schedule(() -> {}, Duration.ofSeconds(61).toNanos());
    CompletableFuture<Page> underWay =
        client.searchAsync(PageFetch.now(ALL, IDS, execution, Freshness.ANEW));
    Execution pinging = Execution.of(0, 0, Duration.ofSeconds(2).toNanos());
    client.ping(pinging);
    assertThat(pinging.statistics().requests()).isZero();
    underWay.cancel(true);
  }

  @Test
  void pingTellsOfAWrongKey() {
    service.answers(error(401));
    HelpCrunchException failure =
        catchThrowableOfType(HelpCrunchException.class, () -> service.client(5).ping(execution));
    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
  }

  private HelpCrunchException failure(PageRequest page, int maxRetries) {
    return catchThrowableOfType(
        HelpCrunchException.class, () -> service.client(maxRetries).search(page, IDS, execution));
  }
}
