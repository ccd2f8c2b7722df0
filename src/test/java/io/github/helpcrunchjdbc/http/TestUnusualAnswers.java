package io.github.helpcrunchjdbc.http;

import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ok;
import static io.github.helpcrunchjdbc.http.ServiceFixture.okJsonBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with a status of success that are none. */
class TestUnusualAnswers {
  private final ServiceFixture service = new ServiceFixture();

  @AfterEach
  void close() {
    service.close();
  }

  private HelpCrunchException failure() {
    return catchThrowableOfType(
        HelpCrunchException.class, () -> service.client(5).search(ALL, IDS, Execution.unbounded()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"code\":\"oops\",\"message\":\"It broke\"}]}",
        "{\"data\":[{\"id\":7}],\"total\":1,\"errors\":[{\"code\":\"oops\",\"message\":\"It"
            + " broke\"}]}",
        "{\"errors\":[{\"code\":\"oops\",\"message\":\"It broke\"}],\"data\":[],\"total\":0}",
        "{\"errors\":[\"oops: It broke\", [1]],\"data\":[],\"total\":0}",
        "{\"errors\":{\"code\":\"oops\",\"message\":\"It broke\"},\"data\":[],\"total\":0}",
        "{\"data\":[],\"total\":0,\"errors\":\"oops: It broke\"}",
      })
  void errorsInAnAnswerAreAnError(String body) {
    service.answers(okJsonBody(body));
    HelpCrunchException failure = failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.SERVER_ERROR);
    assertThat(failure.vendorCode()).isEqualTo(200);
    assertThat(failure.getMessage()).contains("oops: It broke");
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void whoIsRefusedIsToldSo() {
    service.answers(okJsonBody("{\"errors\":[{\"code\":\"unauthorized\",\"message\":\"No\"}]}"));
    assertThat(failure().code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
  }

  @Test
  void tooManyRequestsAreWaitedFor() {
    service.answers(
        okJsonBody("{\"errors\":[{\"code\":\"too_many_requests\",\"message\":\"Slow\"}]}"), ok());
    assertThat(service.client(5).search(ALL, IDS, Execution.unbounded()).rows()).hasSize(1);
    assertThat(service.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"id\":7}],\"total\":1,\"errors\":[]}",
        "{\"data\":[{\"id\":7}],\"total\":1,\"errors\":null}",
        "{\"data\":[{\"id\":7}],\"total\":1,\"errors\":{}}",
        "{\"data\":[{\"id\":7}],\"total\":1,\"errors\":false}",
      })
  void anEmptyListOfErrorsIsNone(String body) {
    service.answers(okJsonBody(body));
    assertThat(service.client(0).search(ALL, IDS, Execution.unbounded()).rows()).hasSize(1);
  }

  @Test
  void whatIsBeyondTheParsersLimitsIsToldAndNotAskedForAgain() {
    String deep = "[".repeat(2000) + "]".repeat(2000);
    service.answers(okJsonBody("{\"data\":[{\"id\":7,\"new\":" + deep + "}],\"total\":1}"));
    HelpCrunchException failure = failure();
    assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(failure.getMessage()).contains("nesting");
    assertThat(service.requests()).hasSize(1);
  }
}
