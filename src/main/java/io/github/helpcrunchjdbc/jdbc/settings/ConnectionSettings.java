package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.search.CustomField;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A connection's properties, checked. Immutable; shows everything but the key.
 *
 * @param demo whether the account in memory answers, in the network's place
 * @param client how it talks to the service
 * @param maxFilters how many filters a search may carry
 * @param reading how customers are read
 * @param requestBound how many requests a statement may spend
 * @param slowStatement from when on a statement is logged as slow; zero for never
 * @param maxMemory how many bytes the sorts, joins and groups of a statement may keep
 * @param jmx whether the account's figures are shown by JMX
 * @param cacheTtl how old an answer from memory may be; zero for none
 * @param checkKey whether connecting asks the service whether it takes the key
 * @param customFields the columns of custom attributes; empty if they are to be found out
 * @param warmUp whether what a first query needs is loaded in the background
 * @param timeZone in which TIMESTAMPs show their wall clock
 * @param displayUrl a URL that says the same but for the key
 */
public record ConnectionSettings(
    boolean demo,
    ClientSettings client,
    MatchingSetting stringMatching,
    int maxFilters,
    ReadSettings reading,
    RequestBudget.Bound requestBound,
    long maxMemory,
    StatementLiterals statementLiterals,
    Duration slowStatement,
    boolean jmx,
    Duration cacheTtl,
    boolean checkKey,
    Optional<List<CustomField>> customFields,
    boolean warmUp,
    ZoneId timeZone,
    String displayUrl) {
  @Override
  public String toString() {
    return displayUrl;
  }
}
