/** Joins that send keys, and the node that takes lists of customers apart. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.join;

import org.jspecify.annotations.NullMarked;
