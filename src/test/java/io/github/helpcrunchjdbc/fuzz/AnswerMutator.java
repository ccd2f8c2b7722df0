package io.github.helpcrunchjdbc.fuzz;

import io.github.helpcrunchjdbc.campaign.Dice;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Makes of an answer the bytes of a changed one: its body, its status or its headers. */
final class AnswerMutator {
  private static final List<String> STATUSES =
      List.of(
          "100", "101", "103", "201", "202", "204", "205", "206", "226", "300", "301", "302", "304",
          "307", "400", "401", "402", "403", "404", "405", "407", "408", "409", "410", "413", "418",
          "421", "422", "425", "426", "431", "451", "499", "500", "501", "502", "503", "504", "511",
          "599", "600", "999", "0", "-20", "abc", "");

  private static final List<String> HEADERS =
      List.of(
          "Transfer-Encoding: chunked",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Content-Type: text/html; charset=UTF-16",
          "Content-Type: ;;;",
          "Content-Length: 7",
          "Content-Length: -1",
          "Content-Length: x",
          "Content-Length: 99999999999999",
          "Retry-After: 0",
          "Retry-After: soon",
          "Location: http://127.0.0.1:1/",
          "no colon",
          ": empty",
          "X-Odd: é",
          "Connection: upgrade",
          "Set-Cookie: a=b",
          "X-Long: " + "x".repeat(100_000),
          "WWW-Authenticate: Basic",
          "Proxy-Authenticate: Basic");

  private final Dice dice;

  AnswerMutator(Dice dice) {
    this.dice = dice;
  }

  byte[] mutate(ApiAnswer answer) {
    String status = Integer.toString(answer.status());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String odd = "";
    switch (dice.below(10)) {
      case 0 -> status = dice.pick(STATUSES);
      case 1 -> odd = dice.pick(HEADERS) + "\r\n";
      case 2 -> {
        status = dice.pick(STATUSES);
        body = new JsonMutator(dice).mutate(answer.body()).getBytes(StandardCharsets.UTF_8);
      }
      case 3, 4 -> body = bytes(body);
      case 5 ->
          body =
              new TextMutator(dice)
                  .mutate(answer.body(), answer.body())
                  .getBytes(StandardCharsets.UTF_8);
      default ->
          body = new JsonMutator(dice).mutate(answer.body()).getBytes(StandardCharsets.UTF_8);
    }
    String length =
        odd.startsWith("Content-Length") || odd.startsWith("Transfer-Encoding")
            ? ""
            : "Content-Length: " + body.length + "\r\n";
    String head =
        "HTTP/1.1 " + status + " Changed\r\nContent-Type: application/json\r\n" + length + odd;
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(body);
    byte[] all = message.toByteArray();
    return dice.chance(5) ? bytes(all) : all;
  }

  private byte[] bytes(byte[] given) {
    byte[] bytes = given.clone();
    int at = dice.below(bytes.length);
    switch (dice.below(3)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        for (int i = at; i < Math.min(bytes.length, at + dice.between(1, 8)); i++) {
          bytes[i] = (byte) dice.below(256);
        }
      }
      default -> bytes[at] ^= (byte) (1 << dice.below(8));
    }
    return bytes;
  }
}
