package io.github.helpcrunchjdbc.demo;

/** What answers requests: the account itself, or something that stands before it. Thread-safe. */
@FunctionalInterface
public interface Api {
  ApiAnswer answer(ApiRequest request);
}
