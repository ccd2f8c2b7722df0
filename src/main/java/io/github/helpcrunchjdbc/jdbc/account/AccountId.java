package io.github.helpcrunchjdbc.jdbc.account;

import java.net.URI;

/**
 * Tells accounts apart by who answers, at which address, and with which key.
 *
 * @param demo whether the account in memory answers; its customers are never a real account's
 * @param baseUrl the address of the service
 * @param keyFingerprint stands for the key; the key can't be computed from it
 */
public record AccountId(boolean demo, URI baseUrl, String keyFingerprint) {
  /** Returns whether the service counts the requests of both accounts as those of one key. */
  boolean hasQuotaOf(AccountId other) {
    return demo == other.demo && keyFingerprint.equals(other.keyFingerprint);
  }
}
