package io.github.helpcrunchjdbc.jdbc.account;

import io.github.helpcrunchjdbc.http.ServiceAccess;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.plan.knowledge.AccountFacts;
import io.github.helpcrunchjdbc.read.cache.AnswerStore;
import io.github.helpcrunchjdbc.read.cache.PageCache;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import java.time.InstantSource;

/**
 * One account, for all connections to it: the quota of its key, the requests under way, the answers
 * that are kept, and what was learned of its service. Thread-safe.
 */
public final class Account {
  private final ServiceAccess access;
  private final PageCache cache;
  private final LearnedFacts learned;
  private final ReadFacts readFacts;
  private final AccountFacts facts = new AccountFacts();

  Account(ServiceAccess access, AnswerStore answers, InstantSource clock) {
    this.learned = new LearnedFacts(clock);
    this.readFacts = new ReadFacts(learned);
    this.access = access;
    access.noteIn(learned);
    this.cache = new PageCache(answers);
  }

  /** The quota, and the requests under way. */
  public ServiceAccess access() {
    return access;
  }

  /** What was learned of the service, with its evidence. */
  public LearnedFacts learned() {
    return learned;
  }

  /** The answers that are kept. */
  public PageCache cache() {
    return cache;
  }

  /** What answers have shown of how the service pages and sorts. */
  public ReadFacts readFacts() {
    return readFacts;
  }

  /** Keeps what was seen of the newest customers. */
  public void take(AccountSample sample) {
    facts.take(sample);
    readFacts.take(sample);
  }

  /**
   * Forgets what was learned of the service. Answers that are kept and totals of the quota stay.
   */
  public void forgetService() {
    access.forgetService();
    readFacts.forget();
    facts.forget();
  }

  /** What was learned of the service for planning. */
  public AccountFacts facts() {
    return facts;
  }
}
