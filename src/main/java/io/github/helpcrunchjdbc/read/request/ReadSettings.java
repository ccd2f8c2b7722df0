package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.rows.Undecodable;

/**
 * How the user of a connection wants customers to be read.
 *
 * @param pageSize rows in a request, 1 to 100
 * @param consistency what happens to answers with flaws
 * @param undecodable what happens to a value that its column can't hold
 * @param nullsSorted where the service puts customers without a value, as long as no row shows it
 */
public record ReadSettings(
    int pageSize, Consistency consistency, Undecodable undecodable, NullsSorted nullsSorted) {}
