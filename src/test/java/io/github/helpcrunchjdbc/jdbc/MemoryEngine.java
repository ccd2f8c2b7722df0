package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An engine that knows a few statements by their text. Thread-safe. */
public final class MemoryEngine implements QueryEngine {
  private final Map<String, PreparedQuery> queries = new ConcurrentHashMap<>();

  public MemoryEngine with(String sql, PreparedQuery query) {
    queries.put(sql, query);
    return this;
  }

  @Override
  public PreparedQuery prepare(String sql, Execution execution) {
    PreparedQuery query = queries.get(sql);
    if (query == null) {
      throw new HelpCrunchException(ErrorCode.SYNTAX, "no such statement in memory");
    }
    return query;
  }
}
