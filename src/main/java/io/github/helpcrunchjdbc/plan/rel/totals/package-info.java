/** Aggregates that totals answer: their nodes, and the rules that find them. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.totals;

import org.jspecify.annotations.NullMarked;
