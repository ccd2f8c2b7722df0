package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.testing.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service on a loopback port that does not search: it only writes the bytes of a page. */
final class CannedAccount implements AutoCloseable {
  /** Any will do. */
  static final String API_KEY = "canned";

  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");
  private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");

  /** The body of an answer. */
  interface Pages {
    byte[] body(long offset, int limit);
  }

  private final Pages pages;
  private final LoopbackServer server;

  CannedAccount(Pages pages) {
    this.pages = pages;
    this.server = new LoopbackServer(this::answer);
  }

  String baseUrl() {
    return server.url() + "/v1";
  }

  private boolean answer(ApiRequest request, OutputStream out) throws IOException {
    byte[] body =
        pages.body(number(OFFSET, request.body(), 0), (int) number(LIMIT, request.body(), 100));
    ByteArrayOutputStream message = new ByteArrayOutputStream(body.length + 128);
    message.writeBytes(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(body);
    // In one piece: a second small write would wait for the acknowledgement of the first.
    message.writeTo(out);
    out.flush();
    return true;
  }

  private static long number(Pattern pattern, String body, long without) {
    Matcher matcher = pattern.matcher(body);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : without;
  }

  @Override
  public void close() {
    server.close();
  }
}
