package io.github.helpcrunchjdbc.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A request that the service refuses, with its status and the entry that says why. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param code {@code not_found} and the like, or the path of what is wrong in the request
   */
  public ApiError(int status, String code, String message) {
    // A refusal is an answer like any other: nobody reads its stack.
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static ApiError badRequest(String code, String message) {
    return new ApiError(400, code, message);
  }

  public static ApiError unauthorized() {
    return new ApiError(401, "unauthorized", "Unauthorized");
  }

  public static ApiError notFound() {
    return new ApiError(404, "not_found", "Not found");
  }

  public static ApiError tooManyRequests() {
    return new ApiError(429, "too_many_requests", "Too many requests");
  }

  /** The documented body. The older generations of the service sent the specific entry only. */
  public ApiAnswer answer(Behaviour behaviour) {
    boolean older = behaviour.has(Quirk.GENERATION_OLD) || behaviour.has(Quirk.GENERATION_MIDDLE);
    return new ApiAnswer(
        status,
        DemoJson.write(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("errors");
              if (!older) {
                writeEntry(json, "invalid_request", "Invalid request");
              }
              writeEntry(json, code, String.valueOf(getMessage()));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void writeEntry(JsonGenerator json, String entryCode, String message)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("code", entryCode);
    json.writeStringField("message", message);
    json.writeEndObject();
  }
}
