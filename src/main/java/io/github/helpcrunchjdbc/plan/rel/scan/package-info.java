/** The node of a scan, and the rules by which it takes in what stands above it. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.scan;

import org.jspecify.annotations.NullMarked;
