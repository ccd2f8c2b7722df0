package io.github.helpcrunchjdbc.http;

import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.testing.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers without an end, at full speed: each ends by its length, long before its time. */
@Timeout(60)
class TestEndlessAnswers {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final int PIECE = 1 << 14;

  /** What begins it, and what comes again and again; {@code ~} stands for the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Headers, and those that follow a body.
          X: a~ | X: a~ | CONNECTION_LOST
          X: | a | CONNECTION_LOST
          Transfer-Encoding: chunked~~2~{}~0~ | X: a~ | BROKEN_ANSWER
          # A name, a number, a nesting.
          ~{"data":[{"id":1,"name":" | a | TOO_LARGE
          ~{"data":[{"id":1,"a | a | TOO_LARGE
          ~{"data":[{"id":1,"x":1 | 1 | TOO_LARGE
          ~{"data":[{"id":1,"x": | [ | TOO_LARGE
          # Customers who are none.
          ~{"data":[ | {}, | UNDECODABLE
          """)
  void endsByItsLength(String begin, String again, ErrorCode code) throws Exception {
    byte[] piece = lines(again).repeat(PIECE).getBytes(ISO_8859_1);
    assertThat(
            failure(
                    out -> {
                      out.write((OK + lines(begin)).getBytes(ISO_8859_1));
                      while (true) {
                        out.write(piece);
                      }
                    })
                .code())
        .isEqualTo(code);
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    HelpCrunchException failure =
        failure(
            out -> {
              out.write((OK + "Content-Encoding: gzip\r\n\r\n").getBytes(ISO_8859_1));
              GZIPOutputStream packed = new GZIPOutputStream(out);
              packed.write("{\"data\":[{\"id\":1,\"name\":\"".getBytes(ISO_8859_1));
              while (true) {
                packed.write(new byte[PIECE]);
              }
            });
    assertThat(failure.code()).isIn(ErrorCode.TOO_LARGE, ErrorCode.BROKEN_ANSWER);
  }

  private static String lines(String text) {
    return text.replace("~", "\r\n");
  }

  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private static HelpCrunchException failure(Answer answer) {
    try (LoopbackServer server =
        new LoopbackServer(
            (request, out) -> {
              answer.write(out);
              return false;
            })) {
      ClientSettings settings =
          PlainSettings.of(
              URI.create(server.url()),
              new ApiKey(ServiceFixture.KEY),
              0,
              4,
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              0);
      CustomerClient client =
          new CustomerClient(
              ClientParts.of(
                  settings,
                  new ServiceAccess(new Quota(SharedHttp.TIME, () -> 0.5, HostQuota.NONE)),
                  SharedHttp.client(settings, null),
                  SharedHttp.TIME,
                  () -> 0.5));
      return catchThrowableOfType(
          HelpCrunchException.class, () -> client.search(ALL, IDS, Execution.unbounded()));
    }
  }
}
