/** Joins that send keys, and the node that expands lists of customers. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.join;

import org.jspecify.annotations.NullMarked;
