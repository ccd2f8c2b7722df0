/** Chains: one scan of customers for all that a query asks of them and of their lists. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.chain;

import org.jspecify.annotations.NullMarked;
