/** Nodes of plans and the rules and phases that make them. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel;

import org.jspecify.annotations.NullMarked;
