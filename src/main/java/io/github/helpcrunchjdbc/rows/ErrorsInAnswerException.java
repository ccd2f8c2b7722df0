package io.github.helpcrunchjdbc.rows;

import java.io.IOException;
import java.util.List;

/** An answer that tells of errors though its status says success. */
public final class ErrorsInAnswerException extends IOException {
  private final transient List<ServiceError> errors;

  ErrorsInAnswerException(List<ServiceError> errors) {
    super("the answer tells of errors");
    this.errors = List.copyOf(errors);
  }

  /** What the service says, at least one entry. */
  public List<ServiceError> errors() {
    return errors;
  }
}
