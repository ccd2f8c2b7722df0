/** Scans: from the values of an execution to requests and their rows. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.scan;

import org.jspecify.annotations.NullMarked;
