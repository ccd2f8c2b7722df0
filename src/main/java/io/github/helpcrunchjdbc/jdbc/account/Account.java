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
 * What all connections to one account share: the quota of its key, the requests under way, the
 * cached answers, and what was learned of its service. Thread-safe.
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

  /** Returns the quota and the requests under way. */
  public ServiceAccess access() {
    return access;
  }

  /** Returns what was learned of the service, with its evidence. */
  public LearnedFacts learned() {
    return learned;
  }

  /** Returns the cache of answers. */
  public PageCache cache() {
    return cache;
  }

  /** Returns what answers have shown of how the service pages and sorts. */
  public ReadFacts readFacts() {
    return readFacts;
  }

  /** Keeps a sample of the newest customers. */
  public void take(AccountSample sample) {
    facts.take(sample);
    readFacts.take(sample);
  }

  /** Forgets what was learned of the service. Cached answers and the counts of the quota stay. */
  public void forgetService() {
    access.forgetService();
    readFacts.forget();
    facts.forget();
  }

  /** Returns what was learned of the service for planning. */
  public AccountFacts facts() {
    return facts;
  }
}
