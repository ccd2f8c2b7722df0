/** What runs: scans, joins and aggregates as generated code calls them. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec;

import org.jspecify.annotations.NullMarked;
