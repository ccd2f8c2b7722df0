/** The node of a scan, and the rules by which a scan takes in what stands above it. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.scan;

import org.jspecify.annotations.NullMarked;
