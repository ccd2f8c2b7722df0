package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.search.Column;
import java.util.function.Function;

/**
 * What the scans of one connection share.
 *
 * @param rows reads the account's customers
 * @param aggregates reads numbers of them
 * @param matching what is known of how the service compares a field
 */
public record ScanContext(
    CustomerReader rows, AggregateReader aggregates, Function<Column, StringMatching> matching) {}
