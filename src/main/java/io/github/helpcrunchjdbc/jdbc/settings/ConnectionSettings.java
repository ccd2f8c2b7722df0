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
 * A connection's properties, checked. Immutable. Its text shows everything but the key.
 *
 * @param demo whether the account in memory answers, in the network's place
 * @param client how the connection talks to the service
 * @param maxFilters how many filters a search may carry
 * @param reading how customers are read
 * @param requestBound how many requests a statement may send
 * @param slowStatement from which time on a statement is logged as slow; zero for never
 * @param maxMemory how many bytes the sorts, joins and groups of a statement may keep
 * @param jmx whether JMX shows the account's figures
 * @param cacheTtl how old a cached answer may be; zero for no cache
 * @param checkKey whether connecting asks the service if it takes the key
 * @param customFields the columns of custom attributes; empty if the driver is to find them
 * @param warmUp whether the classes that a first query needs are loaded in the background
 * @param timeZone the zone in which TIMESTAMPs show their wall clock
 * @param displayUrl a URL with all properties but the key
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
