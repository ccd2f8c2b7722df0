package io.github.helpcrunchjdbc.jdbc.account;

import java.net.URI;

/**
 * What tells accounts apart: who answers, where, and whose key it is.
 *
 * @param demo whether the account in memory answers; its customers are never a real account's
 * @param baseUrl where the service is
 * @param keyFingerprint stands for the key, which can't be had from it
 */
public record AccountId(boolean demo, URI baseUrl, String keyFingerprint) {
  /** Whether the same service counts the requests of both as those of one key. */
  boolean hasQuotaOf(AccountId other) {
    return demo == other.demo && keyFingerprint.equals(other.keyFingerprint);
  }
}
