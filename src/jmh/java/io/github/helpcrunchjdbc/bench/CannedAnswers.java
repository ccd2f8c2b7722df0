package io.github.helpcrunchjdbc.bench;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Answers in the network's place: the bytes of the page whose offset is asked for. */
final class CannedAnswers implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");

  private final List<byte[]> pages;

  CannedAnswers(List<byte[]> pages) {
    this.pages = pages;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Buffer body = new Buffer();
    RequestBody sent = request.body();
    if (sent != null) {
      sent.writeTo(body);
    }
    Matcher offset = OFFSET.matcher(body.readUtf8());
    int page = offset.find() ? Integer.parseInt(offset.group(1)) / 100 : 0;
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("")
        .body(ResponseBody.create(pages.get(page), JSON))
        .build();
  }
}
