package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.search.Column;
import java.util.function.Function;

/**
 * What the scans of one connection share.
 *
 * @param reader reads the account
 * @param matching what is known of how the service compares a field
 */
public record ScanContext(CustomerReader reader, Function<Column, StringMatching> matching) {}
