package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;

/**
 * What the scans of one connection share.
 *
 * @param rows reads the account's customers
 * @param aggregates reads numbers of them
 * @param knowledge what is known of the service
 */
public record ScanContext(
    CustomerReader rows, AggregateReader aggregates, AccountKnowledge knowledge) {}
