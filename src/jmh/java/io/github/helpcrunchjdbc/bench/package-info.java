/** The benchmarks of {@code docs/benchmarks.md}. */
@NullMarked
package io.github.helpcrunchjdbc.bench;

import org.jspecify.annotations.NullMarked;
